/** Law 1: documents depend only on content, settings, release and time, not on the history of changes. */
import { describe, expect, it } from "vitest";
import type { Reading } from "../../functions/article/article.ts";
import { readArticle } from "../../functions/article/read-article.ts";
import { localExecutor } from "../../functions/publish/executor.ts";
import { StoreBusyError } from "../../functions/store/store.ts";
import { expectTruth } from "./compare-with-oracle.ts";
import { article, happen, nextMessages, pass, WRITING } from "./content-edits.ts";
import { busyAt, faulty, unsteady } from "./faults.ts";
import { forEachSeed, type Random, randomOf, SLOW_TEST } from "./random-history.ts";
import { allOf, catchUp, deliver, newWorld, publisherOf, settle, type World, write } from "./simulated-site.ts";

describe("Truth", () => {
  it(
    "holds after any history, even if messages are duplicated, delayed, reordered and split into batches, and stores answer out of order",
    SLOW_TEST,
    async () => {
      await forEachSeed(300, expectTruthThroughout);
    },
  );

  it.each([[451804299, "days and months of the archive are mixed for a while"]])(
    "holds after history %i, which failed once: %s",
    SLOW_TEST,
    async (seed) => {
      await expectTruthThroughout(randomOf(seed));
    },
  );

  it("holds after a reconcile, whatever events were lost", SLOW_TEST, async () => {
    await forEachSeed(100, async (random) => {
      const world = randomWorld(random);
      await runEvents(world, random);
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

  it("holds for stored records after only the time zone has changed", async () => {
    const world = newWorld();
    await write(world, "a.md", article({ title: "A", date: "2023-09-05T00:00:00Z", updated: "2023-09-06" }));
    await settle(world);
    await write(world, "site.json", JSON.stringify({ timezone: "Asia/Tokyo" }));
    await settle(world);
    await write(world, "b.md", article({ title: "B", date: "2023-09-05T01:00:00Z" }));
    await settle(world);
    await expectTruth(world);
  });

  it("holds for stored records after a new release parses articles differently", async () => {
    const world = newWorld();
    const read = (path: string, bytes: Uint8Array) => withReleaseInTitle(readArticle(path, bytes), world.release);
    const publisher = () => publisherOf(world, { executor: (context) => localExecutor(context, read) });
    await write(world, "a.md", article({ title: "A", date: "2023-09-05" }));
    await settle(world, { publisher });
    world.release = "2";
    world.queue.push({ kind: "rebuild" });
    await settle(world, { publisher });
    await write(world, "b.md", article({ title: "B", date: "2023-09-06" }));
    await settle(world, { publisher });
    const [feed] = await allOf(world.stores.site, "feed.json");
    const { items } = JSON.parse(Buffer.from(feed?.body ?? "").toString());
    expect(items.map(({ title }: { title: string }) => title)).toEqual(["B by release 2", "A by release 2"]);
  });

  it("holds with an ephemeral state, whose records have no under-way marks", SLOW_TEST, async () => {
    await forEachSeed(30, async (random) => {
      const world = randomWorld(random);
      const publisher = () => publisherOf(world, { ephemeral: true });
      for (let events = 4 + random.number(12); events > 0; events--) await happen(world, random);
      await settle(world, { publisher });
      for (let events = random.number(4); events > 0; events--) await happen(world, random);
      await settle(world, { publisher });
      world.queue.push({ kind: "tick" });
      await settle(world, { publisher });
      await expectTruth(world);
      const records = await allOf(world.stores.state, "records/");
      expect(records.filter(({ body }) => Buffer.from(body).includes('"underWay"'))).toEqual([]);
    });
  });

  it("holds after any history in which stores are sometimes busy", SLOW_TEST, async () => {
    await forEachSeed(100, async (random) => {
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

function withReleaseInTitle(reading: Reading, release: string): Reading {
  if (reading.kind !== "article") return reading;
  return { ...reading, article: { ...reading.article, title: `${reading.article.title} by release ${release}` } };
}

async function expectTruthThroughout(random: Random): Promise<void> {
  const world = randomWorld(random);
  for (let part = 0; part < 3; part++) {
    await runEvents(world, random);
    await catchUp(world);
    await expectTruth(world);
  }
}

function randomWorld(random: Random): World {
  return newWorld({ rebuildSize: 1 + random.number(4), archivePageSize: 1 + random.number(3) });
}

async function runEvents(world: World, random: Random) {
  for (let events = 2 + random.number(6); events > 0; events--) {
    await happen(world, random);
    if (random.once(2)) await deliver(world, nextMessages(world, random), unsteady(publisherOf(world), random));
  }
}

/** Delivers messages while the store is busy twice. If no single path is the cause, all messages stay in the queue. */
async function deliverBusy(world: World, random: Random) {
  const { publisher } = faulty(publisherOf(world), busyAt(random.number(60), random.number(60)));
  try {
    await deliver(world, nextMessages(world, random), publisher);
  } catch (error) {
    if (!(error instanceof StoreBusyError)) throw error;
  }
}
