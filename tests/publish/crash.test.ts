/**
 * Law 2: stopped after any single operation, and again, the publisher ends in the same bytes and leaves nothing over.
 *
 * RUNS says how many pairs of operations each scenario tries for two crashes in a row; PAIRS=all tries all there are.
 */
import { describe, it } from "vitest";
import { expectTruth } from "./compare-with-oracle.ts";
import { happen, nextMessages } from "./content-edits.ts";
import { Crash, crashAfter, faulty } from "./faults.ts";
import { forEachSeed, type Random, UNHURRIED } from "./random-history.ts";
import { prepare, SCENARIOS, type Scenario } from "./scenarios.ts";
import { catchUp, copyOf, deliver, newWorld, publisherOf, settle, type World } from "./simulated-site.ts";

describe("Crash", () => {
  for (const scenario of SCENARIOS) {
    it(`leaves the right bytes and a clean state after any last operation: ${scenario.name}`, UNHURRIED, async () => {
      const start = await changed(scenario);
      for (let last = 0; await expectRecoveryFrom([last], start, scenario); last++);
    });
  }

  it("leaves the right bytes and a clean state after two crashes in a row, in every scenario", UNHURRIED, async () => {
    const towns = await Promise.all(SCENARIOS.map(async (scenario) => ({ scenario, ...(await counted(scenario)) })));
    await forEachSeed(4, async (random) => {
      for (const { scenario, start, operations } of towns)
        await expectRecoveryFrom([random.number(operations), random.number(operations)], start, scenario);
    });
  });

  it.runIf(process.env.PAIRS === "all").for(SCENARIOS)(
    "leaves the right bytes and a clean state after any two crashes in a row: $name",
    UNHURRIED,
    async (scenario) => {
      const { start, operations } = await counted(scenario);
      for (let first = 0; first < operations; first++) {
        for (let second = 0; await expectRecoveryFrom([first, second], start, scenario); second++);
      }
    },
  );

  it("leaves the right bytes and a clean state after any history with crashes", UNHURRIED, async () => {
    await forEachSeed(60, async (random) => {
      const world = newWorld({ rebuildSize: 1 + random.number(4), archivePageSize: 1 + random.number(3) });
      for (let events = 4 + random.number(12); events > 0; events--) {
        await happen(world, random);
        if (random.once(2)) await crashOnTheWay(world, random);
      }
      await catchUp(world);
      await expectTruth(world);
    });
  });
});

async function changed(scenario: Scenario): Promise<World> {
  const world = await prepare(scenario, newWorld());
  await expectTruth(world);
  await scenario.change(world);
  return world;
}

/** The world after a crash at each of these operations, counted from the start and from each crash; undefined if there was less to do. */
async function stopAfter(lasts: readonly number[], start: World, { meanwhile }: Scenario): Promise<World | undefined> {
  const world = await copyOf(start);
  for (const [crash, last] of lasts.entries()) {
    if (!(await stops(world, last))) return undefined;
    if (crash === 0) await meanwhile?.(world);
  }
  return world;
}

/** Whether there was more to do. The operations are counted over all messages, and all that those lead to. */
async function stops(world: World, last: number): Promise<boolean> {
  const { publisher } = faulty(publisherOf(world), crashAfter(last));
  try {
    await settle(world, { publisher: () => publisher });
    return false;
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
    return true;
  }
}

/** All that waits comes again: together, or one by one. */
async function expectRecovery(world: World, name: string, lasts: readonly number[]): Promise<void> {
  const apart = (lasts.at(-1) ?? 0) % 2 === 1;
  try {
    await settle(world, { apart });
    await catchUp(world);
    await expectTruth(world);
  } catch (error) {
    throw new Error(
      `${name}: stopped after operation ${lasts.join(", then ")}; messages ${apart ? "one by one" : "together"}`,
      {
        cause: error,
      },
    );
  }
}

/** Whether there was so much to do. */
async function expectRecoveryFrom(lasts: readonly number[], start: World, scenario: Scenario): Promise<boolean> {
  const world = await stopAfter(lasts, start, scenario);
  if (world !== undefined) await expectRecovery(world, scenario.name, lasts);
  return world !== undefined;
}

async function counted(scenario: Scenario): Promise<{ readonly start: World; readonly operations: number }> {
  const start = await changed(scenario);
  const world = await copyOf(start);
  const { publisher, operations } = faulty(publisherOf(world), () => {});
  await settle(world, { publisher: () => publisher });
  return { start, operations: operations() };
}

async function crashOnTheWay(world: World, random: Random): Promise<void> {
  const { publisher } = faulty(publisherOf(world), crashAfter(random.number(120)));
  try {
    await deliver(world, nextMessages(world, random), publisher);
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
  }
}
