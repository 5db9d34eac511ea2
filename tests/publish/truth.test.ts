/** Law 1: documents are a function of content, settings, release and time, whatever the way that led there. */
import { describe, it } from "vitest";
import { StoreBusyError } from "../../functions/store/store.ts";
import { busyAt, faulty, unsteady } from "./faults.ts";
import { forEachSeed, type Random, randomOf, UNHURRIED } from "./random.ts";
import { expectTruth } from "./truth.ts";
import { catchUp, deliver, newWorld, publisherOf, type World } from "./world.ts";
import { happen, nextMessages, pass, WRITING } from "./writers.ts";

describe("Truth", () => {
  it(
    "holds after any history, however messages are doubled, delayed, reordered and cut into batches, and stores answer out of order",
    UNHURRIED,
    async () => {
      await forEachSeed(1000, holds);
    },
  );

  it.each([[451804299, "days and months of the archive are among each other for a while"]])(
    "holds after history %i, which once ended wrong: %s",
    UNHURRIED,
    async (seed) => {
      await holds(randomOf(seed));
    },
  );

  it("holds again after a reconcile, whatever events were lost", UNHURRIED, async () => {
    await forEachSeed(100, async (random) => {
      const world = randomWorld(random);
      await live(world, random);
      await catchUp(world);
      for (let lost = 0; lost < 4; lost++) {
        pass(world.clock, 3_600_000);
        const kept = [...world.queue];
        await happen(world, random, WRITING);
        world.queue.splice(0, Number.POSITIVE_INFINITY, ...kept);
      }
      world.queue.push({ kind: "reconcile" });
      await catchUp(world);
      await expectTruth(world);
    });
  });

  it("holds after any history in which stores are busy now and then", UNHURRIED, async () => {
    await forEachSeed(150, async (random) => {
      const world = randomWorld(random);
      for (let events = 6 + random.number(12); events > 0; events--) {
        await happen(world, random);
        if (random.once(2)) await deliverBusy(world, random);
      }
      await catchUp(world);
      await expectTruth(world);
    });
  });
});

async function holds(random: Random): Promise<void> {
  const world = randomWorld(random);
  for (let part = 0; part < 3; part++) {
    await live(world, random);
    await catchUp(world);
    await expectTruth(world);
  }
}

function randomWorld(random: Random): World {
  return newWorld({ rebuildSize: 1 + random.number(4), archivePageSize: 1 + random.number(3) });
}

async function live(world: World, random: Random) {
  for (let events = 2 + random.number(6); events > 0; events--) {
    await happen(world, random);
    if (random.once(2)) await deliver(world, nextMessages(world, random), unsteady(publisherOf(world), random));
  }
}

/** Where no single path can be blamed all messages come again. */
async function deliverBusy(world: World, random: Random) {
  const { publisher } = faulty(publisherOf(world), busyAt(random.number(60), random.number(60)));
  try {
    await deliver(world, nextMessages(world, random), publisher);
  } catch (error) {
    if (!(error instanceof StoreBusyError)) throw error;
  }
}
