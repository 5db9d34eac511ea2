/**
 * Law 3: a site has one publisher at work. Should two meet at a record, the second stops, and its message comes again.
 *
 * Only that is promised: a publisher that slept through another's work may have written what was true before it slept. Where
 * both did the same work, as when a message is delivered twice at once, that is the same.
 */
import { describe, expect, it } from "vitest";
import type { Message } from "../../functions/publish/message.ts";
import { type ArticleRecord, SecondPublisherError } from "../../functions/publish/state/record.ts";
import { expectTruth } from "./compare-with-oracle.ts";
import { article } from "./content-edits.ts";
import { everyStep } from "./faults.ts";
import { prepare, SCENARIOS, type Scenario } from "./scenarios.ts";
import { allOf, catchUp, copyOf, deliver, newWorld, publisherOf, settle, type World, write } from "./simulated-site.ts";

const named = (...names: readonly string[]) => SCENARIOS.filter(({ name }) => names.includes(name));
/** One path each. */
const SINGLE = named(
  "create",
  "edit",
  "delete",
  "retag",
  "re-date across periods",
  "draft",
  "media go",
  "rebuild of another release",
);

describe("One at a time", () => {
  for (const scenario of SINGLE) {
    it(`ends in truth if two do the same work at once, wherever one of them sleeps: ${scenario.name}`, async () => {
      const stopped = await sleepEverywhere(scenario, async (world) => {
        await catchUp(world);
        await expectTruth(world);
      });
      if (scenario.name !== "media go") expect(stopped).toBeGreaterThan(10);
    });
  }

  for (const scenario of SCENARIOS.filter(({ meanwhile }) => meanwhile !== undefined)) {
    it(`loses no article if another comes by while content changes, wherever the first sleeps: ${scenario.name}`, async () => {
      await sleepEverywhere(scenario, async (world) => {
        await catchUp(world);
        expect(await sourcesOf(world)).toEqual(expect.arrayContaining(await sourcesOf(await rebuilt(world))));
      });
    });
  }

  it("stops the second publisher before it has written anything, where the first has begun", async () => {
    const world = newWorld();
    await settle(world);
    await write(world, "a.md", article({ title: "A", date: "2023-09-01" }));
    const [message] = world.queue;
    if (message === undefined) throw new Error("there is something to do");
    const content = world.stores.content;
    const late = publisherOf(world, {
      content: { ...content, read: async (name) => (name === "a.md" ? lateRead(world, message) : content.read(name)) },
    });
    await expect(deliver(world, [message], late)).rejects.toThrow(SecondPublisherError);
    await expectTruth(world);
    expect(world.queue).toContain(message);
  });
});

/** Another publisher does all there is to do before this reading is answered. */
async function lateRead(world: World, message: Message) {
  const [object] = await allOf(world.stores.content, "a.md");
  await deliver(world, [{ ...message }]);
  return object;
}

/** Lets one publisher sleep before each of its operations in turn, while a second does the same work; returns how often one was stopped. */
async function sleepEverywhere(scenario: Scenario, expectAfter: (world: World) => Promise<void>): Promise<number> {
  const start = await prepare(scenario, newWorld());
  await scenario.change(start);
  let stopped = 0;
  for (let at = 1; ; at++) {
    const world = await copyOf(start);
    const stops = await sleepAt(at, world, scenario);
    if (stops === undefined) return stopped;
    stopped += stops;
    try {
      await expectAfter(world);
    } catch (error) {
      throw new Error(`one slept before operation ${at}`, { cause: error });
    }
  }
}

/** How many of the two stopped; undefined if there was no such operation. */
async function sleepAt(at: number, world: World, { meanwhile }: Scenario): Promise<number | undefined> {
  const messages = [...world.queue];
  let operations = 0;
  let stops = 0;
  const run = (publisher = publisherOf(world)) =>
    deliver(world, messages, publisher).catch((error: unknown) => {
      // Nothing else may go wrong.
      if (!(error instanceof SecondPublisherError)) throw error;
      stops++;
      world.queue.push(...messages.filter((message) => !world.queue.includes(message)));
    });
  const step = async () => {
    if (++operations !== at) return;
    await meanwhile?.(world);
    await run();
  };
  const { content, state, site } = world.stores;
  const sleepy = { content: everyStep(content, step), state: everyStep(state, step), site: everyStep(site, step) };
  await run(publisherOf(world, sleepy));
  return operations < at ? undefined : stops;
}

/** What each record says that it was made from; none may be under way. */
async function sourcesOf({ stores }: World): Promise<unknown[]> {
  const records = await allOf(stores.state, "records/");
  return records.map(({ key, body }) => {
    const { source, underWay, status, slug }: ArticleRecord = JSON.parse(Buffer.from(body).toString());
    return { key, version: source.version, status, slug, underWay };
  });
}

async function rebuilt(world: World): Promise<World> {
  const fresh = newWorld(world.sizes);
  const { content } = world.stores;
  Object.assign(fresh, { stores: { ...fresh.stores, content }, release: world.release });
  fresh.clock.now = world.clock.now;
  await catchUp(fresh);
  return fresh;
}
