/** Takes a folder inside a git checkout and returns the date of the commit that each of its files came with. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";

export type CommitDates =
  | { readonly kind: "dates"; readonly dates: ReadonlyMap<string, string> }
  | { readonly kind: "unknown"; readonly reason: string };

/**
 * By path below the folder, in ISO 8601 with the author's zone; renames are followed. Asks git once for all files, however many
 * there are, and lets no configuration of the checkout run a program.
 */
export async function commitDates(folder: string): Promise<CommitDates> {
  try {
    if ((await git(folder, "rev-parse", "--is-shallow-repository")).trim() === "true")
      return { kind: "unknown", reason: "the git history is cut off; git fetch --unshallow brings all of it" };
    const format = ["--format=%x01%aI", "--name-status", "--diff-filter=AR", "-z", "-M", "--relative"];
    return {
      kind: "dates",
      dates: parseLog(await git(folder, "log", "--no-color", "--no-ext-diff", ...format, "--", ".")),
    };
  } catch {
    return { kind: "unknown", reason: "there is no git history of this folder" };
  }
}

const MAX_OUTPUT = 1_000_000_000;

async function git(folder: string, ...args: readonly string[]): Promise<string> {
  const safe = ["--no-pager", "--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false"];
  const { stdout } = await promisify(execFile)("git", [...safe, "-C", folder, ...args], { maxBuffer: MAX_OUTPUT });
  return stdout;
}

/** Commits come newest first: a date, then `A` and a path for each new file, `R100` and two paths for each that was renamed. */
function parseLog(log: string): Map<string, string> {
  const dates = new Map<string, string>();
  /** The present path of what had another name in the commits that follow. */
  const present = new Map<string, string>();
  const tokens = log.split("\u0000");
  let date = "";
  for (let i = 0; i < tokens.length; i++) {
    const token = (tokens[i] ?? "").replace(/^\n/, "");
    if (token.startsWith("\u0001")) date = token.slice(1);
    if (!/^(?:A|R\d+)$/.test(token)) continue;
    const path = tokens[++i] ?? "";
    if (token === "A") dates.set(present.get(path) ?? path, date);
    else {
      const after = tokens[++i] ?? "";
      present.set(path, present.get(after) ?? after);
    }
  }
  return dates;
}
