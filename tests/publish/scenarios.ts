/** Scenarios for the publisher's tests: single changes to a site, including sequences that are known to be difficult. */

import { article, BAD, type Fields, iso, pass } from "./content-edits.ts";
import { deliver, START, settle, type World, write } from "./simulated-site.ts";

export type Scenario = {
  readonly name: string;
  /** A page goes that an article outside of the batch links to; a message of its own makes that article follow, a moment later. */
  readonly linksFollow?: true;
  /** Creates the initial content, which is published without faults. */
  readonly before?: (world: World) => Promise<void>;
  /** The change to publish. */
  readonly change: (world: World) => Promise<void> | void;
  /** A further change, between the publisher's crash and its restart. */
  readonly meanwhile?: (world: World) => Promise<void> | void;
};

const SEPTEMBER = "2023-09-05";
const first: Fields = { title: "First", date: SEPTEMBER, tags: ["Red", "Blue"], authors: ["Ann Lee"] };
const put = (path: string, fields: Fields, body?: string) => (world: World) =>
  write(world, path, article(fields, body));
const settings = (fields: Fields | undefined) => (world: World) =>
  write(world, "site.json", fields && JSON.stringify(fields));
const inOrder =
  (...steps: readonly ((world: World) => Promise<void> | void)[]) =>
  async (world: World) => {
    for (const step of steps) await step(world);
  };
const minutes = (count: number) => (world: World) => pass(world.clock, count * 60_000);
const tick = (world: World) => void world.queue.push({ kind: "tick" });
const remove = (path: string) => (world: World) => write(world, path, undefined);

/** A site with three periods; the middle one has two pages. */
const baseSite = inOrder(
  put("b.txt", { title: "B", date: "2023-08-01", tags: ["Red"] }),
  put("c.md", { title: "C", date: "2023-09-01", tags: ["Red"] }),
  put("d.md", { title: "D", date: "2023-09-09", tags: ["Blue"] }),
  put("e.md", { title: "E", date: "2023-09-10" }),
  put("f.md", { title: "F", date: "2023-10-01", authors: ["Ann Lee"] }),
);
/** A small site for rebuild scenarios, whose tests crash at every operation of the rebuild. */
const smallSite = inOrder(
  put("a.md", first),
  put("b.txt", { title: "B", date: "2023-09-01", tags: ["Red"] }),
  put("c.md", { title: "C", date: "2023-08-01T02:00:00Z" }),
);
const baseSiteWithA = inOrder(baseSite, put("a.md", first));

