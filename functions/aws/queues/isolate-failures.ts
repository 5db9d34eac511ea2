/** Handles messages so that one that breaks the publisher harms no other. */
import { handleMessages, type MessagesHandled } from "../../publish/handle-messages.ts";
import type { Publisher } from "../../publish/publisher.ts";
import { SecondPublisherError } from "../../publish/state/record.ts";
import { StoreBusyError, StoreRefusedError } from "../../store/store.ts";
import { QueueBusyError } from "./sqs-queue.ts";
import type { WorkMessage } from "./work-message.ts";

/** Paths at which the publisher broke: a fault of ours, which the next release may have mended. */
export type BrokenPath = { readonly path: string; readonly error: unknown };

export type IsolatedResult = MessagesHandled & { readonly broken: readonly BrokenPath[] };

/**
 * All together where that goes. Where it breaks, each half by itself, down to the path at which it breaks.
 *
 * @throws whatever has nothing to do with a path: busy stores and queues, a second publisher, a service that refuses us
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
    broken: [...first.broken, ...second.broken],
  };
}

/** A look at many paths as one look a path. */
export function singlePaths(message: WorkMessage): WorkMessage[] {
  return message.kind === "changed" ? message.paths.map((path) => ({ ...message, paths: [path] })) : [message];
}

/** What the SDKs throw carries `$metadata`. A refusal that got here is one of the settings, or of our own buckets. */
function isSystemFailure(error: unknown): boolean {
  if (error instanceof StoreBusyError || error instanceof StoreRefusedError) return true;
  if (error instanceof SecondPublisherError || error instanceof QueueBusyError) return true;
  return typeof error === "object" && error !== null && "$metadata" in error;
}
