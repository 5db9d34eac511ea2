/** What can happen to a site, one thing at a time: the schedules that are known to be nasty. */

import { article, BAD, type Fields, iso, pass } from "./content-edits.ts";
import { deliver, START, settle, type World, write } from "./simulated-site.ts";

export type Scenario = {
  readonly name: string;
  /** What there was, published in peace. */
  readonly before?: (world: World) => Promise<void>;
  /** What happens. */
  readonly change: (world: World) => Promise<void> | void;
  /** What else happens before the publisher, having stopped, is back. */
  readonly meanwhile?: (world: World) => Promise<void> | void;
};

const SEPTEMBER = "2023-09-05";
const first: Fields = { title: "First", date: SEPTEMBER, tags: ["Red", "Blue"], authors: ["Ann Lee"] };
const put = (path: string, fields: Fields, body?: string) => (world: World) =>
  write(world, path, article(fields, body));
const settings = (said: Fields | undefined) => (world: World) =>
  write(world, "site.json", said && JSON.stringify(said));
const all =
  (...acts: readonly ((world: World) => Promise<void> | void)[]) =>
  async (world: World) => {
    for (const act of acts) await act(world);
  };
const minutes = (count: number) => (world: World) => pass(world.clock, count * 60_000);
const tick = (world: World) => void world.queue.push({ kind: "tick" });
const remove = (path: string) => (world: World) => write(world, path, undefined);

/** Three periods, the middle one with two pages. */
const town = all(
  put("b.txt", { title: "B", date: "2023-08-01", tags: ["Red"] }),
  put("c.md", { title: "C", date: "2023-09-01", tags: ["Red"] }),
  put("d.md", { title: "D", date: "2023-09-09", tags: ["Blue"] }),
  put("e.md", { title: "E", date: "2023-09-10" }),
  put("f.md", { title: "F", date: "2023-10-01", authors: ["Ann Lee"] }),
);
/** What a rebuild goes through at every operation has to be small. */
const hamlet = all(
  put("a.md", first),
  put("b.txt", { title: "B", date: "2023-09-01", tags: ["Red"] }),
  put("c.md", { title: "C", date: "2023-08-01T02:00:00Z" }),
);
const townWithA = all(town, put("a.md", first));