export const SCENARIOS: readonly Scenario[] = [
  { name: "the very first article", change: put("a.md", first) },
  { name: "create", before: baseSite, change: put("a.md", first) },
  { name: "edit", before: baseSiteWithA, change: put("a.md", first, "Other words.") },
  { name: "delete", before: baseSiteWithA, change: remove("a.md") },
  { name: "delete the only article", before: put("a.md", first), change: remove("a.md") },
  { name: "retag", before: baseSiteWithA, change: put("a.md", { ...first, tags: ["Red", "New"], authors: ["Bo"] }) },
  {
    name: "spell a tag anew",
    before: baseSiteWithA,
    change: put("f.md", { title: "F", date: "2023-10-01", tags: ["RED"] }),
  },
  { name: "re-date across periods", before: baseSiteWithA, change: put("a.md", { ...first, date: "2023-07-05" }) },
  { name: "re-date within a page", before: baseSiteWithA, change: put("a.md", { ...first, date: "2023-09-06" }) },
  {
    name: "an edit on the first page, and a new last page",
    before: baseSiteWithA,
    change: inOrder(
      put("c.md", { title: "C", date: "2023-09-01", tags: ["Red"] }, "Other words."),
      put("g.md", { title: "G", date: "2023-09-20" }),
    ),
  },
  {
    name: "larger pages",
    before: inOrder(settings({ limit: 1, archive: "year", sections: true, languages: true }), smallSite),
    change: settings({ limit: 2, archive: "year", sections: true, languages: true }),
  },
  {
    name: "an article so old that no feed shows it moves the pages that feeds link to",
    before: inOrder(
      settings({ limit: 1 }),
      ...["2", "3", "4", "5"].map((day) => put(`${day}.md`, { title: day, date: `2023-09-0${day}`, tags: ["Red"] })),
    ),
    change: put("old.md", { title: "Old", date: "2023-09-01", tags: ["Red"] }),
  },
  {
    name: "a language comes, and another goes",
    before: inOrder(settings({ languages: true }), put("a.md", { ...first, language: "de" })),
    change: inOrder(put("a.md", { ...first, language: "pt-BR" }), put("d/b.md", { title: "B", date: "2023-09-01" })),
    meanwhile: put("d/b.md", { title: "B", date: "2023-09-01", language: "de" }),
  },
  { name: "remove a period", before: baseSite, change: remove("f.md") },
  { name: "add an article with a taken slug", before: baseSite, change: put("a.md", { ...first, slug: "c" }) },
  {
    name: "remove an article whose slug another one claims",
    before: inOrder(baseSite, put("a.md", { ...first, slug: "c" })),
    change: remove("a.md"),
  },
  {
    name: "add two articles that take over the slug and id of another",
    before: put("z.md", { ...first, slug: "same", id: "urn:same" }),
    change: inOrder(
      put("a.md", { ...first, slug: "same", id: "urn:same" }),
      put("b.md", { ...first, slug: "same", id: "urn:same" }),
    ),
  },
  {
    name: "remove two claimants of a slug, then add one",
    before: inOrder(
      ...["a.md", "b.md", "c.md", "d.md"].map((path) => put(path, { title: path, date: SEPTEMBER, slug: "same" })),
    ),
    change: inOrder(remove("a.md"), put("b.md", { title: "b.md", date: SEPTEMBER, slug: "other" })),
    meanwhile: put("0.md", { title: "0", date: SEPTEMBER, slug: "same" }),
  },
  {
    name: "two articles swap slugs",
    before: inOrder(put("a.md", { ...first, slug: "one" }), put("b.md", { ...first, slug: "two" })),
    change: inOrder(put("a.md", { ...first, slug: "two" }), put("b.md", { ...first, slug: "one" })),
  },
  {
    name: "an article becomes bad during its update",
    before: baseSiteWithA,
    change: put("a.md", { ...first, tags: ["New"] }),
    meanwhile: (world) => write(world, "a.md", BAD),
  },
  {
    name: "a new article becomes bad during its first update",
    before: baseSite,
    change: put("a.md", first),
    meanwhile: (world) => write(world, "a.md", BAD),
  },
  { name: "create then delete", before: baseSite, change: put("a.md", first), meanwhile: remove("a.md") },
  {
    name: "delete then create",
    before: baseSiteWithA,
    change: remove("a.md"),
    meanwhile: put("a.md", { ...first, tags: ["New"] }),
  },
  {
    name: "delete, then bad",
    before: baseSiteWithA,
    change: remove("a.md"),
    meanwhile: (world) => write(world, "a.md", BAD),
  },
  {
    name: "edit and edit back",
    before: baseSiteWithA,
    change: put("a.md", { ...first, slug: "x", tags: ["New"], date: "2023-07-01" }),
    meanwhile: put("a.md", first),
  },
  {
    name: "edit and edit again",
    before: baseSiteWithA,
    change: put("a.md", { ...first, slug: "x", tags: ["New"], date: "2023-07-01" }),
    meanwhile: put("a.md", { ...first, tags: ["Newer"], date: "2023-11-01" }),
  },
  {
    name: "media change",
    before: inOrder(baseSiteWithA, put("a.md", { ...first, attachments: ["m.bin"] }), (world) =>
      write(world, "m.bin", "1"),
    ),
    change: (world) => write(world, "m.bin", "22"),
  },
  {
    name: "add media with their article, then change them",
    change: inOrder(put("a.md", { ...first, attachments: ["m.bin"] }), (world) => write(world, "m.bin", "1")),
    meanwhile: (world) => write(world, "m.bin", "22"),
  },
  {
    name: "remove media",
    before: inOrder(put("a.md", { ...first, attachments: ["m.bin"] }), (world) => write(world, "m.bin", "1")),
    change: remove("m.bin"),
  },
  {
    name: "an article that others link to comes, and moves",
    linksFollow: true,
    before: inOrder(baseSite, put("l.md", { title: "L", date: SEPTEMBER }, "[x](/posts/a/) [y](c.md)")),
    change: inOrder(put("a.md", first), put("c.md", { title: "C", date: "2023-09-01", slug: "moved" })),
    meanwhile: put("a.md", { ...first, slug: "elsewhere" }),
  },
  {
    name: "articles that link to each other come at once",
    before: baseSite,
    change: inOrder(
      put("a.md", first, "[x](g.md) [y](a.md)"),
      put("g.md", { title: "G", date: SEPTEMBER }, "[x](/a/)"),
    ),
    meanwhile: put("0.md", { title: "0", date: SEPTEMBER, slug: "a" }),
  },
  {
    name: "the last article that refers to a file lets go of it",
    before: inOrder(baseSite, put("a.md", first, "[x](m.bin)"), (world) => write(world, "m.bin", "1")),
    change: put("a.md", first),
    meanwhile: put("a.md", first, "[x](m.bin)"),
  },
  {
    name: "an article refers to a file, and is removed",
    before: inOrder(baseSite, (world) => write(world, "m.bin", "1")),
    change: put("a.md", first, "[x](m.bin) ![y](/p.png)"),
    meanwhile: remove("a.md"),
  },
  {
    name: "a picture comes, and goes",
    before: inOrder(baseSite, put("a.md", first, "![x](/p.png)")),
    change: (world) => write(world, "static/p.png", "1"),
    meanwhile: (world) => write(world, "static/p.png", undefined),
  },
  {
    name: "change settings and revert them",
    before: inOrder(settings({ title: "One", archive: "month" }), smallSite),
    change: settings({ title: "Two", archive: "year", limit: 2 }),
    meanwhile: settings({ title: "One", archive: "month" }),
  },
  {
    name: "settings become invalid",
    before: inOrder(settings({ title: "One" }), smallSite),
    change: settings({ title: "Two", limit: 2 }),
    meanwhile: (world) => write(world, "site.json", "{"),
  },
  {
    name: "change settings and revert them, while an article leaves a feed",
    before: inOrder(settings({ title: "One" }), smallSite),
    change: inOrder(settings({ title: "Two" }), put("b.txt", { title: "B", date: "2023-08-01" }), async (world) => {
      await deliver(world, world.queue.slice(1));
      await settings({ title: "One" })(world);
    }),
  },
  { name: "turn off the archive", before: smallSite, change: settings({ archive: false }) },
  { name: "change the time zone", before: smallSite, change: settings({ timezone: "America/New_York" }) },
  {
    name: "rebuild with another release",
    before: smallSite,
    change: (world) => {
      world.release = "2";
      world.queue.push({ kind: "rebuild" });
    },
  },
  {
    name: "expire",
    before: inOrder(baseSite, put("a.md", { ...first, expires: iso(START + 60_000) })),
    change: inOrder(minutes(1), tick),
  },
  {
    name: "expire, then extend the expiry date",
    before: inOrder(baseSite, put("a.md", { ...first, expires: iso(START + 60_000) })),
    change: inOrder(minutes(1), tick),
    meanwhile: put("a.md", { ...first, expires: iso(START + 600_000) }),
  },
  {
    name: "schedule",
    before: baseSite,
    change: put("a.md", { ...first, date: iso(START + 60_000) }),
    meanwhile: minutes(2),
  },
  {
    name: "the time of a future update comes",
    before: inOrder(baseSite, put("a.md", { ...first, updated: iso(START + 60_000) })),
    change: inOrder(minutes(2), tick),
  },
  {
    name: "the scheduled time comes",
    before: inOrder(baseSite, put("a.md", { ...first, date: iso(START + 60_000) })),
    change: inOrder(minutes(2), tick),
  },
  { name: "draft", before: baseSiteWithA, change: put("a.md", { ...first, draft: true }) },
  { name: "many at once", change: baseSiteWithA },
  {
    name: "remove all articles at once",
    before: baseSiteWithA,
    change: inOrder(...["a.md", "b.txt", "c.md", "d.md", "e.md", "f.md"].map(remove)),
  },
];

/** Publishes the initial content of a scenario. */
export async function prepare({ before }: Scenario, world: World): Promise<World> {
  await before?.(world);
  await settle(world);
  return world;
}
