/** How the bundled function behaves when S3, a queue, a message, its time or its environment fails it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { key } from "../../functions/store/key.ts";
import { type Bundled, bundleFunction } from "./bundled.ts";
import { startLambda } from "./runtime.ts";
import { bodies, metric, put, type Site, startSite, WORK_ARN } from "./site.ts";

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

const article = (title: string) => `---\ntitle: ${title}\ndate: 2026-01-02T03:04:05Z\n---\nText of ${title}.\n`;
const titles = () =>
  JSON.parse(site.document("feed.json")?.body.toString() ?? "{}").items?.map((item: { title: string }) => item.title);
const queue = (name: string) => site.sqs.queue(name);

describe("an article that S3 fails to return", () => {
  beforeEach(async () => {
    await site.drop("a.md", article("Alpha"));
    await site.drop("b.md", article("Beta"));
    queue("inbox").splice(0);
  });
  // The SDK makes three requests for each of the store's three tries.
  const failReads = (trouble: 500 | 503) => site.s3.inject({ trouble, kind: "get", key: /^a\.md$/, times: 9 });

  it("goes back to the inbox alone, with a delay and a count of tries, and is published later", async () => {
    failReads(503);
    put(queue("work.fifo"), { kind: "changed", paths: ["a.md", "b.md"], force: true, since: 1_000 });
    expect((await site.doWork()).kind).toBe("answer");
    expect(titles()).toEqual(["Beta"]);
    expect(bodies(queue("inbox"))).toEqual([{ kind: "changed", paths: ["a.md"], force: true, tries: 1, since: 1_000 }]);
    expect(queue("inbox")[0]?.delay).toBe(5);
    expect(site.lambda.lines.find((line) => line.message === "will be tried again")).toMatchObject({
      path: "a.md",
      tries: 1,
    });
    await site.settle();
    expect(titles().sort()).toEqual(["Alpha", "Beta"]);
  });

  it("waits longer each time", async () => {
    failReads(500);
    put(queue("inbox"), { kind: "changed", paths: ["a.md"], tries: 3 });
    await site.readInbox();
    await site.doWork();
    expect(bodies(queue("inbox"))).toEqual([{ kind: "changed", paths: ["a.md"], tries: 4 }]);
    expect(queue("inbox")[0]?.delay).toBe(320);
  });

  it("goes to the dead letters with the reason after six tries, and starts over when it is put back", async () => {
    failReads(500);
    put(queue("work.fifo"), { kind: "changed", paths: ["a.md"], tries: 5 });
    await site.doWork();
    expect(queue("inbox")).toEqual([]);
    const [dead] = bodies(queue("dead"));
    expect(dead).toEqual({
      kind: "changed",
      paths: ["a.md"],
      reason: expect.stringContaining("content/a.md"),
      failed: 6,
    });
    expect(metric(site.lambda, "DeadPaths")).toEqual([1]);
    put(queue("inbox"), dead);
    await site.settle();
    expect(titles()).toEqual(["Alpha"]);
  });
});

describe("an object that S3 refuses to return", () => {
  const rejections = () => site.lambda.lines.filter(({ message }) => message === "rejected");
  const archive = (name: RegExp, times: number) => site.s3.inject({ trouble: 403, kind: "get", key: name, times });

  it("is rejected alone, with the reason; its last good version stays, and the new one is published once S3 returns it", async () => {
    await site.drop("a.md", article("Alpha"));
    await site.drop("b.md", article("Beta"));
    await site.settle();
    archive(/^a\.md$/, 1);
    for (const path of ["a.md", "b.md"]) await site.drop(path, article(`${path}, better`));
    await site.settle();
    expect(titles().sort()).toEqual(["Alpha", "b.md, better"]);
    expect(rejections()).toMatchObject([{ path: "a.md", reason: expect.stringContaining("archived (Glacier)") }]);
    put(queue("work.fifo"), { kind: "reconcile" });
    await site.settle();
    expect(titles().sort()).toEqual(["a.md, better", "b.md, better"]);
    expect(bodies(queue("dead"))).toEqual([]);
  });

  it("can be new, or a media file, whose published copy stays", async () => {
    site.s3.inject({ trouble: 400, kind: "get", key: /^a\.md$/ });
    await site.drop("a.md", article("Alpha"));
    await site.drop("b.md", article("Beta"));
    await site.drop("m.mp3", "one");
    await site.settle();
    archive(/^m\.mp3$/, 1);
    await site.drop("m.mp3", "two");
    await site.settle();
    expect(titles()).toEqual(["Beta"]);
    expect(rejections().map(({ path }) => path)).toEqual(["a.md", "m.mp3"]);
    expect(site.document("media/m.mp3")?.body.toString()).toBe("one");
  });

  it("can be larger than the function's memory, and is then copied inside S3 without being fetched", async () => {
    const body = Buffer.alloc(300_000_000, "audio");
    const large = { body, etag: '"large"', modified: new Date(), headers: {} };
    (site.s3.objects as Map<string, unknown>).set("content/m.mp3", large);
    await site.drop("a.md", "---\ntitle: Alpha\ndate: 2026-01-02\naudio: m.mp3\nduration: 7200\n---\nText.\n");
    put(queue("inbox"), { kind: "changed", paths: ["m.mp3"] });
    site.s3.inject({ trouble: 403, kind: "get", key: /m\.mp3$/, times: 100 });
    await site.settle();
    expect(rejections()).toEqual([]);
    expect(titles()).toEqual(["Alpha"]);
    const copy = site.document("media/m.mp3");
    expect(copy?.body.equals(body)).toBe(true);
    expect(copy?.headers).toMatchObject({ "content-type": "audio/mpeg", "x-amz-meta-source-version": '"large"' });
    expect(site.document("feed.json")?.body.toString()).toContain('"size_in_bytes": 300000000');
  });

  it("does not affect articles that refer to it", async () => {
    site.s3.inject({ trouble: 403, kind: "head", key: /^m\.bin$/, times: 9 });
    await site.drop("a.md", "---\ntitle: Alpha\ndate: 2026-01-02\nattachments: [m.bin]\n---\nText.\n");
    await site.settle();
    expect(titles()).toEqual(["Alpha"]);
  });

  it("leaves the site with its last good settings", async () => {
    await site.drop("site.json", '{ "title": "Mine" }');
    await site.drop("a.md", article("Alpha"));
    await site.settle();
    archive(/^site\.json$/, 1);
    await site.drop("b.md", article("Beta"));
    await site.settle();
    expect(JSON.parse(site.document("feed.json")?.body.toString() ?? "")).toMatchObject({ title: "Mine" });
    expect(titles().sort()).toEqual(["Alpha", "Beta"]);
    expect(rejections()).toMatchObject([{ path: "site.json" }]);
  });

  it("makes the call fail if there are no earlier settings, or if it is in one of our own buckets", async () => {
    await site.drop("a.md", article("Alpha"));
    await site.readInbox();
    for (const name of [/^site\.json$/, /^records\/a\.md$/]) {
      archive(name, 1);
      expect(await site.doWork()).toMatchObject({
        kind: "error",
        reason: expect.stringContaining("InvalidObjectState"),
      });
      expect(site.document("feed.json")).toBeUndefined();
      expect(queue("work.fifo")).toHaveLength(1);
    }
    expect(rejections()).toEqual([]);
  });
});

describe("documents that S3 refuses", () => {
  it("have their message delivered again, and nothing is lost", async () => {
    site.s3.inject({ trouble: 500, kind: "put", key: /^feed\.xml$/, times: 9 });
    await site.drop("a.md", article("Alpha"));
    await site.readInbox();
    expect(await site.doWork()).toMatchObject({ kind: "error", reason: expect.stringContaining("site/feed.xml") });
    expect(queue("work.fifo")).toHaveLength(1);
    await site.settle();
    expect(titles()).toEqual(["Alpha"]);
    const states = [...site.s3.objects].filter(([name]) => name.startsWith("state/records/"));
    expect(states.map(([, { body }]) => body.includes("underWay"))).toEqual([false]);
  });
});

describe("a queue that refuses messages", () => {
  it("has only the events delivered again whose message it refused", async () => {
    for (let index = 0; index < 150; index++) put(queue("inbox"), { kind: "changed", paths: [`${index}.md`] });
    site.sqs.refuse("work.fifo", 1, "some");
    await site.readInbox();
    expect(bodies(queue("inbox")).map(({ paths }) => paths)).toEqual(
      Array.from({ length: 100 }, (_, index) => [`${index}.md`]),
    );
    expect(bodies(queue("work.fifo")).map(({ paths }) => (paths as string[]).length)).toEqual([50]);
  });

  it("has a work message delivered again rather than losing its failed paths", async () => {
    await site.content.write("a.md" as never, article("Alpha"), "anything");
    site.s3.inject({ trouble: 500, kind: "get", key: /^a\.md$/, times: 9 });
    site.sqs.refuse("inbox", 3, "all");
    put(queue("work.fifo"), { kind: "changed", paths: ["a.md"] });
    expect(await site.doWork()).toMatchObject({ kind: "error", reason: expect.stringContaining("ServiceUnavailable") });
    expect(queue("work.fifo")).toHaveLength(1);
  });
});

describe("a message that cannot be read", () => {
  it("goes from the inbox to the dead letters with the reason, and delays no other", async () => {
    put(queue("inbox"), "{ not json");
    await site.drop("a.md", article("Alpha"));
    await site.settle();
    expect(titles()).toEqual(["Alpha"]);
    expect(bodies(queue("dead"))).toEqual([{ kind: "malformed", reason: "is not JSON", body: "{ not json" }]);
  });

  it("goes from the work queue to the dead letters, and delays no other", async () => {
    put(queue("work.fifo"), { kind: "dance" });
    await site.drop("a.md", article("Alpha"));
    await site.settle();
    expect(titles()).toEqual(["Alpha"]);
    expect(bodies(queue("dead"))).toEqual([
      { kind: "malformed", reason: "is no message of the publisher", body: '{"kind":"dance"}' },
    ]);
  });

  it("is delivered again if the dead-letter queue refuses it", async () => {
    site.sqs.refuse("dead", 3, "all");
    put(queue("inbox"), "{ not json");
    await site.readInbox();
    expect(queue("inbox")).toHaveLength(1);
  });

  it("is an error if it is not an event of this site at all", async () => {
    expect(await site.lambda.invoke({ hello: "world" })).toMatchObject({
      kind: "error",
      reason: expect.stringContaining('{"hello":"world"}'),
    });
  });
});

describe("a batch that was too much for one call", () => {
  const redeliver = (paths: readonly string[][], receives: number, timeout?: number) => {
    const body = (group: readonly string[]) => JSON.stringify({ kind: "changed", paths: group });
    const attributes = { ApproximateReceiveCount: String(receives) };
    const Records = paths.map((group, index) => ({
      messageId: `${index}`,
      body: body(group),
      eventSourceARN: WORK_ARN,
      attributes,
    }));
    return site.lambda.invoke({ Records }, timeout);
  };

  it("is handled message by message when it is delivered again, and finally path by path", async () => {
    await redeliver([["a.md", "b.md"], ["c.md"]], 1);
    expect(metric(site.lambda, "Published")).toEqual([3]);
    await redeliver([["a.md", "b.md"], ["c.md"]], 2);
    expect(metric(site.lambda, "Published").slice(1)).toEqual([2, 1]);
    await redeliver([["a.md", "b.md"], ["c.md"]], 4);
    expect(metric(site.lambda, "Published").slice(3)).toEqual([1, 1, 1]);
  });

  it("handles fewer paths of a rebuild each time, and keeps that size for the rest", async () => {
    const paths = Array.from({ length: 300 }, (_, index) => `${String(index).padStart(3, "0")}.md`);
    for (const path of paths) await site.content.write(key(path), "", "anything");
    const rebuild = (message: object, receives: number) => {
      queue("work.fifo").splice(0);
      put(queue("work.fifo"), { kind: "rebuild", ...message }, receives - 1);
      return site.doWork();
    };
    await rebuild({}, 1);
    expect(queue("work.fifo")).toEqual([]);
    await rebuild({}, 2);
    expect(bodies(queue("work.fifo"))).toEqual([{ kind: "rebuild", after: "249.md", size: 250 }]);
    await rebuild({ size: 250 }, 1);
    expect(bodies(queue("work.fifo"))).toEqual([{ kind: "rebuild", after: "249.md", size: 250 }]);
    await rebuild({ after: "249.md", size: 250 }, 3);
    expect(bodies(queue("work.fifo"))).toEqual([{ kind: "rebuild", after: "264.md", size: 15 }]);
    await rebuild({ after: "009.md" }, 6);
    expect(bodies(queue("work.fifo"))).toEqual([{ kind: "rebuild", after: "010.md", size: 1 }]);
  });

  it("is sent back to the queue if too little time is left for the rest", async () => {
    await redeliver([["a.md"], ["b.md"], ["c.md"]], 2, 20_000);
    expect(bodies(queue("work.fifo"))).toEqual([
      { kind: "changed", paths: ["b.md"] },
      { kind: "changed", paths: ["c.md"] },
    ]);
  });
});

describe("an incomplete environment", () => {
  it("keeps the function from starting, with every name that is missing", async () => {
    const lambda = await startLambda(bundled.file, { AWS_REGION: "us-east-1", INBOX_URL: "inbox" });
    const outcome = await lambda.invoke({});
    await lambda.close();
    const named = /CONTENT_BUCKET is missing.*INBOX_URL is not a URL.*ID_HOST is missing/;
    expect(outcome).toEqual({ kind: "error", reason: expect.stringMatching(named) });
  });
});
