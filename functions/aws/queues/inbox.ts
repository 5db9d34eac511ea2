/**
 * First step: merges the changed paths of many inbox records into few messages for the publisher, notifies WebSub hubs of
 * published documents, and moves malformed records to the dead-letter queue.
 */
import { parseKey } from "../../store/key.ts";
import type { QueueRecord } from "../lambda-event.ts";
import type { Telemetry } from "../telemetry.ts";
import { type PingOptions, ping } from "../websub.ts";
import { buried } from "./dead-letter.ts";
import { type PingRequest, parseInboxBody } from "./inbox-message.ts";
import { type MergedRequest, mergeRequests, type SourcedRequest } from "./merge-requests.ts";
import type { Queue } from "./sqs-queue.ts";

export type Queues = { readonly inbox: Queue; readonly work: Queue; readonly dead: Queue };

/** Returns the ids of records that must be delivered again. */
export async function processInbox(
  records: readonly QueueRecord[],
  queues: Queues,
  telemetry: Telemetry,
  options?: PingOptions,
): Promise<ReadonlySet<string>> {
  const { changes, pings, malformed } = sort(records, telemetry);
  const failed = new Set<string>();
  for (const source of await forwardToWork(mergeRequests(changes), queues.work, telemetry)) failed.add(source);
  for (const source of await sendToDeadLetters(malformed, queues.dead, telemetry)) failed.add(source);
  await Promise.all(
    pings.map(async ({ source, ...request }) => {
      try {
        await ping(request, queues.inbox, telemetry, options);
      } catch (error) {
        telemetry.failed("could not notify WebSub hubs", error);
        failed.add(source);
      }
    }),
  );
  return failed;
}

type Malformed = { readonly source: string; readonly body: string; readonly reason: string };

type Sorted = {
  readonly changes: SourcedRequest[];
  readonly pings: (PingRequest & { readonly source: string })[];
  readonly malformed: Malformed[];
};

function sort(records: readonly QueueRecord[], telemetry: Telemetry): Sorted {
  const sorted: Sorted = { changes: [], pings: [], malformed: [] };
  for (const { id: source, body } of records) {
    const read = parseInboxBody(body);
    if (read.kind === "changed") {
      sorted.changes.push({
        ...read,
        paths: read.paths.filter((path) => isFile(path) && isValidKey(path, telemetry)),
        source,
      });
    }
    if (read.kind === "ping") sorted.pings.push({ ...read, source });
    if (read.kind === "malformed") sorted.malformed.push({ source, body, reason: read.reason });
  }
  return sorted;
}

/** The S3 console creates empty objects for folders; their names end with a slash. */
function isFile(path: string): boolean {
  return path !== "" && !path.endsWith("/");
}

/** S3 allows names that our stores cannot hold. Such a path is reported as rejected, since its writer has to rename it. */
function isValidKey(path: string, telemetry: Telemetry): boolean {
  const parsed = parseKey(path);
  if ("reason" in parsed) telemetry.rejected(path, { reason: `the path ${parsed.reason}` });
  return "key" in parsed;
}

/** Returns the source ids of the messages that the work queue refused. */
async function forwardToWork(
  merged: readonly MergedRequest[],
  work: Queue,
  telemetry: Telemetry,
): Promise<readonly string[]> {
  const refusals = await work.send(merged.map(({ message }) => ({ body: message })));
  for (const { reason } of refusals) telemetry.failed("the work queue refused a message", reason);
  const refused = new Set(refusals.map(({ message }) => message.body));
  return merged.filter(({ message }) => refused.has(message)).flatMap(({ sources }) => sources);
}

/** Returns the source ids of the messages that the dead-letter queue refused. */
async function sendToDeadLetters(
  malformed: readonly Malformed[],
  dead: Queue,
  telemetry: Telemetry,
): Promise<readonly string[]> {
  for (const { body, reason } of malformed) telemetry.deadLetter({ body: body.slice(0, 1_000) }, reason);
  const messages = malformed.map(({ source, reason, body }) => ({ source, body: buried(reason, body) }));
  const refused = new Set((await dead.send(messages)).map(({ message }) => message));
  return messages.filter((message) => refused.has(message)).map(({ source }) => source);
}
