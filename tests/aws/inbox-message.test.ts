import { describe, expect, it } from "vitest";
import { parseInboxBody } from "../../functions/aws/queues/inbox-message.ts";
import { mergeRequests } from "../../functions/aws/queues/merge-requests.ts";

const TIME = "2026-03-01T12:00:00Z";
const SINCE = Date.parse(TIME);

function byEventBridge(key: unknown, type = "Object Created") {
  return {
    version: "0",
    source: "aws.s3",
    "detail-type": type,
    time: TIME,
    detail: { bucket: { name: "b" }, object: { key } },
  };
}

function direct(...keys: unknown[]) {
  return { Records: keys.map((key) => ({ eventSource: "aws:s3", eventTime: TIME, s3: { object: { key } } })) };
}

const look = (...paths: string[]) => ({ kind: "changed", paths, force: false, tries: 0, since: SINCE });

describe("the body of an inbox message", () => {
  it.each([
    ["an event of EventBridge", byEventBridge("a.md"), look("a.md")],
    ["a removal", byEventBridge("a.md", "Object Deleted"), look("a.md")],
    ["a key of EventBridge as it stands", byEventBridge("a+b %41 ü 世.md"), look("a+b %41 ü 世.md")],
    ["a direct event", direct("a.md"), look("a.md")],
    ["a direct event's key as forms write it", direct("a+b%2Bc+%2541+%C3%BC+%E4%B8%96.md"), look("a b+c %41 ü 世.md")],
    ["several direct events", direct("a.md", "b.md"), look("a.md", "b.md")],
    ["the test that S3 makes", { Service: "Amazon S3", Event: "s3:TestEvent", Bucket: "b" }, { kind: "test" }],
    [
      "our own message",
      { kind: "changed", paths: ["a.md"], force: true, tries: 3, since: 5 },
      { kind: "changed", paths: ["a.md"], force: true, tries: 3, since: 5 },
    ],
    [
      "a dead letter that was put back",
      { kind: "changed", paths: ["a.md"], reason: "busy", failed: 6 },
      { ...look("a.md"), since: undefined },
    ],
  ])("is %s", (_, body, meant) => {
    expect(parseInboxBody(JSON.stringify(body))).toEqual(meant);
  });

  it.each([
    ["not JSON", "{"],
    ["nothing", ""],
    ["a number", "1"],
    ["null", "null"],
    ["an event of something else", JSON.stringify({ source: "aws.ec2", detail: {} })],
    ["an event without a key", JSON.stringify(byEventBridge(undefined))],
    ["a key that is no text", JSON.stringify(direct(7))],
    ["a key that is not form-encoded", JSON.stringify(direct("%zz"))],
    ["a message of ours with a wrong count", JSON.stringify({ kind: "changed", paths: [], tries: -1 })],
  ])("is malformed if it is %s", (_, body) => {
    expect(parseInboxBody(body).kind).toBe("malformed");
  });
});

describe("gathering", () => {
  const asked = (paths: readonly string[], source: string, more = {}) =>
    ({ kind: "changed", paths, force: false, tries: 0, source, ...more }) as const;

  it("makes one message of many, and names each path once", () => {
    const gathered = mergeRequests([asked(["a", "b"], "1", { since: 7 }), asked(["b", "c"], "2", { since: 5 })]);
    expect(gathered).toEqual([{ message: { kind: "changed", paths: ["a", "b", "c"], since: 5 }, sources: ["1", "2"] }]);
  });

  it("keeps apart what is forced and what was tried before", () => {
    const gathered = mergeRequests([
      asked(["a"], "1"),
      asked(["a"], "2", { force: true }),
      asked(["a"], "3", { tries: 2 }),
    ]);
    expect(gathered.map(({ message }) => message)).toEqual([
      { kind: "changed", paths: ["a"] },
      { kind: "changed", paths: ["a"], force: true },
      { kind: "changed", paths: ["a"], tries: 2 },
    ]);
  });

  it("puts at most a hundred paths into a message", () => {
    const paths = Array.from({ length: 250 }, (_, index) => `${index}.md`);
    const gathered = mergeRequests(paths.map((path) => asked([path], path)));
    expect(gathered.map(({ message }) => message.paths.length)).toEqual([100, 100, 50]);
    expect(gathered.flatMap(({ sources }) => sources)).toEqual(paths);
  });

  it("keeps messages of long paths below 200 kB", () => {
    const paths = Array.from({ length: 100 }, (_, index) => `${index}${'"'.repeat(1020)}`);
    const sizes = mergeRequests([asked(paths, "1")]).map(({ message }) => Buffer.byteLength(JSON.stringify(message)));
    expect(sizes.length).toBe(2);
    expect(Math.max(...sizes)).toBeLessThan(200_100);
  });
});
