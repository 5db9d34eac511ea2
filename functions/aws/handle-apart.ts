/** Handles messages so that one that breaks the publisher harms no other. */
import { type Handled, handle } from "../publish/handle.ts";
import { SecondPublisherError } from "../publish/record.ts";
import type { Publisher } from "../publish/site.ts";
import { StoreBusyError, StoreRefusedError } from "../store/store.ts";
import { QueueBusyError } from "./queue.ts";
import type { WorkMessage } from "./work-message.ts";

/** Paths at which the publisher broke: a fault of ours, which the next release may have mended. */
export type Broken = { readonly path: string; readonly error: unknown };

export type HandledApart = Handled & { readonly broken: readonly Broken[] };

/**
 * All together where that goes. Where it breaks, each half by itself, down to the path at which it breaks.
 *
 * @throws whatever has nothing to do with a path: busy stores and queues, a second publisher, a service that refuses us
 */
export async function handleApart(messages: readonly WorkMessage[], publisher: Publisher): Promise<HandledApart> {
  try {
    return { ...(await handle(messages, publisher)), broken: [] };
  } catch (error) {
    if (isNobodysFault(error)) throw error;
    const units = messages.flatMap(singlePaths);
    const [only] = units;
    if (units.length > 1) return handleHalves(units, publisher);
    if (only?.kind !== "look") throw error;
    return { reports: [], broken: only.paths.map((path) => ({ path, error })) };
  }
}

async function handleHalves(units: readonly WorkMessage[], publisher: Publisher): Promise<HandledApart> {
  const middle = units.length >> 1;
  const first = await handleApart(units.slice(0, middle), publisher);
  const second = await handleApart(units.slice(middle), publisher);
  return {
    reports: [...first.reports, ...second.reports],
    settings: second.settings ?? first.settings,
    broken: [...first.broken, ...second.broken],
  };
}

/** A look at many paths as one look a path. */
export function singlePaths(message: WorkMessage): WorkMessage[] {
  return message.kind === "look" ? message.paths.map((path) => ({ ...message, paths: [path] })) : [message];
}

/** What the SDKs throw carries `$metadata`. A refusal that got here is one of the settings, or of our own buckets. */
function isNobodysFault(error: unknown): boolean {
  if (error instanceof StoreBusyError || error instanceof StoreRefusedError) return true;
  if (error instanceof SecondPublisherError || error instanceof QueueBusyError) return true;
  return typeof error === "object" && error !== null && "$metadata" in error;
}
