/** Bounds on products: what one article, one batch and the documents made at once may cost. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readArticle } from "../../functions/article/read-article.ts";
import { MAX_FEED_BYTES, whyTooMuch } from "../../functions/publish/article-limits.ts";
import { batchBudget } from "../../functions/publish/batch-budget.ts";
import { memoryLimit } from "../../functions/publish/memory-limit.ts";
import { feedKey } from "../../functions/publish/state/state-keys.ts";
import { allOf, deliver, newWorld, publisherOf, settle, write } from "./simulated-site.ts";

const tags = (count: number) => `tags: [${Array.from({ length: count }, (_, index) => `t${index}`).join(", ")}]`;
const file = (tagCount: number, bytes: number, more = "") =>
  `---\ntitle: T\ndate: 2024-01-01\n${tags(tagCount)}\n${more}---\n${"word ".repeat(bytes / 5)}`;

function reasonOf(text: string, path = "a.md"): string | undefined {
  const reading = readArticle(path, Buffer.from(text));
  if (reading.kind !== "article") throw new Error(JSON.stringify(reading));
  return whyTooMuch(reading.article)?.reason;
}

describe("an article", () => {
  it.each([
    ["100 kB with 95 tags", file(95, 100_000)],
    ["1 MB with 7 tags", file(7, 1_000_000)],
    ["5 MB without tags", file(0, 4_990_000)],
    ["1 kB with 900 tags", file(900, 1_000)],
  ])("may have %s", (_, text) => expect(reasonOf(text)).toBeUndefined());

  it.each([
    ["100 kB with 300 tags", file(300, 100_000), "is in 302 feeds (its tags and authors have one each) and has 103 kB"],
    ["5 MB with one tag", file(1, 4_990_000), "is in 3 feeds"],
    ["a summary of 28 kB with 400 tags", file(400, 5, `summary: ${"x".repeat(28_000)}\n`), "is in 402 feeds"],
    [
      "100 authors and 200 kB",
      file(0, 200_000, `authors: [${Array.from({ length: 100 }, (_, i) => `A${i}`)}]\n`),
      "is in 101 feeds",
    ],
  ])("may not have %s", (_, text, reason) => expect(reasonOf(text)).toContain(reason));

  it("may not have HTML that is four times its size", () => {
    expect(reasonOf(`Title\n\n${"< ".repeat(1_250_000)}`, "a.txt")).toContain("10 MB are allowed");
  });

  it("is measured in full whenever it could be too much", () => {
    const article = (html: string, count: number) => {
      const reading = readArticle("a.md", Buffer.from(file(count, 5)));
      if (reading.kind !== "article") throw new Error();
      return { ...reading.article, html: html as never };
    };
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 900 }),
        fc.integer({ min: 0, max: 200_000 }),
        fc.constantFrom("x", "世"),
        (count, size, unit) => {
          const made = article(unit.repeat(size), count);
          const isTooMuch = (count + 2) * Buffer.byteLength(JSON.stringify(made)) > MAX_FEED_BYTES;
          expect(whyTooMuch(made) !== undefined).toBe(isTooMuch);
        },
      ),
      { numRuns: 50 },
    );
  });

  it("that grew too large keeps its last good version in every document", async () => {
    const world = newWorld();
    await write(world, "a.md", file(3, 50));
    await settle(world);
    const before = (await allOf(world.stores.site)).map(({ key, version }) => [key, version]);
    await write(world, "a.md", file(300, 100_000));
    const [report] = await deliver(world, world.queue);
    expect(report?.paths[0]).toMatchObject({
      outcome: "rejected",
      problems: [{ reason: expect.stringContaining("302 feeds") }],
    });
    expect((await allOf(world.stores.site)).map(({ key, version }) => [key, version])).toEqual(before);
  });
});

describe("a batch", () => {
  it("publishes the articles that fit, sends the others on, and ends in the bytes of a batch without bounds", async () => {
    const [bounded, free] = [
      newWorld({ rebuildSize: 50, archivePageSize: 2 }),
      newWorld({ rebuildSize: 50, archivePageSize: 2 }),
    ];
    for (const world of [bounded, free])
      for (let index = 0; index < 10; index++) await write(world, `${index}.md`, file(index % 4, 2_000 * (index % 3)));
    const batches = await settle(bounded, { publisher: () => publisherOf(bounded, { batchBytes: 6_000 }) });
    await settle(free);
    expect(batches.length).toBeGreaterThan(3);
    for (const store of ["site", "state"] as const) {
      const [one, other] = await Promise.all([bounded, free].map(({ stores }) => allOf(stores[store])));
      expect(one?.map(({ key, version }) => [key, version])).toEqual(other?.map(({ key, version }) => [key, version]));
    }
  });

  it("keeps the force of what it sends on", async () => {
    const world = newWorld({ rebuildSize: 50, archivePageSize: 2 });
    for (const path of ["a.md", "b.md", "c.md"]) await write(world, path, file(1, 3_000));
    await settle(world);
    world.queue.push({ kind: "changed", paths: ["a.md", "b.md", "c.md"], force: true });
    await deliver(world, [...world.queue], publisherOf(world, { batchBytes: 1 }));
    expect(world.queue).toEqual([{ kind: "changed", paths: [expect.any(String), expect.any(String)], force: true }]);
  });

  const article = (units: number, ...folders: string[]) => ({
    article: { html: "x".repeat(units) },
    keys: folders.map((folder) => feedKey(folder, 0, "a.md")),
  });

  it("lets the first article in, whatever its size, and one that was let in again", () => {
    const { mustWait } = batchBudget(10);
    expect(mustWait("a.md", article(1_000, "", "tags/x/"))).toBe(false);
    expect(mustWait("b.md", article(1, ""))).toBe(true);
    expect(mustWait("a.md", article(1_000, "", "tags/x/"))).toBe(false);
  });

  it("leaves all others unread once one must wait or time is up, but never the first, nor one that it began with", () => {
    let isTimeUp = true;
    const { mustWait, isOver } = batchBudget(10, () => isTimeUp);
    expect(["a.md", "b.md", "a.md"].map(isOver)).toEqual([false, true, false]);
    isTimeUp = false;
    expect(["b.md", "c.md"].map(isOver)).toEqual([false, false]);
    expect(["a.md", "b.md"].map((path) => mustWait(path, article(8, "")))).toEqual([false, true]);
    expect(["c.md", "d.md"].map(isOver)).toEqual([false, true]);
  });

  it("ends in the same bytes however soon time is up", async () => {
    const [hurried, free] = [newWorld(), newWorld()];
    for (const world of [hurried, free])
      for (let index = 0; index < 7; index++) await write(world, `${index}.md`, file(index % 3, 50));
    const batches = await settle(hurried, { publisher: () => publisherOf(hurried, { isTimeUp: () => true }) });
    expect(batches.length).toBeGreaterThanOrEqual(7);
    await settle(free);
    const [one, other] = await Promise.all([hurried, free].map(({ stores }) => allOf(stores.site)));
    expect(one?.map(({ key, version }) => [key, version])).toEqual(other?.map(({ key, version }) => [key, version]));
  });

  it("counts a feed no higher than its document can be", () => {
    const { mustWait } = batchBudget(20_000_000);
    const long = article(4_000_000, "");
    // The first takes 8 MB (itself and the feed), the second 5 (the feed is full), the third 4.
    expect(["a", "b", "c", "d"].map((path) => mustWait(path, long))).toEqual([false, false, false, true]);
  });
});

describe("documents made at once", () => {
  it("hold no more content than allowed, beyond the first few, and all are made", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 150 }), { maxLength: 60 }), async (sizes) => {
        const gate = memoryLimit(100);
        let [held, running, made] = [0, 0, 0];
        let most = 0;
        await Promise.all(
          sizes.map((size) =>
            gate.run(async (weigh) => {
              running++;
              await Promise.resolve();
              weigh(size);
              held += size;
              if (made >= 8 && running > 1) most = Math.max(most, held);
              await new Promise((next) => setImmediate(next));
              held -= size;
              running--;
              made++;
            }),
          ),
        );
        expect(made).toBe(sizes.length);
        // Each is let in by the largest so far, so what is above it counts once.
        if (sizes.length > 0) expect(most).toBeLessThanOrEqual(100 + 8 * Math.max(...sizes));
      }),
      { numRuns: 50 },
    );
  });

  it("run alone if each is as large as all may be together", async () => {
    const gate = memoryLimit(100);
    let [running, most] = [0, 0];
    const work = async (weigh: (units: number) => void) => {
      weigh(100);
      most = Math.max(most, ++running);
      await new Promise((next) => setImmediate(next));
      running--;
    };
    await gate.run(work);
    await Promise.all(Array.from({ length: 9 }, () => gate.run(work)));
    expect(most).toBe(1);
  });

  it("let others in after one failed", async () => {
    const gate = memoryLimit(1);
    await expect(gate.run(() => Promise.reject(new Error("failed")))).rejects.toThrow("failed");
    expect(await gate.run(async () => 7)).toBe(7);
  });
});
