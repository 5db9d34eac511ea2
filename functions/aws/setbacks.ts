/** What becomes of paths that could not be published this time: back to the inbox for a while or, after too many tries, to the dead letters. */
import { chunked, grouped } from "./chunked.ts";
import { earliest, LOOK } from "./gather.ts";
import { delayAfter, MOST_TRIES } from "./patience.ts";
import { type Letter, type Queue, sendAll } from "./queue.ts";
import type { Telemetry } from "./telemetry.ts";

export type Setback = {
  readonly path: string;
  readonly reason: string;
  readonly force: boolean;
  /** How many times it has been tried in vain, this time included. */
  readonly tries: number;
  readonly since?: number;
};

export type SetbackQueues = { readonly inbox: Queue; readonly dead: Queue; readonly telemetry: Telemetry };

/** @throws QueueBusyError: then the paths are nowhere, and their messages must come again */
export async function sendBack(setbacks: readonly Setback[], { inbox, dead, telemetry }: SetbackQueues): Promise<void> {
  const over = setbacks.filter(({ tries }) => tries >= MOST_TRIES);
  const again = setbacks.filter(({ tries }) => tries < MOST_TRIES);
  await sendAll(inbox, lettersTo(again));
  await sendAll(dead, over.map(deadLetter));
  for (const { path, reason, tries } of again) telemetry.setBack(path, reason, tries);
  for (const { path, reason } of over) telemetry.dead({ path }, reason);
}

function lettersTo(setbacks: readonly Setback[]): Letter[] {
  const alike = [...grouped(setbacks, ({ force, tries }) => `${force} ${tries}`).values()];
  return alike.flatMap((group) => [...chunked(group, LOOK)].map(retryLetter));
}

function retryLetter(setbacks: readonly Setback[]): Letter {
  const { force, tries } = setbacks[0] ?? { force: false, tries: 1 };
  const paths = setbacks.map(({ path }) => path);
  const since = earliest(setbacks.map((setback) => setback.since));
  return { body: { kind: "look", paths, ...(force && { force }), tries, since }, delay: delayAfter(tries) };
}

/** Moved back into the inbox as it is, it is tried anew. */
function deadLetter({ path, reason, force, tries }: Setback): Letter {
  return { body: { kind: "look", paths: [path], ...(force && { force }), reason, failed: tries } };
}
