/** The path of an article through the production bundle: from an event in the inbox to documents in the site bucket. */
import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Bundled, bundleFunction } from "./bundled.ts";
import { bodies, metric, put, type Site, startSite } from "./site.ts";

let bundled: Bundled;
let site: Site;
beforeAll(async () => {
  bundled = await bundleFunction();
  site = await startSite(bundled);
});
afterAll(async () => {
  await site?.close();
  bundled?.remove();
});
beforeEach(() => site.reset());

const article = (title: string, more = "") =>
  `---\ntitle: ${title}\ndate: 2026-01-02T03:04:05Z\n${more}---\nText of ${title}.\n`;
const textOf = (name: string) => site.document(name)?.body.toString();
const titlesIn = (name: string) => JSON.parse(textOf(name) ?? "{}").items?.map((item: { title: string }) => item.title);
/** All documents, by name, with their headers. */
const everything = () =>
  [...site.s3.objects]
    .filter(([name]) => name.startsWith("site/"))
    .map(([name, { body, headers }]) => [name, createHash("md5").update(body).digest("hex"), headers])
    .sort();

describe("an article that is dropped into the bucket", () => {
  it("goes through the work queue into documents with the right headers, and gzip twins for those that the edge cannot compress", async () => {
    await site.drop("news/grüße +1.md", article("Grüße", "tags: [RSS]\n"));
    await site.drop("news/pic.png", "pixels");
    await site.readInbox();
    expect(bodies(site.sqs.queue("work.fifo"))).toEqual([
      { kind: "changed", paths: ["news/grüße +1.md", "news/pic.png"], since: expect.any(Number) },
    ]);
    expect(site.sqs.queue("work.fifo")[0]?.group).toBe("site");
    await site.settle();

    const feedCache = "public, max-age=60, s-maxage=60";
    const headers = (type: string, cache = feedCache, more = {}) => ({
      "content-type": type,
      "cache-control": cache,
      ...more,
    });
    expect(titlesIn("feed.json")).toEqual(["Grüße"]);
    expect(titlesIn("tags/rss/feed.json")).toEqual(["Grüße"]);
    expect(site.document("feed.xml")?.headers).toEqual(headers("application/rss+xml; charset=utf-8"));
    expect(site.document("atom.xml")?.headers).toEqual(headers("application/atom+xml; charset=utf-8"));
    expect(site.document("atom.xml.gz")?.headers).toEqual(
      headers("application/atom+xml; charset=utf-8", feedCache, { "content-encoding": "gzip" }),
    );
    expect(site.document("feed.json.gz")?.headers["content-type"]).toBe("application/feed+json; charset=utf-8");
    expect(site.document("media/news/pic.png")?.headers).toEqual(
      headers("image/png", "public, max-age=86400, s-maxage=3600", { "x-amz-meta-source-version": expect.any(String) }),
    );
    const expectTwin = (name: string) =>
      expect(gunzipSync(site.document(`${name}.gz`)?.body ?? "").toString()).toBe(textOf(name));
    for (const name of ["atom.xml", "feed.json", "tags/rss/atom.xml"]) expectTwin(name);
    expect(site.document("feed.xml.gz")).toBeUndefined();
    expect(textOf("atom.xml")).toContain("https://feeds.example.org/");
    expect(textOf("atom.xml")).toContain("tag:d111111abcdef8.cloudfront.net");
    // January is over when there is news in February.
    expect(site.document("archive/2026-01/feed.json")).toBeUndefined();
    await site.drop("b.md", article("Beta").replace("2026-01", "2026-02"));
    await site.settle();
    expectTwin("archive/2026-01/feed.json");
  });

  it("disappears from the site when it is removed", async () => {
    await site.drop("a.md", article("Alpha", "tags: [RSS]\n"));
    await site.settle();
    await site.take("a.md");
    await site.settle();
    expect(titlesIn("feed.json")).toEqual([]);
    for (const name of [
      "tags/rss/feed.json",
      "tags/rss/feed.json.gz",
      "articles/alpha/index.html",
      "archive/2026-01/atom.xml.gz",
    ]) {
      expect(site.document(name)).toBeUndefined();
    }
  });

  it("is measured: what was published and written, what it cost, and how long it took", async () => {
    await site.drop("a.md", article("Alpha"));
    await site.settle();
    expect(metric(site.lambda, "Published")).toEqual([1]);
    expect(metric(site.lambda, "DocumentsWritten")[0]).toBeGreaterThan(5);
    const [seconds = -1] = metric(site.lambda, "SecondsToVisible");
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThan(60);
    const requests = ["StoreReads", "StoreLists", "StoreWrites"].map((name) =>
      metric(site.lambda, name).reduce((a, b) => a + b),
    );
    // One more request comes from the test itself.
    expect(requests.reduce((a, b) => a + b)).toBe(site.s3.count() - 1);
    const line = site.lambda.lines.find((line) => "_aws" in line && "Published" in line);
    expect(line).toMatchObject({
      service: "dropfeed",
      _aws: { CloudWatchMetrics: [{ Namespace: "Dropfeed", Dimensions: [["service"]] }] },
    });
  });

  it("is not written again when it is checked again", async () => {
    await site.drop("a.md", article("Alpha"));
    await site.settle();
    const before = site.s3.count("put");
    put(site.sqs.queue("inbox"), { kind: "changed", paths: ["a.md"] });
    await site.settle();
    expect(site.s3.count("put")).toBe(before);
  });
});

