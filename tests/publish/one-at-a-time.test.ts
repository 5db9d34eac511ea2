/**
 * Law 3: a site has one publisher at work. If two publishers write the same record, the second stops, and its message is delivered
 * again.
 *
 * Nothing more is promised: a publisher that pauses while another one works may then write outdated documents. If both did the same
 * work, for example because a message was delivered twice at once, the documents are the same anyway.
 */
import { describe, expect, it } from "vitest";
import type { Message } from "../../functions/publish/message.ts";
import { type ArticleRecord, SecondPublisherError } from "../../functions/publish/state/record.ts";
import { expectTruth } from "./compare-with-oracle.ts";
import { article } from "./content-edits.ts";
import { everyStep } from "./faults.ts";
import { prepare, SCENARIOS, type Scenario } from "./scenarios.ts";
import {
  allOf,
  catchUp,
  copyOf,
  deliver,
  newWorld,
  publisherOf,
  settle,
  stateOf,
  type World,
  write,
} from "./simulated-site.ts";

const named = (...names: readonly string[]) => SCENARIOS.filter(({ name }) => names.includes(name));
/** Scenarios that change only one path. */
const SINGLE = named(
  "create",
  "edit",
  "delete",
  "retag",
  "re-date across periods",
  "draft",
  "remove media",
  "rebuild with another release",
);

describe("One at a time", () => {
  for (const scenario of SINGLE) {
    it(`publishes the right documents if two publishers do the same work at once, wherever one pauses: ${scenario.name}`, async () => {
      const stopped = await pauseEverywhere(scenario, async (world) => {
        await catchUp(world);
        await expectTruth(world);
      });
      if (scenario.name !== "remove media") expect(stopped).toBeGreaterThan(10);
    });
  }

  for (const scenario of SCENARIOS.filter(({ meanwhile }) => meanwhile !== undefined)) {
    it(`loses no article if a second publisher runs while content changes, wherever the first pauses: ${scenario.name}`, async () => {
      await pauseEverywhere(scenario, async (world) => {
        await catchUp(world);
        expect(await sourcesOf(world)).toEqual(expect.arrayContaining(await sourcesOf(await rebuilt(world))));
      });
    });
  }

  it("stops the second publisher before it writes anything, if the first has already begun", async () => {
    const world = newWorld();
    await settle(world);
    await write(world, "a.md", article({ title: "A", date: "2023-09-01" }));
    const [message] = world.queue;
    if (message === undefined) throw new Error("expected a message in the queue");
    const content = world.stores.content;
    const late = publisherOf(world, {
      content: { ...content, read: async (name) => (name === "a.md" ? lateRead(world, message) : content.read(name)) },
    });
    await expect(deliver(world, [message], late)).rejects.toThrow(SecondPublisherError);
    await expectTruth(world);
    expect(world.queue).toContain(message);
  });
});

/** Answers a read only after another publisher has done all the work. */
async function lateRead(world: World, message: Message) {
  const [object] = await allOf(world.stores.content, "a.md");
  await deliver(world, [{ ...message }]);
  return object;
}

/** For each operation in turn: pauses one publisher before it while a second does the same work. Returns how often one was stopped. */
async function pauseEverywhere(scenario: Scenario, expectAfter: (world: World) => Promise<void>): Promise<number> {
  const start = await prepare(scenario, newWorld());
  await scenario.change(start);
  let stopped = 0;
  const checked = new Set<string>();
  for (let at = 1; ; at++) {
    const world = await copyOf(start);
    const stops = await pauseAt(at, world, scenario);
    if (stops === undefined) return stopped;
    stopped += stops;
    const state = await stateOf(world);
    // Pauses before operations that only read often lead to the same state.
    if (checked.has(state)) continue;
    checked.add(state);
    try {
      await expectAfter(world);
    } catch (error) {
      throw new Error(`the first publisher paused before operation ${at}`, { cause: error });
    }
  }
}

/** How many of the two publishers stopped; undefined if there was no operation with this number. */
async function pauseAt(at: number, world: World, { meanwhile }: Scenario): Promise<number | undefined> {
  const messages = [...world.queue];
  let operations = 0;
  let stops = 0;
  const run = (publisher = publisherOf(world)) =>
    deliver(world, messages, publisher).catch((error: unknown) => {
      // No other error is expected.
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
  const pausing = { content: everyStep(content, step), state: everyStep(state, step), site: everyStep(site, step) };
  await run(publisherOf(world, pausing));
  return operations < at ? undefined : stops;
}

/** The source, status and slug of each record, and its under-way mark, which must be absent. */
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
