/**
 * What the last build saw of its inputs, so that the next one looks only at what changed.
 *
 * Reading ten thousand records to find nothing new would take longer than all the rest; one list of versions says the same. It is
 * taken away before a build begins and written when it has ended: a build that was stopped is followed by a look at everything.
 */
import { isHidden, SETTINGS_PATH } from "../publish/look.ts";
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

type LastRun = Inputs & {
  readonly versions: Readonly<Record<string, string>>;
  /** Paths that were bad: they are bad until somebody mends them, and each run says so. */
  readonly rejected: readonly string[];
};

export type Run = {
  readonly messages: readonly Message[];
  /** How many files it does not look at. */
  readonly passedOver: number;
  /** To be called when all is done. */
  readonly end: (rejected: readonly string[]) => Promise<void>;
};

const LAST_RUN = key("local/last-run.json");

/** Begins a run: what it has to look at. `isWhole`: whether all that was published is still there. */
export async function beginRun({ content, state }: Stores, inputs: Inputs, isWhole: boolean): Promise<Run> {
  const [last, versions] = await Promise.all([readLastRun(state), versionsOf(content)]);
  const goesOn = isWhole && last?.all === inputs.all && last.now <= inputs.now;
  const changed = goesOn ? changes(last, versions) : undefined;
  await state.remove(LAST_RUN, "anything");
  return {
    messages: changed === undefined ? EVERYTHING : [...lookMessages(changed), { kind: "tick" }],
    passedOver: changed === undefined ? 0 : Object.keys(versions).filter((path) => !changed.has(path)).length,
    async end(paths) {
      const rejected = paths.filter((path) => Object.hasOwn(versions, path));
      await state.write(LAST_RUN, JSON.stringify({ ...inputs, versions, rejected } satisfies LastRun), "anything");
    },
  };
}

/** Every path there is, and what belongs to none. */
export const EVERYTHING: readonly Message[] = [{ kind: "rebuild" }];

function changes(last: LastRun, versions: LastRun["versions"]): ReadonlySet<string> {
  const paths = [...Object.keys(last.versions), ...Object.keys(versions)];
  const changed = paths.filter((path) => last.versions[path] !== versions[path]);
  return new Set([...changed, ...last.rejected]);
}

async function versionsOf(content: Store): Promise<Record<string, string>> {
  const versions: [string, string][] = [];
  for await (const { entries } of listAll(content, {})) {
    for (const { key, version } of entries) if (!isHidden(key) && key !== SETTINGS_PATH) versions.push([key, version]);
  }
  return Object.fromEntries(versions);
}

async function readLastRun(state: Store): Promise<LastRun | undefined> {
  const stored = await state.read(LAST_RUN);
  return stored && (JSON.parse(new TextDecoder().decode(stored.body)) as LastRun);
}
