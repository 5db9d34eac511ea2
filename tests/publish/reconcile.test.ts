/** The hourly comparison of content and site: it finds what an event lost, and comes to rest. */
import { describe, expect, it } from "vitest";
import type { Message } from "../../functions/publish/message.ts";
import { expectTruth } from "./compare-with-oracle.ts";
import { article, BAD } from "./content-edits.ts";
import { allOf, deliver, newWorld, settle, type World, write } from "./simulated-site.ts";

const HOUR = 3_600_000;
const GOOD = article({ title: "A", date: "2023-09-01" });

/** What the next hour's comparison is not sure of; it is done. */
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
  it("is sure of an article once it has looked at it", async () => {
    const world = await siteOf({ "a.md": GOOD });
    expect(await anHourLater(world)).toEqual(["a.md"]);
    expect(await anHourLater(world)).toEqual([]);
  });

  it.each([
    ["came again with the same bytes", GOOD],
    ["has gone bad", BAD],
  ])("is sure of an article that %s, and writes its record as it was", async (_, body) => {
    const world = await siteOf({ "a.md": GOOD });
    world.clock.now += HOUR;
    await write(world, "a.md", body);
    await settle(world);
    const before = await allOf(world.stores.state);
    expect(await anHourLater(world)).toEqual(["a.md"]);
    expect(await anHourLater(world)).toEqual([]);
    const bodies = (objects: typeof before) => objects.map(({ key, version }) => [key, version]);
    expect(bodies(await allOf(world.stores.state))).toEqual(bodies(before));
  });

  it("finds a change that nobody told of, also just behind a look", async () => {
    const world = await siteOf({ "a.md": GOOD });
    await anHourLater(world);
    await write(world, "a.md", article({ title: "Other", date: "2023-09-01" }));
    world.queue.splice(0);
    expect(await anHourLater(world)).toEqual(["a.md"]);
    expect(await anHourLater(world)).toEqual([]);
  });

  it("looks each time at what is bad and was never good, and says that nobody told of it", async () => {
    const world = await siteOf({ "a.md": BAD });
    await anHourLater(world);
    world.queue.push({ kind: "reconcile" });
    await deliver(world, [...world.queue]);
    expect(world.queue).toEqual([{ kind: "changed", paths: ["a.md"], fromReconcile: true }]);
  });
});
