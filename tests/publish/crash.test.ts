/**
 * Law 2: if the publisher crashes after any single operation, even twice, and restarts, it ends with the same bytes and a clean state.
 *
 * The environment variable RUNS sets how many pairs of operations each scenario tries for two crashes in a row; PAIRS=all tries all.
 */
import { describe, it } from "vitest";
import { expectTruth } from "./compare-with-oracle.ts";
import { happen, nextMessages } from "./content-edits.ts";
import { Crash, crashAfter, faulty } from "./faults.ts";
import { forEachSeed, type Random, SLOW_TEST } from "./random-history.ts";
import { prepare, SCENARIOS, type Scenario } from "./scenarios.ts";
import { catchUp, copyOf, deliver, newWorld, publisherOf, settle, stateOf, type World } from "./simulated-site.ts";

describe("Crash", () => {
  for (const scenario of SCENARIOS) {
    it(`leaves the right bytes and a clean state after any last operation: ${scenario.name}`, SLOW_TEST, async () => {
      const start = await changedWorld(scenario);
      const checked: Checked = new Set();
      for (let last = 0; await expectRecoveryFrom([last], start, scenario, checked); last++);
    });
  }

  it("leaves the right bytes and a clean state after two crashes in a row, in every scenario", SLOW_TEST, async () => {
    const starts = await Promise.all(
      SCENARIOS.map(async (scenario) => ({ scenario, ...(await countOperations(scenario)) })),
    );
    await forEachSeed(4, async (random) => {
      for (const { scenario, start, operations } of starts)
        await expectRecoveryFrom([random.number(operations), random.number(operations)], start, scenario);
    });
  });

  it.runIf(process.env.PAIRS === "all").for(SCENARIOS)(
    "leaves the right bytes and a clean state after any two crashes in a row: $name",
    SLOW_TEST,
    async (scenario) => {
      const { start, operations } = await countOperations(scenario);
      const checked: Checked = new Set();
      for (let first = 0; first < operations; first++) {
        for (let second = 0; await expectRecoveryFrom([first, second], start, scenario, checked); second++);
      }
    },
  );

  it("leaves the right bytes and a clean state after any history with crashes", SLOW_TEST, async () => {
    await forEachSeed(60, async (random) => {
      const world = newWorld({ rebuildSize: 1 + random.number(4), archivePageSize: 1 + random.number(3) });
      for (let events = 4 + random.number(12); events > 0; events--) {
        await happen(world, random);
        if (random.once(2)) await deliverWithCrash(world, random);
      }
      await catchUp(world);
      await expectTruth(world);
    });
  });
});

/**
 * The states that a recovery was checked from, and how messages were delivered. Most operations only read: a crash after one leaves the
 * same state as a crash before it, and recovery from the same state is the same.
 */
type Checked = Set<string>;

async function changedWorld(scenario: Scenario): Promise<World> {
  const world = await prepare(scenario, newWorld());
  await expectTruth(world);
  await scenario.change(world);
  return world;
}

/**
 * Returns a copy of the world after crashes. Each entry of `lasts` is the number of the last operation before a crash, counted from
 * the start or from the previous crash. Undefined if there are fewer operations than that.
 */
async function crashAfterEach(
  lasts: readonly number[],
  start: World,
  { meanwhile }: Scenario,
): Promise<World | undefined> {
  const world = await copyOf(start);
  for (const [crash, last] of lasts.entries()) {
    if (!(await crashes(world, last))) return undefined;
    if (crash === 0) await meanwhile?.(world);
  }
  return world;
}

/** Whether the publisher crashed, that is, had more operations than `last`. Counts those of all messages and their follow-up messages. */
async function crashes(world: World, last: number): Promise<boolean> {
  const { publisher } = faulty(publisherOf(world), crashAfter(last));
  try {
    await settle(world, { publisher: () => publisher });
    return false;
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
    return true;
  }
}

/** Delivers all waiting messages again, together or one by one, and checks the site. */
async function expectRecovery(world: World, name: string, lasts: readonly number[]): Promise<void> {
  const apart = isApart(lasts);
  try {
    await settle(world, { apart });
    await catchUp(world);
    await expectTruth(world);
  } catch (error) {
    throw new Error(
      `${name}: crashed after operation ${lasts.join(", then ")}; messages delivered ${apart ? "one by one" : "together"}`,
      {
        cause: error,
      },
    );
  }
}

/** Returns false if there were fewer operations than `lasts` asks for. */
async function expectRecoveryFrom(
  lasts: readonly number[],
  start: World,
  scenario: Scenario,
  checked: Checked = new Set(),
): Promise<boolean> {
  const world = await crashAfterEach(lasts, start, scenario);
  if (world === undefined) return false;
  const from = `${isApart(lasts) ? "one by one" : "together"} ${await stateOf(world)}`;
  if (!checked.has(from)) await expectRecovery(world, scenario.name, lasts);
  checked.add(from);
  return true;
}

/** Whether the messages are delivered again one by one rather than together. */
function isApart(lasts: readonly number[]): boolean {
  return (lasts.at(-1) ?? 0) % 2 === 1;
}

async function countOperations(scenario: Scenario): Promise<{ readonly start: World; readonly operations: number }> {
  const start = await changedWorld(scenario);
  const world = await copyOf(start);
  const { publisher, operations } = faulty(publisherOf(world), () => {});
  await settle(world, { publisher: () => publisher });
  return { start, operations: operations() };
}

async function deliverWithCrash(world: World, random: Random): Promise<void> {
  const { publisher } = faulty(publisherOf(world), crashAfter(random.number(120)));
  try {
    await deliver(world, nextMessages(world, random), publisher);
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
  }
}
