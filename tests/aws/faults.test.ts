/** What the function does when something else fails. */
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

describe("an article that S3 does not give out", () => {
  beforeEach(async () => {
    await site.drop("a.md", article("Alpha"));
    await site.drop("b.md", article("Beta"));
    queue("inbox").splice(0);
  });
  // Three requests of the SDK's for each of the store's three.
  const spoil = (trouble: 500 | 503) => site.s3.inject({ trouble, kind: "get", key: /^a\.md$/, times: 9 });

  it("goes back to the inbox for a while, alone, with a count; then it is published", async () => {
    spoil(503);
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
    spoil(500);
    put(queue("inbox"), { kind: "changed", paths: ["a.md"], tries: 3 });
    await site.readInbox();
    await site.doWork();
    expect(bodies(queue("inbox"))).toEqual([{ kind: "changed", paths: ["a.md"], tries: 4 }]);
    expect(queue("inbox")[0]?.delay).toBe(320);
  });

  it("goes to the dead letters with the reason after six tries, and is tried anew when it is put back", async () => {
    spoil(500);
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

describe("an object that S3 keeps back", () => {
  const rejections = () => site.lambda.lines.filter(({ message }) => message === "rejected");
  const archive = (name: RegExp, times: number) => site.s3.inject({ trouble: 403, kind: "get", key: name, times });

  it("is rejected alone, with the reason; its last good version stays, and so it is found when it is given out", async () => {
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

  it("may be one that is new, or a media file, whose copy stays", async () => {
    site.s3.inject({ trouble: 400, kind: "get", key: /^a\.md$/ });
    await site.drop("a.md", article("Alpha"));
    await site.drop("b.md", article("Beta"));
    await site.drop("m.bin", "one");
    await site.settle();
    archive(/^m\.bin$/, 1);
    await site.drop("m.bin", "two");
    await site.settle();
    expect(titles()).toEqual(["Beta"]);
    expect(rejections().map(({ path }) => path)).toEqual(["a.md", "m.bin"]);
    expect(site.document("media/m.bin")?.body.toString()).toBe("one");
  });

  it("may be one that is too large for the function's memory, which is not even fetched", async () => {
    const large = { body: Buffer.alloc(101_000_000), etag: '"large"', modified: new Date(), headers: {} };
    (site.s3.objects as Map<string, unknown>).set("content/m.bin", large);
    await site.drop("a.md", "---\ntitle: Alpha\ndate: 2026-01-02\nattachments: [m.bin]\n---\nText.\n");
    put(queue("inbox"), { kind: "changed", paths: ["m.bin"] });
    await site.settle();
    expect(rejections()).toMatchObject([{ path: "m.bin", reason: "is larger than 100 MB" }]);
    expect(titles()).toEqual(["Alpha"]);
    expect(site.document("media/m.bin")).toBeUndefined();
    expect(site.document("feed.json")?.body.toString()).not.toContain("size_in_bytes");
  });

  it("makes articles that name it no worse", async () => {
    site.s3.inject({ trouble: 403, kind: "head", key: /^m\.bin$/, times: 9 });
    await site.drop("a.md", "---\ntitle: Alpha\ndate: 2026-01-02\nattachments: [m.bin]\n---\nText.\n");
    await site.settle();
    expect(titles()).toEqual(["Alpha"]);
  });

  it("leaves the site under its last good settings", async () => {
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

  it("makes the call fail where it is all that is known of the settings, or a bucket of our own", async () => {
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

describe("documents that S3 does not take", () => {
  it("make the whole message come again, and nothing is lost", async () => {
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

describe("a queue that takes nothing", () => {
  it("makes only those events come again whose message it refused", async () => {
    for (let index = 0; index < 150; index++) put(queue("inbox"), { kind: "changed", paths: [`${index}.md`] });
    site.sqs.refuse("work.fifo", 1, "some");
    await site.readInbox();
    expect(bodies(queue("inbox")).map(({ paths }) => paths)).toEqual(
      Array.from({ length: 100 }, (_, index) => [`${index}.md`]),
    );
    expect(bodies(queue("work.fifo")).map(({ paths }) => (paths as string[]).length)).toEqual([50]);
  });

  it("makes a work message come again rather than lose the paths that failed", async () => {
    await site.content.write("a.md" as never, article("Alpha"), "anything");
    site.s3.inject({ trouble: 500, kind: "get", key: /^a\.md$/, times: 9 });
    site.sqs.refuse("inbox", 3, "all");
    put(queue("work.fifo"), { kind: "changed", paths: ["a.md"] });
    expect(await site.doWork()).toMatchObject({ kind: "error", reason: expect.stringContaining("ServiceUnavailable") });
    expect(queue("work.fifo")).toHaveLength(1);
  });
});

describe("a message that cannot be read", () => {
  it("goes from the inbox to the dead letters with the reason, and holds up nobody", async () => {
    put(queue("inbox"), "{ not json");
    await site.drop("a.md", article("Alpha"));
    await site.settle();
    expect(titles()).toEqual(["Alpha"]);
    expect(bodies(queue("dead"))).toEqual([{ kind: "malformed", reason: "is not JSON", body: "{ not json" }]);
  });

  it("goes from the work queue to the dead letters, and holds up nobody", async () => {
    put(queue("work.fifo"), { kind: "dance" });
    await site.drop("a.md", article("Alpha"));
    await site.settle();
    expect(titles()).toEqual(["Alpha"]);
    expect(bodies(queue("dead"))).toEqual([
      { kind: "malformed", reason: "is no message of the publisher", body: '{"kind":"dance"}' },
    ]);
  });

  it("comes again if the dead letters take nothing", async () => {
    site.sqs.refuse("dead", 3, "all");
    put(queue("inbox"), "{ not json");
    await site.readInbox();
    expect(queue("inbox")).toHaveLength(1);
  });

  it("is an error if it is no event of ours at all", async () => {
    expect(await site.lambda.invoke({ hello: "world" })).toMatchObject({
      kind: "error",
      reason: expect.stringContaining('{"hello":"world"}'),
    });
  });
});

describe("a batch that was too much for one call", () => {
  const again = (paths: readonly string[][], receives: number, timeout?: number) => {
    const body = (some: readonly string[]) => JSON.stringify({ kind: "changed", paths: some });
    const attributes = { ApproximateReceiveCount: String(receives) };
    const Records = paths.map((some, index) => ({
      messageId: `${index}`,
      body: body(some),
      eventSourceARN: WORK_ARN,
      attributes,
    }));
    return site.lambda.invoke({ Records }, timeout);
  };

  it("is taken message by message when it comes again, and path by path in the end", async () => {
    await again([["a.md", "b.md"], ["c.md"]], 1);
    expect(metric(site.lambda, "Published")).toEqual([3]);
    await again([["a.md", "b.md"], ["c.md"]], 2);
    expect(metric(site.lambda, "Published").slice(1)).toEqual([2, 1]);
    await again([["a.md", "b.md"], ["c.md"]], 4);
    expect(metric(site.lambda, "Published").slice(3)).toEqual([1, 1, 1]);
  });

  it("takes fewer paths of a rebuild each time, and as few from there on", async () => {
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

  it("is sent on where the time does not suffice for the rest", async () => {
    await again([["a.md"], ["b.md"], ["c.md"]], 2, 20_000);
    expect(bodies(queue("work.fifo"))).toEqual([
      { kind: "changed", paths: ["b.md"] },
      { kind: "changed", paths: ["c.md"] },
    ]);
  });
});

describe("an environment that is not complete", () => {
  it("keeps the function from starting, with every name that is missing", async () => {
    const lambda = await startLambda(bundled.file, { AWS_REGION: "us-east-1", INBOX_URL: "inbox" });
    const outcome = await lambda.invoke({});
    await lambda.close();
    const named = /CONTENT_BUCKET is missing.*INBOX_URL is not a URL.*ID_HOST is missing/;
    expect(outcome).toEqual({ kind: "error", reason: expect.stringMatching(named) });
  });
});
