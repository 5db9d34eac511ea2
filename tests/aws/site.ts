/** A complete site as on AWS, on this machine: the bundled function, fake buckets and queues, and the events between them. */

import { key } from "../../functions/store/key.ts";
import { s3Store } from "../../functions/store/s3/s3.ts";
import type { Store } from "../../functions/store/store.ts";
import type { FakeObject } from "../store/fake-object.ts";
import { type FakeS3, startFakeS3 } from "../store/fake-s3.ts";
import { testClient } from "../store/test-client.ts";
import type { Bundled } from "./bundled.ts";
import { type FakeSqs, type Message, startFakeSqs } from "./fake-sqs.ts";
import { type Lambda, type Outcome, startLambda } from "./runtime.ts";

export const INBOX_ARN = "arn:aws:sqs:us-east-1:123456789012:inbox";
export const WORK_ARN = "arn:aws:sqs:us-east-1:123456789012:work.fifo";

export type Site = {
  readonly s3: FakeS3;
  readonly sqs: FakeSqs;
  readonly lambda: Lambda;
  readonly content: Store;
  /** Puts a file into the content bucket (`drop`) or deletes it (`take`); the event goes to the inbox as EventBridge sends it. */
  readonly drop: (path: string, body: string) => Promise<void>;
  readonly take: (path: string) => Promise<void>;
  /** Calls the function with all messages of the inbox, delayed or not. */
  readonly readInbox: () => Promise<Outcome>;
  /** Calls the function with at most ten messages of the work queue; they stay in the queue if the call fails. */
  readonly doWork: () => Promise<Outcome>;
  /** Calls the function until both queues are empty. */
  readonly settle: () => Promise<void>;
  /** A document, or any object of the site bucket. */
  readonly document: (name: string) => FakeObject | undefined;
  /** Resets everything to the initial state, except that the function stays warm. */
  readonly reset: () => void;
  readonly close: () => Promise<void>;
};

/** Takes a second, so call it once per test file. */
export async function startSite(bundled: Bundled): Promise<Site> {
  const [s3, sqs] = await Promise.all([startFakeS3(), startFakeSqs()]);
  const lambda = await startLambda(bundled.file, environment(s3.endpoint, sqs));
  const client = testClient(s3.endpoint);
  const content = s3Store({ client, bucket: "content" });

  const sendEvent = (type: string, path: string) => {
    const detail = { bucket: { name: "content" }, object: { key: path } };
    put(sqs.queue("inbox"), {
      version: "0",
      source: "aws.s3",
      "detail-type": type,
      time: new Date().toISOString(),
      detail,
    });
  };
  const readInbox = async () => {
    const messages = sqs.queue("inbox").splice(0);
    const outcome = await lambda.invoke(records(messages, INBOX_ARN));
    const again = outcome.kind === "answer" ? failedIds(outcome.body) : messages.map(({ id }) => id);
    sqs.queue("inbox").unshift(...messages.filter(({ id }) => again.includes(id)));
    return outcome;
  };
  const doWork = async () => {
    const messages = sqs.queue("work.fifo").slice(0, 10);
    const outcome = await lambda.invoke(records(messages, WORK_ARN));
    if (outcome.kind === "answer") sqs.queue("work.fifo").splice(0, messages.length);
    return outcome;
  };

  return {
    s3,
    sqs,
    lambda,
    content,
    async drop(path, body) {
      await content.write(key(path), body, "anything");
      sendEvent("Object Created", path);
    },
    async take(path) {
      await content.remove(key(path), "anything");
      sendEvent("Object Deleted", path);
    },
    readInbox,
    doWork,
    async settle() {
      for (let calls = 0; sqs.queue("inbox").length + sqs.queue("work.fifo").length > 0; calls++) {
        if (calls === 100) throw new Error(`the queues do not become empty: ${JSON.stringify(lambda.lines.slice(-5))}`);
        const outcome = sqs.queue("work.fifo").length > 0 ? await doWork() : await readInbox();
        if (outcome.kind !== "answer") throw new Error(outcome.reason);
      }
    },
    document: (name) => s3.objects.get(`site/${name}`),
    reset() {
      (s3.objects as Map<string, FakeObject>).clear();
      s3.reset();
      sqs.reset();
      lambda.forget();
    },
    async close() {
      client.destroy();
      await Promise.all([lambda.close(), s3.close(), sqs.close()]);
    },
  };
}

/** Puts a message from the test into a queue, as if it had been delivered `receives` times already. */
export function put(queue: Message[], body: unknown, receives = 0): void {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  queue.push({ id: `test-${Math.random()}`, body: text, delay: 0, receives });
}

export function environment(s3: string, sqs: FakeSqs): Record<string, string> {
  return {
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_ENDPOINT_URL_S3: s3,
    AWS_ENDPOINT_URL_SQS: sqs.endpoint,
    CONTENT_BUCKET: "content",
    STATE_BUCKET: "state",
    SITE_BUCKET: "site",
    INBOX_URL: sqs.url("inbox"),
    WORK_URL: sqs.url("work.fifo"),
    DEAD_URL: sqs.url("dead"),
    INBOX_ARN,
    WORK_ARN,
    SITE_URL: "https://feeds.example.org/",
    ID_HOST: "d111111abcdef8.cloudfront.net",
    POWERTOOLS_SERVICE_NAME: "dropfeed",
    POWERTOOLS_METRICS_NAMESPACE: "Dropfeed",
  };
}

/** An event as Lambda's event source mapping creates it. */
function records(messages: readonly Message[], eventSourceARN: string) {
  return {
    Records: messages.map((message) => {
      const ApproximateReceiveCount = String(++message.receives);
      const { id: messageId, body } = message;
      return { messageId, body, eventSource: "aws:sqs", eventSourceARN, attributes: { ApproximateReceiveCount } };
    }),
  };
}

function failedIds(body: unknown): readonly string[] {
  const { batchItemFailures } = body as { batchItemFailures: readonly { itemIdentifier: string }[] };
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
}

/** The values of a metric in the function's output, in order. */
export function metric(lambda: Lambda, name: string): number[] {
  return lambda.lines
    .filter((line) => "_aws" in line && name in line)
    .flatMap((line) => line[name] as number | number[]);
}

/** The parsed bodies of a queue's messages. */
export function bodies(queue: readonly Message[]): Record<string, unknown>[] {
  return queue.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
}
