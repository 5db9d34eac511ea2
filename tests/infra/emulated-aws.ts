/**
 * A deployed stack on an AWS emulator, plus what the emulator lacks: the mappings that call the function with the messages of its
 * queues, and CloudFormation's calls to the custom resource.
 */
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { DeleteObjectCommand, GetObjectCommand, ListObjectVersionsCommand, S3Client } from "@aws-sdk/client-s3";
import { DeleteMessageCommand, type Message, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { type Lambda, startLambda } from "../aws/runtime.ts";
import { ACCESS } from "./cdk.ts";

export type Answer = { readonly Status: string; readonly Reason?: string; readonly PhysicalResourceId: string };

export type Emulated = {
  readonly s3: S3Client;
  readonly environment: Readonly<Record<string, string>>;
  /** Calls the function as CloudFormation does, and waits for its answer at the URL. */
  readonly release: (
    type: "Create" | "Update" | "Delete",
    properties?: Readonly<Record<string, string>>,
  ) => Promise<Answer>;
  /** Calls the function with its queues' messages until the queues are empty. Returns the number of batches. */
  readonly settle: () => Promise<number>;
  /** Deletes an article from the content bucket, and makes sure that its event reaches the rule. */
  readonly take: (path: string) => Promise<void>;
  /** A document with its headers; undefined if it does not exist. */
  readonly document: (key: string) => Promise<Document | undefined>;
  /** The number of objects in the three buckets, counting each version. */
  readonly stored: () => Promise<number>;
  readonly close: () => Promise<void>;
};

export type Document = {
  readonly body: Uint8Array;
  readonly type?: string;
  readonly caching?: string;
  readonly encoding?: string;
};

/** `assembly` is the folder that CDK synthesized and deployed; the function that runs is the asset in it. */
export async function emulated(endpoint: string, assembly: string): Promise<Emulated> {
  const credentials = { accessKeyId: ACCESS.AWS_ACCESS_KEY_ID, secretAccessKey: ACCESS.AWS_SECRET_ACCESS_KEY };
  const shared = { endpoint, region: ACCESS.AWS_REGION, credentials };
  const s3 = new S3Client({ ...shared, forcePathStyle: true });
  const sqs = new SQSClient(shared);
  const environment = await functionEnvironment(endpoint);
  await disableMappings(endpoint);
  const lambda = await startLambda(assetOf(assembly), { ...environment, ...ACCESS, AWS_ENDPOINT_URL: endpoint });
  const { CONTENT_BUCKET = "", STATE_BUCKET = "", SITE_BUCKET = "" } = environment;

  return {
    s3,
    environment,
    release: (type, properties = {}) => callRelease(lambda, type, properties),
    async settle() {
      for (let batches = 0; ; batches++) {
        if (batches > 50) throw new Error("the queues do not become empty");
        const didWork = await deliver(sqs, lambda, environment.WORK_URL, environment.WORK_ARN);
        if (!didWork && !(await deliver(sqs, lambda, environment.INBOX_URL, environment.INBOX_ARN))) return batches;
      }
    },
    async take(path) {
      await s3.send(new DeleteObjectCommand({ Bucket: CONTENT_BUCKET, Key: path }));
      await sendDeletionEvent(endpoint, CONTENT_BUCKET, path);
    },
    async document(key) {
      try {
        const found = await s3.send(new GetObjectCommand({ Bucket: SITE_BUCKET, Key: key }));
        const body = (await found.Body?.transformToByteArray()) ?? new Uint8Array();
        return { body, type: found.ContentType, caching: found.CacheControl, encoding: found.ContentEncoding };
      } catch (error) {
        if (error instanceof Error && error.name === "NoSuchKey") return undefined;
        throw error;
      }
    },
    async stored() {
      const buckets = [CONTENT_BUCKET, STATE_BUCKET, SITE_BUCKET];
      const lists = await Promise.all(buckets.map((Bucket) => s3.send(new ListObjectVersionsCommand({ Bucket }))));
      return lists.reduce(
        (sum, { Versions = [], DeleteMarkers = [] }) => sum + Versions.length + DeleteMarkers.length,
        0,
      );
    },
    async close() {
      await lambda.close();
      s3.destroy();
      sqs.destroy();
    },
  };
}

/** Acts as an event source mapping: deletes the messages of an answered call. The answer must name no failed messages. */
async function deliver(sqs: SQSClient, lambda: Lambda, QueueUrl = "", eventSourceARN = ""): Promise<boolean> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ["All"] }),
  );
  if (Messages.length === 0) return false;
  const outcome = await lambda.invoke({ Records: Messages.map((message) => recordOf(message, eventSourceARN)) });
  if (outcome.kind !== "answer") throw new Error(`${outcome.reason}\n${JSON.stringify(lambda.lines.slice(-5))}`);
  const { batchItemFailures } = outcome.body as { batchItemFailures: readonly unknown[] };
  if (batchItemFailures.length > 0) throw new Error(`failed messages: ${JSON.stringify(Messages)}`);
  await Promise.all(
    Messages.map(({ ReceiptHandle }) => sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))),
  );
  return true;
}

