/** The hourly comparison of content and site: it finds changes whose events were lost, and then reports nothing more. */
import { describe, expect, it } from "vitest";
import { handleMessages } from "../../functions/publish/handle-messages.ts";
import type { Message } from "../../functions/publish/message.ts";
import { type Store, StoreBusyError } from "../../functions/store/store.ts";
import { expectTruth } from "./compare-with-oracle.ts";
import { article, BAD } from "./content-edits.ts";
import { allOf, deliver, newWorld, publisherOf, settle, type World, write } from "./simulated-site.ts";

const HOUR = 3_600_000;
const GOOD = article({ title: "A", date: "2023-09-01" });

/** Runs the next hourly reconcile, handles the messages that it sends, and returns their paths. */
async function anHourLater(world: World): Promise<readonly string[]> {
  world.clock.now += HOUR;
  const reconcile: Message = { kind: "reconcile" };
  world.queue.push(reconcile);
  await deliver(world, [reconcile]);
  const paths = world.queue.flatMap((message) => (message.kind === "changed" ? message.paths : []));
  await settle(world);
  await expectTruth(world);
  return paths;
}

async function siteOf(files: Readonly<Record<string, string>>): Promise<World> {
  const world = newWorld();
  for (const [path, body] of Object.entries(files)) await write(world, path, body);
  await settle(world);
  return world;
}

const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`${i}.md`, GOOD]));
const recordsOf = (world: World) => allOf(world.stores.state, "records/");

/** Removes files without telling the publisher. */
async function remove(world: World, count: number) {
  for (let i = 0; i < count; i++) await write(world, `${i}.md`, undefined);
  world.queue.splice(0);
}

describe("a reconcile", () => {
  it("checks an article once more, and then considers it up to date", async () => {
    const world = await siteOf({ "a.md": GOOD });
    expect(await anHourLater(world)).toEqual(["a.md"]);
    expect(await anHourLater(world)).toEqual([]);
  });

  it.each([
    ["was written again with the same bytes", GOOD],
    ["became bad", BAD],
  ])("checks an article that %s once, and keeps the content of its record", async (_, body) => {
    const world = await siteOf({ "a.md": GOOD });
    world.clock.now += HOUR;
    await write(world, "a.md", body);
    await settle(world);
    const before = await allOf(world.stores.state);
    expect(await anHourLater(world)).toEqual(["a.md"]);
    expect(await anHourLater(world)).toEqual([]);
    const versions = (objects: typeof before) => objects.map(({ key, version }) => [key, version]);
    expect(versions(await allOf(world.stores.state))).toEqual(versions(before));
  });

  it("finds a change without an event, even directly after a check", async () => {
    const world = await siteOf({ "a.md": GOOD });
    await anHourLater(world);
    await write(world, "a.md", article({ title: "Other", date: "2023-09-01" }));
    world.queue.splice(0);
    expect(await anHourLater(world)).toEqual(["a.md"]);
    expect(await anHourLater(world)).toEqual([]);
  });

  it("removes what is missing from the content without an event", async () => {
    const world = await siteOf(many(12));
    await remove(world, 6);
    expect(await anHourLater(world)).toEqual(expect.arrayContaining(["0.md", "5.md"]));
    expect(await recordsOf(world)).toHaveLength(6);
  });

  it("removes nothing if more than half of what is published is missing, until it is told to, and publishes the rest", async () => {
    const world = await siteOf(many(12));
    await anHourLater(world);
    const before = await allOf(world.stores.site);
    await remove(world, 7);
    world.clock.now += HOUR;
    for (let times = 0; times < 2; times++) {
      const { withheld } = await handleMessages([{ kind: "reconcile" }], publisherOf(world));
      expect(withheld).toEqual([{ published: 12, missing: 7 }]);
    }
    await settle(world);
    expect(await allOf(world.stores.site)).toEqual(before);
    await write(world, "new.md", article({ title: "New", date: "2023-09-01" }));
    world.queue.splice(0, Number.POSITIVE_INFINITY, { kind: "reconcile" });
    await settle(world);
    expect(await recordsOf(world)).toHaveLength(13);
    world.queue.push({ kind: "reconcile", force: true });
    await settle(world);
    await expectTruth(world);
    expect(await recordsOf(world)).toHaveLength(6);
  });

  it("removes everything of a small site", async () => {
    const world = await siteOf(many(9));
    await remove(world, 9);
    await anHourLater(world);
    expect(await recordsOf(world)).toEqual([]);
  });

  it.each(["content", "state"] as const)(
    "removes nothing if a listing of the %s store fails half-way",
    async (name) => {
      const world = await siteOf(many(12));
      const before = await allOf(world.stores.site);
      const { list } = world.stores[name];
      const failing: Store = {
        ...world.stores[name],
        async list(options) {
          if (options.after?.endsWith("/3.md") || options.after === "3.md") throw new StoreBusyError("no more today");
          const listing = await list({ ...options, limit: 6 });
          return listing;
        },
      };
      for (const kind of ["rebuild", "reconcile"] as const) {
        const publisher = publisherOf(world, { [name]: failing, rebuildSize: 100 });
        await expect(handleMessages([{ kind }], publisher)).rejects.toThrow("no more today");
        expect(world.queue).toEqual([]);
        expect(await allOf(world.stores.site)).toEqual(before);
      }
    },
  );

  it("checks a file that was never good every time, with messages marked as coming from a reconcile", async () => {
    const world = await siteOf({ "a.md": BAD });
    await anHourLater(world);
    world.queue.push({ kind: "reconcile" });
    await deliver(world, [...world.queue]);
    expect(world.queue).toEqual([{ kind: "changed", paths: ["a.md"], fromReconcile: true }]);
  });
});
