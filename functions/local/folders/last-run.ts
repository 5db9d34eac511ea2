/**
 * Records the inputs of a build, so that the next build processes only what changed.
 *
 * The record is a file beside the journal: a checksum of the rest, a line of JSON, then a line for each content file. A build that finds the same
 * lines has nothing to do and does not open the journal, which has 90,000 lines for a site of 10,000 articles. The file is
 * removed before a build begins and written after it has ended, so the build after an interrupted one processes everything.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isHidden, SETTINGS_PATH } from "../../publish/content-path.ts";
import { changedMessages, type Message, REBUILD_EVERYTHING } from "../../publish/message.ts";
import { checksum } from "../../store/journal/checksum.ts";
import { journalMark } from "../../store/journal/files.ts";
import { listAll, type Store } from "../../store/store.ts";
import { describeStoreError, ignoreError } from "../../store/store-error.ts";

export type Inputs = {
  /** All inputs that affect every article, as one string: if it changes, all articles are processed. */
  readonly all: string;
  /** The mark of the site's folder. It changes with every run, so that a run of `dev`, or with another state, is noticed. */
  readonly site: string;
  /** The time of the build, in milliseconds since 1970. */
  readonly now: number;
};

type Head = Inputs & {
  /** The mark of the journal after the last build. */
  readonly journal: string | undefined;
  /** When the next article becomes due or expires, in milliseconds since 1970. */
  readonly due?: number;
  /** Paths of rejected files: each run processes and reports them until they are fixed. */
  readonly rejected: readonly string[];
};

/** `site` is the mark that the run gave to the site's folder. */
export type RunResult = Pick<Head, "due" | "rejected" | "site">;

export type Run = {
  /** Empty if there is nothing to do. */
  readonly messages: readonly Message[];
  /** The number of files that the run does not process. */
  readonly unchangedFiles: number;
  /** Call it after locking the journal. Returns the messages to handle: everything, if another process changed the journal. */
  readonly begin: () => readonly Message[];
  /** Call it at the end of the run, after the journal's files were closed. */
  readonly end: (ended: RunResult) => void;
};

const NAME = "last-run";

/**
 * Finds what changed since the last run. `folder` contains the journal and the record of the last run. `isComplete` tells
 * whether all published documents still exist.
 */
export async function beginRun(
  content: Store,
  folder: string,
  inputs: Inputs,
  isComplete: () => boolean,
): Promise<Run> {
  const file = join(folder, NAME);
  const listing = await listContent(content);
  const last = readLast(file);
  const isSameJournal = () => last?.journal === journalMark(folder);
  const isIncremental =
    last?.all === inputs.all && last.site === inputs.site && last.now <= inputs.now && isSameJournal() && isComplete();
  const paths = isIncremental ? pathsToProcess(last, listing) : [];
  const messages = isIncremental ? [...changedMessages(paths), ...ticks(last, inputs.now)] : REBUILD_EVERYTHING;
  return {
    messages,
    unchangedFiles: isIncremental ? listing.count - existingPaths(paths, listing).length : 0,
    begin() {
      describeStoreError(file, () => rmSync(file, { force: true }));
      return isSameJournal() ? messages : REBUILD_EVERYTHING;
    },
    end({ due, rejected, site }) {
      const head: Head = {
        ...inputs,
        site,
        journal: journalMark(folder),
        due,
        rejected: existingPaths(rejected, listing),
      };
      const text = `${JSON.stringify(head)}\n${listing.lines}`;
      describeStoreError(file, () => writeFileSync(`${file}.new`, `${sumOf(text)}\n${text}`));
      describeStoreError(file, () => renameSync(`${file}.new`, file));
    },
  };
}

/** `lines` has a line for each content file: its version and its path, neither of which contains a tab or line end. */
type ContentListing = { readonly lines: string; readonly count: number };

async function listContent(content: Store): Promise<ContentListing> {
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

function readLast(file: string): (Head & Pick<ContentListing, "lines">) | undefined {
  const text = proven(describeStoreError(file, () => ignoreError(["ENOENT"], () => readFileSync(file, "utf8"))));
  const end = text?.indexOf("\n") ?? -1;
  const head = text === undefined || end < 0 ? undefined : parseHead(text.slice(0, end));
  return text === undefined || head === undefined ? undefined : { ...head, lines: text.slice(end + 1) };
}

/** The text without the line of its checksum; undefined if the checksum is wrong. After a power cut, a file may contain zeros. */
function proven(text = ""): string | undefined {
  const rest = text.slice(text.indexOf("\n") + 1);
  return text === `${sumOf(rest)}\n${rest}` ? rest : undefined;
}

const sumOf = (text: string) => checksum(Buffer.from(text)).toString(16);

/** Undefined if the line is no JSON. */
function parseHead(line: string): Head | undefined {
  try {
    return JSON.parse(line) as Head;
  } catch {
    return undefined;
  }
}

function pathsToProcess(last: Head & Pick<ContentListing, "lines">, { lines }: ContentListing): string[] {
  if (last.lines === lines) return [...last.rejected];
  const [before, now] = [linesOf(last.lines), linesOf(lines)];
  const differing = [...except(before, now), ...except(now, before)];
  return [...new Set([...differing.map(pathOf), ...last.rejected])];
}

const linesOf = (lines: string): ReadonlySet<string> => new Set(lines.split("\n").slice(0, -1));
const except = (some: ReadonlySet<string>, others: ReadonlySet<string>) => [...some].filter((one) => !others.has(one));
const pathOf = (line: string) => line.slice(line.indexOf("\t") + 1);

/** The paths that exist. */
function existingPaths(paths: readonly string[], { lines }: ContentListing): string[] {
  if (paths.length === 0) return [];
  const existing = new Set(lines.split("\n").map(pathOf));
  return paths.filter((path) => existing.has(path));
}

function ticks({ due = Number.POSITIVE_INFINITY }: Head, now: number): Message[] {
  return due <= now ? [{ kind: "tick" }] : [];
}
