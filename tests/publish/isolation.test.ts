/** Law 5: a bad article is reported; everything else is published, and its last good version stays. */
import { describe, expect, it } from "vitest";
import { readArticle } from "../../functions/article/read-article.ts";
import { localExecutor } from "../../functions/publish/executor.ts";
import { expectTruth } from "./compare-with-oracle.ts";
import { article, BAD } from "./content-edits.ts";
import { busyAt, faulty } from "./faults.ts";
import { allOf, deliver, newWorld, publisherOf, settle, write } from "./simulated-site.ts";

const COUNT = 40;
const paths = Array.from({ length: COUNT }, (_, number) => `${number}.md`);
const odd = paths.filter((_, number) => number % 2 === 1);

describe("Isolation", () => {
  it("publishes the good articles if half of them are bad, and reports the wrong line of each bad one", async () => {
    const world = newWorld();
    for (const path of paths)
      await write(world, path, odd.includes(path) ? BAD : article({ title: path, date: "2023-09-01" }));
    const reports = (await settle(world)).flatMap((report) => report.paths);
    await expectTruth(world);
    expect((await allOf(world.stores.site, "articles/")).length).toBe(COUNT / 2);
    const rejected = reports.filter(({ outcome }) => outcome === "rejected");
    expect(new Set(rejected.map(({ path }) => path))).toEqual(new Set(odd));
    for (const { problems } of rejected)
      expect(problems[0]).toMatchObject({ line: 2, reason: expect.stringContaining("never") });
  });

  it("rebuilds all articles except one that crashes the parser, and reports that one", async () => {
    const world = newWorld();
    for (const path of paths) await write(world, path, article({ title: path, date: "2023-09-01" }));
    const read = (path: string, bytes: Uint8Array) => {
      if (path === "3.md") throw new TypeError("a bug in the parser");
      return readArticle(path, bytes);
    };
    world.queue.push({ kind: "rebuild" });
    const reports = await settle(world, {
      publisher: () => publisherOf(world, { executor: (context) => localExecutor(context, read) }),
    });
    expect((await allOf(world.stores.site, "articles/")).length).toBe(COUNT - 1);
    const rejected = reports.flatMap((report) => report.paths).filter(({ outcome }) => outcome === "rejected");
    expect(new Set(rejected.map(({ path }) => path))).toEqual(new Set(["3.md"]));
    expect(rejected[0]?.problems[0]?.reason).toContain("a bug in the parser");
  });

  it("keeps the last good version of bad articles through changes of other articles, settings and releases", async () => {
    const world = newWorld();
    for (const path of paths) await write(world, path, article({ title: path, date: "2023-09-01", tags: ["Red"] }));
    await settle(world);
    for (const path of odd) await write(world, path, BAD);
    await settle(world);
    await expectTruth(world);
    expect((await allOf(world.stores.site, "articles/")).length).toBe(COUNT);
    await write(world, "site.json", JSON.stringify({ title: "Other", archive: "year", limit: 7 }));
    await write(world, "0.md", article({ title: "0", date: "2022-09-01" }));
    world.release = "2";
    world.queue.push({ kind: "rebuild" });
    await settle(world);
    await expectTruth(world);
    expect((await allOf(world.stores.site, "articles/")).length).toBe(COUNT);
  });

  it("publishes the rest of a batch if the store is busy for one path, and that path on the next delivery", async () => {
    const outcomes = new Set<string>();
    for (let operation = 1; ; operation++) {
      const world = newWorld();
      await settle(world);
      for (const path of ["a.md", "b.md", "m.bin"])
        await write(world, path, article({ title: path, slug: "same", date: "2023-09-01" }));
      const { publisher, operations } = faulty(publisherOf(world), busyAt(operation));
      const waiting = world.queue.length;
      const result = await deliver(world, [...world.queue], publisher).catch((error: Error) => error);
      // If no single path is the cause, nothing is finished and all messages stay in the queue.
      if (result instanceof Error)
        expect([result.name, world.queue.length >= waiting]).toEqual(["StoreBusyError", true]);
      if (operations() < operation) break;
      const failed = result instanceof Error ? [] : result.flatMap((report) => report.failed);
      outcomes.add(result instanceof Error ? "all" : `${failed.length}`);
      await settle(world);
      await expectTruth(world);
    }
    expect([...outcomes].sort()).toEqual(["1", "all"]);
  });

  it("keeps `force` for failed paths that are sent again", async () => {
    const world = newWorld();
    await write(world, "a.md", article({ date: "2023-09-01" }));
    await settle(world);
    const feed = (await allOf(world.stores.site, "feed.xml"))[0];
    if (feed) await world.stores.site.remove(feed.key, "anything");
    world.queue.push({ kind: "changed", paths: ["a.md"], force: true });
    await deliver(world, [...world.queue], faulty(publisherOf(world), busyAt(11)).publisher);
    expect(world.queue).toEqual([{ kind: "changed", paths: ["a.md"], force: true }]);
    await settle(world);
    await expectTruth(world);
  });
});