describe("many events", () => {
  it("become few messages and one batch", async () => {
    for (let index = 0; index < 110; index++) await site.drop(`${index}.md`, article(`Title ${index}`));
    await site.readInbox();
    expect(bodies(site.sqs.queue("work.fifo")).map(({ paths }) => (paths as string[]).length)).toEqual([100, 10]);
    await site.doWork();
    expect(metric(site.lambda, "Published")).toEqual([110]);
    expect(titlesIn("feed.json")).toHaveLength(50);
  });

  it("end in the same documents when they are doubled and out of order", async () => {
    await site.drop("a.md", article("Old", "tags: [one]\n"));
    await site.drop("b.md", article("Beta"));
    await site.settle();
    const late = { kind: "changed", paths: ["a.md", "b.md", "c.md"] };
    await site.drop("a.md", article("New", "tags: [two]\n"));
    await site.take("b.md");
    await site.drop("c.md", article("Gamma"));
    await site.readInbox();
    const messages = site.sqs.queue("work.fifo").splice(0);
    site.sqs.queue("work.fifo").push(...messages, ...messages.map((message) => ({ ...message })));
    put(site.sqs.queue("work.fifo"), late);
    await site.settle();
    const once = everything();
    put(site.sqs.queue("work.fifo"), late);
    put(site.sqs.queue("work.fifo"), { kind: "changed", paths: ["c.md"], force: true });
    await site.settle();
    expect(everything()).toEqual(once);
    expect(titlesIn("feed.json").sort()).toEqual(["Gamma", "New"]);
    expect(site.document("tags/one/feed.json")).toBeUndefined();
  });

  it("are not swallowed when an article changes twice within five minutes", async () => {
    for (const title of ["First", "Second"]) {
      await site.drop("a.md", article(title));
      await site.settle();
    }
    expect(titlesIn("feed.json")).toEqual(["Second"]);
  });
});

describe("a bad article", () => {
  it("is a metric and a line of the log, keeps its last good version, and does not affect others", async () => {
    await site.drop("a.md", article("Good"));
    await site.settle();
    await site.drop("a.md", "---\ntitle: Bad\ndate: 2026-09-31\n---\nText.\n");
    await site.drop("b.md", article("Other"));
    await site.settle();
    expect(titlesIn("feed.json").sort()).toEqual(["Good", "Other"]);
    expect(metric(site.lambda, "Rejected")).toEqual([1]);
    expect(site.lambda.lines.find((line) => line.message === "rejected")).toMatchObject({
      level: "WARN",
      path: "a.md",
      line: 3,
      reason: expect.stringContaining("2026-09-31"),
    });
    expect(site.sqs.queue("dead")).toEqual([]);
  });

  it("can have a name that is not a valid key", async () => {
    put(site.sqs.queue("inbox"), { kind: "changed", paths: ["bad\u0007name.md", "folder/", "odd\uFFFFname.md"] });
    await site.readInbox();
    expect(bodies(site.sqs.queue("work.fifo"))).toEqual([{ kind: "changed", paths: ["odd\uFFFFname.md"] }]);
    expect(metric(site.lambda, "Rejected")).toEqual([1]);
    await site.settle();
  });

  it("can be site.json, and then the last good one is used", async () => {
    await site.drop("site.json", '{ "title": "Mine" }');
    await site.drop("a.md", article("Alpha"));
    await site.settle();
    await site.drop("site.json", '{ "title": ["Theirs"], "limit": "many" }');
    await site.settle();
    expect(JSON.parse(textOf("feed.json") ?? "").title).toBe("Mine");
    expect(site.lambda.lines.filter((line) => line.message === "rejected")[0]).toMatchObject({ path: "site.json" });
  });
});

describe("what the schedule sends", () => {
  it("publishes an article whose time has come", async () => {
    const soon = new Date(Date.now() + 1_500).toISOString();
    await site.drop("a.md", `---\ntitle: Soon\ndate: ${soon}\n---\nText.\n`);
    await site.drop("b.md", article("Now"));
    await site.settle();
    expect(titlesIn("feed.json")).toEqual(["Now"]);
    await new Promise((wake) => setTimeout(wake, 1_600));
    put(site.sqs.queue("work.fifo"), { kind: "tick", at: "2026-01-01T00:00:00Z" });
    put(site.sqs.queue("work.fifo"), { kind: "tick", at: "2026-01-01T00:01:00Z" });
    await site.doWork();
    expect(bodies(site.sqs.queue("work.fifo"))).toEqual([{ kind: "changed", paths: ["a.md"] }]);
    await site.settle();
    expect(titlesIn("feed.json")).toEqual(["Soon", "Now"]);
  });

  it("counts a bad article once, and not again each hour", async () => {
    await site.drop("a.md", "---\ntitle: [\n---\n");
    await site.settle();
    put(site.sqs.queue("work.fifo"), { kind: "reconcile", at: "2026-01-01T00:00:00Z" });
    await site.settle();
    expect(metric(site.lambda, "Rejected")).toEqual([1]);
    expect(site.lambda.lines.map(({ message }) => message)).toContain("still rejected");
  });

  it("finds changes whose events were lost", async () => {
    await site.drop("a.md", article("Alpha"));
    await site.drop("b.md", article("Beta"));
    await site.settle();
    await site.drop("c.md", article("Gamma"));
    await site.take("b.md");
    site.sqs.queue("inbox").splice(0);
    put(site.sqs.queue("work.fifo"), { kind: "reconcile", at: "2026-01-01T00:00:00Z" });
    await site.settle();
    expect(titlesIn("feed.json").sort()).toEqual(["Alpha", "Gamma"]);
  });
});
