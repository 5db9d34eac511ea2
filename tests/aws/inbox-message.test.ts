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

const changedRequest = (...paths: string[]) => ({ kind: "changed", paths, force: false, tries: 0, since: SINCE });

describe("the body of an inbox message", () => {
  it.each([
    ["an event of EventBridge", byEventBridge("a.md"), changedRequest("a.md")],
    ["a removal", byEventBridge("a.md", "Object Deleted"), changedRequest("a.md")],
    ["a key of EventBridge, unencoded", byEventBridge("a+b %41 ü 世.md"), changedRequest("a+b %41 ü 世.md")],
    ["a direct event", direct("a.md"), changedRequest("a.md")],
    [
      "a direct event's form-encoded key",
      direct("a+b%2Bc+%2541+%C3%BC+%E4%B8%96.md"),
      changedRequest("a b+c %41 ü 世.md"),
    ],
    ["several direct events", direct("a.md", "b.md"), changedRequest("a.md", "b.md")],
    ["the test event of S3", { Service: "Amazon S3", Event: "s3:TestEvent", Bucket: "b" }, { kind: "test" }],
    [
      "our own message",
      { kind: "changed", paths: ["a.md"], force: true, tries: 3, since: 5 },
      { kind: "changed", paths: ["a.md"], force: true, tries: 3, since: 5 },
    ],
    [
      "a dead letter that was put back",
      { kind: "changed", paths: ["a.md"], reason: "busy", failed: 6 },
      { ...changedRequest("a.md"), since: undefined },
    ],
  ])("is %s", (_, body, expected) => {
    expect(parseInboxBody(JSON.stringify(body))).toEqual(expected);
  });

  it.each([
    ["not JSON", "{"],
    ["nothing", ""],
    ["a number", "1"],
    ["null", "null"],
    ["an event of something else", JSON.stringify({ source: "aws.ec2", detail: {} })],
    ["an event without a key", JSON.stringify(byEventBridge(undefined))],
    ["a key that is not a string", JSON.stringify(direct(7))],
    ["a key that is not form-encoded", JSON.stringify(direct("%zz"))],
    ["a message of ours with a wrong count", JSON.stringify({ kind: "changed", paths: [], tries: -1 })],
  ])("is malformed if it is %s", (_, body) => {
    expect(parseInboxBody(body).kind).toBe("malformed");
  });
});

describe("merging requests", () => {
  const request = (paths: readonly string[], source: string, more = {}) =>
    ({ kind: "changed", paths, force: false, tries: 0, source, ...more }) as const;

  it("makes one message of many, and names each path once", () => {
    const merged = mergeRequests([request(["a", "b"], "1", { since: 7 }), request(["b", "c"], "2", { since: 5 })]);
    expect(merged).toEqual([{ message: { kind: "changed", paths: ["a", "b", "c"], since: 5 }, sources: ["1", "2"] }]);
  });

  it("keeps forced requests and retries in separate messages", () => {
    const merged = mergeRequests([
      request(["a"], "1"),
      request(["a"], "2", { force: true }),
      request(["a"], "3", { tries: 2 }),
    ]);
    expect(merged.map(({ message }) => message)).toEqual([
      { kind: "changed", paths: ["a"] },
      { kind: "changed", paths: ["a"], force: true },
      { kind: "changed", paths: ["a"], tries: 2 },
    ]);
  });

  it("puts at most a hundred paths into a message", () => {
    const paths = Array.from({ length: 250 }, (_, index) => `${index}.md`);
    const merged = mergeRequests(paths.map((path) => request([path], path)));
    expect(merged.map(({ message }) => message.paths.length)).toEqual([100, 100, 50]);
    expect(merged.flatMap(({ sources }) => sources)).toEqual(paths);
  });

  it("keeps messages of long paths below 200 kB", () => {
    const paths = Array.from({ length: 100 }, (_, index) => `${index}${'"'.repeat(1020)}`);
    const sizes = mergeRequests([request(paths, "1")]).map(({ message }) => Buffer.byteLength(JSON.stringify(message)));
    expect(sizes.length).toBe(2);
    expect(Math.max(...sizes)).toBeLessThan(200_100);
  });
});
