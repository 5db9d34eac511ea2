/** Handles messages so that a path that crashes the publisher does not keep the others from being published. */
import { handleMessages, type MessagesHandled } from "../../publish/handle-messages.ts";
import type { Publisher } from "../../publish/publisher.ts";
import { SecondPublisherError } from "../../publish/state/record.ts";
import { StoreBusyError, StoreRefusedError } from "../../store/store.ts";
import { QueueBusyError } from "./sqs-queue.ts";
import type { WorkMessage } from "./work-message.ts";

/** A path that crashes the publisher: a bug of ours, which the next release may have fixed. */
export type BrokenPath = { readonly path: string; readonly error: unknown };

export type IsolatedResult = MessagesHandled & { readonly broken: readonly BrokenPath[] };

/**
 * Handles all messages together if possible. If that crashes, handles each half by itself, down to the path that crashes.
 *
 * @throws every error that no single path causes: busy stores and queues, a second publisher, a service that refuses our request
 */
export async function handleIsolated(messages: readonly WorkMessage[], publisher: Publisher): Promise<IsolatedResult> {
  try {
    return { ...(await handleMessages(messages, publisher)), broken: [] };
  } catch (error) {
    if (isSystemFailure(error)) throw error;
    const units = messages.flatMap(singlePaths);
    const [only] = units;
    if (units.length > 1) return handleHalves(units, publisher);
    if (only?.kind !== "changed") throw error;
    return { reports: [], broken: only.paths.map((path) => ({ path, error })) };
  }
}

async function handleHalves(units: readonly WorkMessage[], publisher: Publisher): Promise<IsolatedResult> {
  const middle = units.length >> 1;
  const first = await handleIsolated(units.slice(0, middle), publisher);
  const second = await handleIsolated(units.slice(middle), publisher);
  return {
    reports: [...first.reports, ...second.reports],
    settings: second.settings ?? first.settings,
    withheld: [...(first.withheld ?? []), ...(second.withheld ?? [])],
    broken: [...first.broken, ...second.broken],
  };
}

/** Splits a `changed` message into one message per path; returns any other message as it is. */
export function singlePaths(message: WorkMessage): WorkMessage[] {
  return message.kind === "changed" ? message.paths.map((path) => ({ ...message, paths: [path] })) : [message];
}

/** Errors of the AWS SDK carry `$metadata`. A StoreRefusedError that gets here concerns the settings or our own buckets. */
function isSystemFailure(error: unknown): boolean {
  if (error instanceof StoreBusyError || error instanceof StoreRefusedError) return true;
  if (error instanceof SecondPublisherError || error instanceof QueueBusyError) return true;
  return typeof error === "object" && error !== null && "$metadata" in error;
}