export const SCENARIOS: readonly Scenario[] = [
  { name: "the first article of all", change: put("a.md", first) },
  { name: "create", before: town, change: put("a.md", first) },
  { name: "edit", before: townWithA, change: put("a.md", first, "Other words.") },
  { name: "delete", before: townWithA, change: remove("a.md") },
  { name: "delete the last article of all", before: put("a.md", first), change: remove("a.md") },
  { name: "retag", before: townWithA, change: put("a.md", { ...first, tags: ["Red", "New"], authors: ["Bo"] }) },
  { name: "re-date across periods", before: townWithA, change: put("a.md", { ...first, date: "2023-07-05" }) },
  { name: "re-date within a page", before: townWithA, change: put("a.md", { ...first, date: "2023-09-06" }) },
  { name: "a period goes", before: town, change: remove("f.md") },
  { name: "a contested slug comes", before: town, change: put("a.md", { ...first, slug: "c" }) },
  { name: "a contested slug goes", before: all(town, put("a.md", { ...first, slug: "c" })), change: remove("a.md") },
  {
    name: "two come before the holder of a slug and of an id",
    before: put("z.md", { ...first, slug: "same", id: "urn:same" }),
    change: all(
      put("a.md", { ...first, slug: "same", id: "urn:same" }),
      put("b.md", { ...first, slug: "same", id: "urn:same" }),
    ),
  },
  {
    name: "two who stood before another go, and come",
    before: all(
      ...["a.md", "b.md", "c.md", "d.md"].map((path) => put(path, { title: path, date: SEPTEMBER, slug: "same" })),
    ),
    change: all(remove("a.md"), put("b.md", { title: "b.md", date: SEPTEMBER, slug: "other" })),
    meanwhile: put("0.md", { title: "0", date: SEPTEMBER, slug: "same" }),
  },
  {
    name: "slugs change hands",
    before: all(put("a.md", { ...first, slug: "one" }), put("b.md", { ...first, slug: "two" })),
    change: all(put("a.md", { ...first, slug: "two" }), put("b.md", { ...first, slug: "one" })),
  },
  {
    name: "bad in mid-update",
    before: townWithA,
    change: put("a.md", { ...first, tags: ["New"] }),
    meanwhile: (world) => write(world, "a.md", BAD),
  },
  {
    name: "new and bad in mid-update",
    before: town,
    change: put("a.md", first),
    meanwhile: (world) => write(world, "a.md", BAD),
  },
  { name: "create then delete", before: town, change: put("a.md", first), meanwhile: remove("a.md") },
  {
    name: "delete then create",
    before: townWithA,
    change: remove("a.md"),
    meanwhile: put("a.md", { ...first, tags: ["New"] }),
  },
  {
    name: "delete, then bad",
    before: townWithA,
    change: remove("a.md"),
    meanwhile: (world) => write(world, "a.md", BAD),
  },
  {
    name: "edit and edit back",
    before: townWithA,
    change: put("a.md", { ...first, slug: "x", tags: ["New"], date: "2023-07-01" }),
    meanwhile: put("a.md", first),
  },
  {
    name: "edit and edit again",
    before: townWithA,
    change: put("a.md", { ...first, slug: "x", tags: ["New"], date: "2023-07-01" }),
    meanwhile: put("a.md", { ...first, tags: ["Newer"], date: "2023-11-01" }),
  },
  {
    name: "media change",
    before: all(townWithA, put("a.md", { ...first, attachments: ["m.bin"] }), (world) => write(world, "m.bin", "1")),
    change: (world) => write(world, "m.bin", "22"),
  },
  {
    name: "media come with their article, and change",
    change: all(put("a.md", { ...first, attachments: ["m.bin"] }), (world) => write(world, "m.bin", "1")),
    meanwhile: (world) => write(world, "m.bin", "22"),
  },
  {
    name: "media go",
    before: all(put("a.md", { ...first, attachments: ["m.bin"] }), (world) => write(world, "m.bin", "1")),
    change: remove("m.bin"),
  },
  {
    name: "settings there and back",
    before: all(settings({ title: "One", archive: "month" }), hamlet),
    change: settings({ title: "Two", archive: "year", limit: 2 }),
    meanwhile: settings({ title: "One", archive: "month" }),
  },
  {
    name: "settings go bad",
    before: all(settings({ title: "One" }), hamlet),
    change: settings({ title: "Two", limit: 2 }),
    meanwhile: (world) => write(world, "site.json", "{"),
  },
  {
    name: "settings there and back, while another leaves a feed",
    before: all(settings({ title: "One" }), hamlet),
    change: all(settings({ title: "Two" }), put("b.txt", { title: "B", date: "2023-08-01" }), async (world) => {
      await deliver(world, world.queue.slice(1));
      await settings({ title: "One" })(world);
    }),
  },
  { name: "no archive any more", before: hamlet, change: settings({ archive: false }) },
  { name: "another zone", before: hamlet, change: settings({ timezone: "America/New_York" }) },
  {
    name: "rebuild of another release",
    before: hamlet,
    change: (world) => {
      world.release = "2";
      world.queue.push({ kind: "rebuild" });
    },
  },
  {
    name: "expire",
    before: all(town, put("a.md", { ...first, expires: iso(START + 60_000) })),
    change: all(minutes(1), tick),
  },
  {
    name: "expire, but be given more time",
    before: all(town, put("a.md", { ...first, expires: iso(START + 60_000) })),
    change: all(minutes(1), tick),
    meanwhile: put("a.md", { ...first, expires: iso(START + 600_000) }),
  },
  {
    name: "schedule",
    before: town,
    change: put("a.md", { ...first, date: iso(START + 60_000) }),
    meanwhile: minutes(2),
  },
  {
    name: "an update that was to come has come",
    before: all(town, put("a.md", { ...first, updated: iso(START + 60_000) })),
    change: all(minutes(2), tick),
  },
  {
    name: "the scheduled time comes",
    before: all(town, put("a.md", { ...first, date: iso(START + 60_000) })),
    change: all(minutes(2), tick),
  },
  { name: "draft", before: townWithA, change: put("a.md", { ...first, draft: true }) },
  { name: "many at once", change: townWithA },
  {
    name: "all go at once",
    before: townWithA,
    change: all(...["a.md", "b.txt", "c.md", "d.md", "e.md", "f.md"].map(remove)),
  },
];

/** The site before the change of a scenario. */
export async function prepare({ before }: Scenario, world: World): Promise<World> {
  await before?.(world);
  await settle(world);
  return world;
}
