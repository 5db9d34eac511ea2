/** Whatever a message or an event holds, reading it ends in a value or in one known error, and no message can block the queue. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { whyNotCloudFormation } from "../../functions/aws/deployment/cloudformation-response.ts";
import { deploy } from "../../functions/aws/deployment/deployment.ts";
import { readEvent } from "../../functions/aws/lambda-event.ts";
import { buried } from "../../functions/aws/queues/dead-letter.ts";
import { parseInboxBody } from "../../functions/aws/queues/inbox-message.ts";
import { handleIsolated } from "../../functions/aws/queues/isolate-failures.ts";
import { parseWorkBody } from "../../functions/aws/queues/work-message.ts";
import type { Telemetry } from "../../functions/aws/telemetry.ts";
import type { Publisher } from "../../functions/publish/publisher.ts";
import { memoryStore } from "../../functions/store/memory.ts";

const ARNS = { inbox: "arn:inbox", work: "arn:work" };
const deep = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;

const strings = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom("\ud800", "a\udfff.md", "", "/", "../x", "a//b", "\u0000", "a.md", "site.json", "x".repeat(2_000)),
);
const values: fc.Arbitrary<unknown> = fc.oneof(
  strings,
  fc.array(strings, { maxLength: 4 }),
  fc.constantFrom(null, true, -1, 0, 0.5, 1e300, -1e300, 7, {}, [[]]),
  fc.jsonValue(),
);
const kinds = fc.constantFrom("changed", "rebuild", "tick", "reconcile", "ping", "other", null, 1);
const body = fc
  .record(
    {
      kind: kinds,
      paths: values,
      after: values,
      force: values,
      tries: values,
      since: values,
      size: values,
      fromReconcile: values,
      topics: values,
      hubs: values,
    },
    { requiredKeys: ["kind"] },
  )
  .map((message) => JSON.stringify(message));

function emptySite(): Publisher {
  const stores = { content: memoryStore(), state: memoryStore(), site: memoryStore() };
  const siteOptions = { defaultUrl: "https://example.org/" };
  return { ...stores, now: 0, release: "", siteOptions, send: async () => {}, rebuildSize: 5 };
}

describe("a work message", () => {
  it.each([
    '{"kind":"reconcile","after":"\\ud800"}',
    '{"kind":"rebuild","after":"\\udc00.md"}',
    '{"kind":"rebuild","after":""}',
    '{"kind":"rebuild","after":"../x"}',
    `{"kind":"rebuild","after":"${"x".repeat(2_000)}"}`,
    '{"kind":"reconcile","after":7}',
    '{"kind":"changed","paths":"a.md"}',
    '{"kind":"changed","paths":["a.md"],"tries":-1}',
    '{"kind":"changed","paths":["a.md"],"tries":1e999}',
    '{"kind":"changed","paths":["a.md"],"since":-1e999}',
    '{"kind":"changed","paths":["a.md"],"since":1e300}',
    '{"kind":"rebuild","size":0}',
    '{"kind":"dance"}',
    '{"__proto__":{"kind":"tick"}}',
    `{"kind":"reconcile","after":${deep(100_000)}}`,
    deep(100_000),
    "",
    "null",
  ])("is malformed if it is %.60s", (text) => {
    expect(parseWorkBody(text).kind).toBe("malformed");
  });

  it("never crashes the publisher, whatever is in it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(body, strings, fc.json()), async (text) => {
        const message = parseWorkBody(text);
        if (message.kind === "malformed") return;
        expect((await handleIsolated([message], emptySite())).broken).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe("an inbox message", () => {
  it.each([deep(100_000), `{"Records":${deep(100_000)}}`, '{"Records":[{"s3":{"object":{"key":"%ED%A0%80"}}}]}'])(
    "is malformed if it is %.60s",
    (text) => expect(parseInboxBody(text).kind).toBe("malformed"),
  );

  it("is one of the known kinds, whatever is in it", () => {
    fc.assert(
      fc.property(fc.oneof(body, strings, fc.json()), (text) => {
        expect(["changed", "ping", "test", "malformed"]).toContain(parseInboxBody(text).kind);
      }),
    );
  });
});

describe("an event", () => {
  it.each([undefined, null, 7, "x", [], {}, { Records: [] }, { Records: [{ body: "x" }] }, JSON.parse(deep(100_000))])(
    "is unknown if it is %.60s",
    (event) => expect(() => readEvent(event, ARNS)).toThrow(/^unknown event/),
  );

  it.each([
    ["3", 3],
    ["0", 1],
    ["-1", 1],
    ["x", 1],
    ["Infinity", 1],
    [undefined, 1],
  ])("counts a receive count of %s as %d", (ApproximateReceiveCount, receives) => {
    const record = { messageId: "1", body: "{}", eventSourceARN: ARNS.work, attributes: { ApproximateReceiveCount } };
    expect(readEvent({ Records: [record] }, ARNS)).toMatchObject({ records: [{ receives }] });
  });

  it("is known or unknown, whatever is in it", () => {
    const record = fc.record(
      { messageId: values, body: values, eventSourceARN: fc.oneof(values, fc.constant(ARNS.work)), attributes: values },
      { requiredKeys: [] },
    );
    const event = fc.oneof(
      values,
      fc.record(
        { Records: fc.oneof(values, fc.array(record)), ResponseURL: values, RequestType: values },
        { requiredKeys: [] },
      ),
    );
    fc.assert(
      fc.property(event, (value) => {
        try {
          expect(["inbox", "work", "deployment"]).toContain(readEvent(value, ARNS).kind);
        } catch (error) {
          expect(String(error)).toMatch(/^Error: unknown event/);
        }
      }),
    );
  });
});

describe("a dead letter", () => {
  it("fits into a queue, whatever was in the message", () => {
    for (const unit of ["x", '"', "\n", "\u0001", "\ud800", "\uffff", "世", "😀"]) {
      for (const length of [1, 1_000, 262_144]) {
        const letter = buried("is not JSON", unit.repeat(length / unit.length));
        expect(Buffer.byteLength(JSON.stringify(letter))).toBeLessThan(250_000);
        if (length === 1_000) expect(letter.body).toBe(unit.repeat(length / unit.length));
      }
    }
  });
});

describe("the answer to a deployment", () => {
  it.each([
    "https://cloudformation-custom-resource-response-useast1.s3.amazonaws.com/arn%3Aaws?X-Amz-Signature=x",
    "https://cloudformation-custom-resource-response-eunorth1.s3.eu-north-1.amazonaws.com/a",
    "https://cloudformation-custom-resource-response-cnnorth1.s3.cn-north-1.amazonaws.com.cn/a",
    "https://x.s3.eusc-de-east-1.amazonaws.eu/a",
  ])("goes to %s", (url) => expect(whyNotCloudFormation(url)).toBeUndefined());

  it.each([
    "http://cloudformation-custom-resource-response-useast1.s3.amazonaws.com/a",
    "https://amazonaws.com.evil.example/a",
    "https://evilamazonaws.com/a",
    "https://s3.amazonaws.com@evil.example/a",
    "https://s3.amazonaws.com:8443/a",
    "https://user@s3.amazonaws.com/a",
    "https://169.254.169.254/latest",
    "https://[::1]/a",
    "file:///tmp/x",
    "x",
  ])("does not go to %s, and nothing is done", async (url) => {
    expect(whyNotCloudFormation(url)).toMatch(/^its ResponseURL is not/);
    const forbidden = () => expect.unreachable("something was done");
    const context = { install: forbidden, rebuild: forbidden, empty: forbidden, timeLeft: () => 60_000 };
    const telemetry = { info: forbidden, failed: forbidden } as unknown as Telemetry;
    const event = readEvent({ ResponseURL: url, RequestType: "Delete", ResourceProperties: { Empty: "true" } }, ARNS);
    if (event.kind !== "deployment") return expect.unreachable();
    await expect(deploy(event.request, { ...context, telemetry })).rejects.toThrow("will not answer");
  });
});
