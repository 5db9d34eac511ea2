/**
 * What the last build saw of its inputs, so that the next one looks only at what changed.
 *
 * Reading ten thousand records to find nothing new would take longer than all the rest; one list of versions says the same. It is
 * taken away before a build begins and written when it has ended: a build that was stopped is followed by a look at everything.
 */
import { lookMessages, type Message } from "../publish/message.ts";
import type { Stores } from "../publish/site.ts";
import { key } from "../store/key.ts";
import { listAll, type Store } from "../store/store.ts";

export type Inputs = {
  /** Whatever concerns every article: a change of it means that all are looked at. */
  readonly all: string;
  /** The time of looking, in milliseconds since 1970. */
  readonly now: number;
};

type LastRun = Inputs & { readonly versions: Readonly<Record<string, string>> };

const LAST_RUN = key("local/last-run.json");

/** Begins a run: what it has to look at, and what to say once that is done. */
export async function beginRun({ content, state }: Stores, inputs: Inputs) {
  const [last, versions] = await Promise.all([readLastRun(state), versionsOf(content)]);
  const messages = last && last.all === inputs.all && last.now <= inputs.now ? changes(last, versions) : EVERYTHING;
  await state.remove(LAST_RUN, "anything");
  const end = () => state.write(LAST_RUN, JSON.stringify({ ...inputs, versions } satisfies LastRun), "anything");
  return { messages, end };
}

/** Every path there is, and what belongs to none. */
export const EVERYTHING: readonly Message[] = [{ kind: "rebuild" }];

function changes(last: LastRun, versions: LastRun["versions"]): Message[] {
  const paths = new Set([...Object.keys(last.versions), ...Object.keys(versions)]);
  const changed = [...paths].filter((path) => last.versions[path] !== versions[path]);
  return [...lookMessages(changed), { kind: "tick" }];
}

async function versionsOf(content: Store): Promise<Record<string, string>> {
  const versions: [string, string][] = [];
  for await (const { entries } of listAll(content, {})) {
    for (const entry of entries) versions.push([entry.key, entry.version]);
  }
  return Object.fromEntries(versions);
}

async function readLastRun(state: Store): Promise<LastRun | undefined> {
  const stored = await state.read(LAST_RUN);
  return stored && (JSON.parse(new TextDecoder().decode(stored.body)) as LastRun);
}
