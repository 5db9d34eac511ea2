/** The first step: gathers what has happened into few messages for the publisher, and tells hubs what has been published. */
import { parseKey } from "../../store/key.ts";
import type { QueueRecord } from "../lambda-event.ts";
import type { Telemetry } from "../telemetry.ts";
import { ping } from "../websub.ts";
import { type PingRequest, parseInboxBody } from "./inbox-message.ts";
import { type MergedRequest, mergeRequests, type SourcedRequest } from "./merge-requests.ts";
import type { Queue } from "./sqs-queue.ts";

export type Queues = { readonly inbox: Queue; readonly work: Queue; readonly dead: Queue };

/** The ids of records that have to come again. */
export async function processInbox(
  records: readonly QueueRecord[],
  queues: Queues,
  telemetry: Telemetry,
): Promise<ReadonlySet<string>> {
  const { asked, pings, malformed } = sort(records, telemetry);
  const failed = new Set<string>();
  for (const source of await forwardToWork(mergeRequests(asked), queues.work, telemetry)) failed.add(source);
  for (const source of await sendToDeadLetters(malformed, queues.dead, telemetry)) failed.add(source);
  await Promise.all(
    pings.map(async ({ source, ...request }) => {
      try {
        await ping(request, queues.inbox, telemetry);
      } catch (error) {
        telemetry.failed("hubs were not told", error);
        failed.add(source);
      }
    }),
  );
  return failed;
}

type Malformed = { readonly source: string; readonly body: string; readonly reason: string };

type Sorted = {
  readonly asked: SourcedRequest[];
  readonly pings: (PingRequest & { readonly source: string })[];
  readonly malformed: Malformed[];
};

function sort(records: readonly QueueRecord[], telemetry: Telemetry): Sorted {
  const sorted: Sorted = { asked: [], pings: [], malformed: [] };
  for (const { id: source, body } of records) {
    const read = parseInboxBody(body);
    if (read.kind === "changed") {
      sorted.asked.push({
        ...read,
        paths: read.paths.filter((path) => isFile(path) && isNameable(path, telemetry)),
        source,
      });
    }
    if (read.kind === "ping") sorted.pings.push({ ...read, source });
    if (read.kind === "malformed") sorted.malformed.push({ source, body, reason: read.reason });
  }
  return sorted;
}

/** S3's console makes empty objects for folders, whose names end with a slash. */
function isFile(path: string): boolean {
  return path !== "" && !path.endsWith("/");
}

/** S3 allows names that no store of ours can hold. They concern their writer, and are reported. */
function isNameable(path: string, telemetry: Telemetry): boolean {
  const parsed = parseKey(path);
  if ("reason" in parsed) telemetry.rejected(path, { reason: `the path ${parsed.reason}` });
  return "key" in parsed;
}

/** The sources of the messages that the work queue did not take. */
async function forwardToWork(
  gathered: readonly MergedRequest[],
  work: Queue,
  telemetry: Telemetry,
): Promise<readonly string[]> {
  const refusals = await work.send(gathered.map(({ message }) => ({ body: message })));
  for (const { reason } of refusals) telemetry.failed("the work queue refused a message", reason);
  const refused = new Set(refusals.map(({ letter }) => letter.body));
  return gathered.filter(({ message }) => refused.has(message)).flatMap(({ sources }) => sources);
}

/** The sources of the letters that were not taken. */
async function sendToDeadLetters(
  malformed: readonly Malformed[],
  dead: Queue,
  telemetry: Telemetry,
): Promise<readonly string[]> {
  for (const { body, reason } of malformed) telemetry.deadLetter({ body: body.slice(0, 1_000) }, reason);
  const graves = malformed.map((one) => ({ one, body: { kind: "malformed", reason: one.reason, body: one.body } }));
  const refused = new Set((await dead.send(graves)).map(({ letter }) => letter));
  return graves.filter((grave) => refused.has(grave)).map(({ one }) => one.source);
}
