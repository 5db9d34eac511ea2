/**
 * What the last build saw of its inputs, so that the next one looks only at what changed.
 *
 * It is a file beside the journal: a line of JSON, then a line for each file of the content. A build that finds the same lines has
 * nothing to do, and need not open the journal, in which a site of 10,000 articles has 90,000 lines. The file is taken away before
 * a build begins and written when it has ended: a build that was stopped is followed by a look at everything.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isHidden, SETTINGS_PATH } from "../../publish/content-path.ts";
import { changedMessages, type Message, REBUILD_EVERYTHING } from "../../publish/message.ts";
import { journalMark } from "../../store/journal/files.ts";
import { listAll, type Store } from "../../store/store.ts";
import { describeStoreError, ignoreError } from "../../store/store-error.ts";

export type Inputs = {
  /** Whatever concerns every article: a change of it means that all are looked at. */
  readonly all: string;
  /** The time of looking, in milliseconds since 1970. */
  readonly now: number;
};

type Head = Inputs & {
  /** The journal that the last build left. */
  readonly journal: string | undefined;
  /** When an article is next to be looked at, in milliseconds since 1970. */
  readonly due?: number;
  /** Paths that were bad: they are bad until somebody mends them, and each run says so. */
  readonly rejected: readonly string[];
};

export type RunResult = Pick<Head, "due" | "rejected">;

export type Run = {
  /** None: there is nothing to do. */
  readonly messages: readonly Message[];
  /** How many files it does not look at. */
  readonly passedOver: number;
  /** To be called once the journal is ours; gives what to do if it is another's by now. */
  readonly begin: () => readonly Message[];
  /** To be called when all is done and the journal is as it will stay. */
  readonly end: (ended: RunResult) => void;
};

const NAME = "last-run";

/**
 * Looks for what changed since the last run, of which `folder` tells, where the journal is. `isWhole`: whether all that was published
 * is still there.
 */
export async function beginRun(content: Store, folder: string, inputs: Inputs, isWhole: () => boolean): Promise<Run> {
  const file = join(folder, NAME);
  const seen = await seenIn(content);
  const last = readLast(file);
  const isSameJournal = () => last?.journal === journalMark(folder);
  const goesOn = last?.all === inputs.all && last.now <= inputs.now && isSameJournal() && isWhole();
  const paths = goesOn ? pathsToSee(last, seen) : [];
  const messages = goesOn ? [...changedMessages(paths), ...ticks(last, inputs.now)] : REBUILD_EVERYTHING;
  return {
    messages,
    passedOver: goesOn ? seen.count - thereOf(paths, seen).length : 0,
    begin() {
      describeStoreError(file, () => rmSync(file, { force: true }));
      return isSameJournal() ? messages : REBUILD_EVERYTHING;
    },
    end({ due, rejected }) {
      const head: Head = { ...inputs, journal: journalMark(folder), due, rejected: thereOf(rejected, seen) };
      describeStoreError(file, () => writeFileSync(`${file}.new`, `${JSON.stringify(head)}\n${seen.lines}`));
      describeStoreError(file, () => renameSync(`${file}.new`, file));
    },
  };
}

/** Of each file of the content a line: its version and its path, which hold neither tab nor line end. */
type Seen = { readonly lines: string; readonly count: number };

async function seenIn(content: Store): Promise<Seen> {
  let lines = "";
  let count = 0;
  for await (const { entries } of listAll(content, {})) {
    for (const { key, version } of entries) {
      if (isHidden(key) || key === SETTINGS_PATH) continue;
      lines += `${version}\t${key}\n`;
      count++;
    }
  }
  return { lines, count };
}

function readLast(file: string): (Head & Pick<Seen, "lines">) | undefined {
  const text = describeStoreError(file, () => ignoreError(["ENOENT"], () => readFileSync(file, "utf8")));
  const end = text?.indexOf("\n") ?? -1;
  const head = text === undefined || end < 0 ? undefined : parseHead(text.slice(0, end));
  return text === undefined || head === undefined ? undefined : { ...head, lines: text.slice(end + 1) };
}

/** What a power cut leaves may be zeros: then nothing is known of a last run. */
function parseHead(line: string): Head | undefined {
  try {
    return JSON.parse(line) as Head;
  } catch {
    return undefined;
  }
}

function pathsToSee(last: Head & Pick<Seen, "lines">, { lines }: Seen): string[] {
  if (last.lines === lines) return [...last.rejected];
  const [before, now] = [linesOf(last.lines), linesOf(lines)];
  const differing = [...except(before, now), ...except(now, before)];
  return [...new Set([...differing.map(pathOf), ...last.rejected])];
}

const linesOf = (lines: string): ReadonlySet<string> => new Set(lines.split("\n").slice(0, -1));
const except = (some: ReadonlySet<string>, others: ReadonlySet<string>) => [...some].filter((one) => !others.has(one));
const pathOf = (line: string) => line.slice(line.indexOf("\t") + 1);

/** Those paths that are there. */
function thereOf(paths: readonly string[], { lines }: Seen): string[] {
  if (paths.length === 0) return [];
  const there = new Set(lines.split("\n").map(pathOf));
  return paths.filter((path) => there.has(path));
}

function ticks({ due = Number.POSITIVE_INFINITY }: Head, now: number): Message[] {
  return due <= now ? [{ kind: "tick" }] : [];
}