function recordOf({ MessageId, Body, Attributes }: Message, eventSourceARN: string) {
  return { messageId: MessageId, body: Body, attributes: Attributes, eventSource: "aws:sqs", eventSourceARN };
}

async function callRelease(
  lambda: Lambda,
  RequestType: string,
  properties: Readonly<Record<string, string>>,
): Promise<Answer> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const answered = once(server, "request").then(async ([request, response]) => {
    const answer = await json(request);
    response.end();
    return answer as Answer;
  });
  const { port } = server.address() as AddressInfo;
  const outcome = await lambda.invoke({
    RequestType,
    ResponseURL: `http://127.0.0.1:${port}/answer`,
    StackId: "arn:aws:cloudformation:us-east-1:123456789012:stack/Dropfeed/0a1b2c3d",
    RequestId: "request",
    LogicalResourceId: "PublisherReleaseSeeds",
    ...(RequestType !== "Create" && { PhysicalResourceId: "dropfeed" }),
    ResourceProperties: properties,
  });
  if (outcome.kind !== "answer") throw new Error(outcome.reason);
  const answer = await answered;
  server.close();
  return answer;
}

/** The environment variables that the stack gave the function. */
async function functionEnvironment(endpoint: string): Promise<Readonly<Record<string, string>>> {
  const { Functions } = (await lambdaApi(endpoint, "functions/")) as { Functions: readonly Configured[] };
  const own = Functions.filter(({ FunctionName }) => FunctionName.startsWith("Dropfeed"));
  if (own.length !== 1) throw new Error(`${own.length} functions instead of one`);
  return own[0]?.Environment.Variables ?? {};
}

type Configured = {
  readonly FunctionName: string;
  readonly Environment: { readonly Variables: Readonly<Record<string, string>> };
};

/** An emulator that calls the function itself would take our messages. */
async function disableMappings(endpoint: string): Promise<void> {
  const path = "event-source-mappings/";
  const { EventSourceMappings } = (await lambdaApi(endpoint, path)) as {
    EventSourceMappings: readonly { UUID: string }[];
  };
  for (const { UUID } of EventSourceMappings) {
    await lambdaApi(endpoint, `${path}${UUID}`, { method: "PUT", body: JSON.stringify({ Enabled: false }) });
  }
}

/** Sends the event that S3 sends when an object of a versioned bucket is deleted. Some emulators do not send it. */
async function sendDeletionEvent(endpoint: string, bucket: string, key: string): Promise<void> {
  const detail = { bucket: { name: bucket }, object: { key }, "deletion-type": "Delete Marker Created" };
  const event = { Source: "aws.s3", DetailType: "Object Deleted", Detail: JSON.stringify(detail) };
  const response = await fetch(endpoint, {
    method: "POST",
    headers: {
      ...signedFor("events"),
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "AWSEvents.PutEvents",
    },
    body: JSON.stringify({ Entries: [event] }),
  });
  const { FailedEntryCount } = (await response.json()) as { FailedEntryCount: number };
  if (FailedEntryCount !== 0) throw new Error(`the event was refused: ${response.status}`);
}

async function lambdaApi(endpoint: string, path: string, request: RequestInit = {}): Promise<unknown> {
  const response = await fetch(`${endpoint}/2015-03-31/${path}`, { ...request, headers: signedFor("lambda") });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** Emulators get the service from the signature's scope, and do not check the signature. */
function signedFor(service: string): Readonly<Record<string, string>> {
  const scope = `${ACCESS.AWS_ACCESS_KEY_ID}/20260101/${ACCESS.AWS_REGION}/${service}/aws4_request`;
  return { authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0` };
}

function assetOf(assembly: string): string {
  const files = readdirSync(assembly, { recursive: true, encoding: "utf8" });
  const found = files.filter((file) => /^asset\.\w+[/\\]index\.mjs$/.test(file));
  if (found.length !== 1) throw new Error(`${found.length} bundles in ${assembly} instead of one`);
  return join(assembly, found[0] ?? "");
}
