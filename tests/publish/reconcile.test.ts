/** The hourly comparison of content and site: it finds changes whose events were lost, and then reports nothing more. */
import { describe, expect, it } from "vitest";
import type { Message } from "../../functions/publish/message.ts";
import { expectTruth } from "./compare-with-oracle.ts";
import { article, BAD } from "./content-edits.ts";
import { allOf, deliver, newWorld, settle, type World, write } from "./simulated-site.ts";

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

  it("checks a file that was never good every time, with messages marked as coming from a reconcile", async () => {
    const world = await siteOf({ "a.md": BAD });
    await anHourLater(world);
    world.queue.push({ kind: "reconcile" });
    await deliver(world, [...world.queue]);
    expect(world.queue).toEqual([{ kind: "changed", paths: ["a.md"], fromReconcile: true }]);
  });
});
