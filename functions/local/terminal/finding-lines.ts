/** Takes findings and returns the lines that `check` prints: one for each thing to say, however many files it is true of, or one for each. */
import type { Problem } from "../../article/article.ts";
import { formatNumber } from "./format-number.ts";
import { problemLine } from "./terminal.ts";

export type LocatedProblem = Problem & { readonly path: string };

/** How many paths the line of a group names. */
const MAX_PATHS = 5;
/** How many lines that differ only in names and numbers are printed. */
const MAX_ALIKE = 20;
const MAX_ALIKE_ADVICE = 5;

/** Every finding by itself, with its file and line, however many there are. */
export function allLines(folder: string, findings: readonly LocatedProblem[]): string[] {
  return findings.map((each) => problemLine(folder, each.path, each));
}

/** Notes with the same reason share a line: `tag: unknown key – in 513 files: a.md, b.md …`. */
export function noteLines(folder: string, notes: readonly LocatedProblem[]): string[] {
  const groups = new Map<string, LocatedProblem[]>();
  for (const note of notes) {
    const reason = withoutTimes(note.reason);
    const group = groups.get(reason);
    if (group) group.push(note);
    else groups.set(reason, [note]);
  }
  const lines = [...groups].map(([reason, group]) => ({ reason, text: `${groupLine(folder, reason, group)} (note)` }));
  return withoutAlike(lines, (reason) => (ADVICE.test(reason) ? MAX_ALIKE_ADVICE : MAX_ALIKE));
}

/** What is in no document for another reason is named, file by file; of addresses, keys and templates a few say what there is to know. */
const ADVICE =
  /^(?:refers to |links to |removed \S+ of <[\w:-]+>$|another article has |\S+: unknown key, ignored$|\{[{%])/;

/** In each file another number of times; all of them are one thing to say. */
function withoutTimes(reason: string): string {
  return reason.replace(/, \d+ times$/, "");
}

/** Each problem has its own line, for each must be mended where it is. */
export function problemLines(folder: string, problems: readonly LocatedProblem[]): string[] {
  return withoutAlike(
    problems.map((each) => ({ reason: each.reason, text: problemLine(folder, each.path, each) })),
    () => MAX_ALIKE,
  );
}

function groupLine(folder: string, reason: string, group: readonly LocatedProblem[]): string {
  const [first] = group;
  const paths = [...new Set(group.map(({ path }) => path))];
  if (first === undefined || group.length === 1) return first ? problemLine(folder, first.path, first) : reason;
  if (paths.length === 1) {
    const at = group.flatMap(({ line }) => line ?? []);
    return `${problemLine(folder, first.path, first)}${at.length < 2 ? "" : ` – also in ${lineNumbers(at.slice(1))}`}`;
  }
  const rest = paths.length - MAX_PATHS;
  const named = paths.slice(0, MAX_PATHS).join(", ");
  return `${reason} – in ${formatNumber(paths.length)} files: ${named}${rest > 0 ? " …" : ""}`;
}

function lineNumbers(lines: readonly number[]): string {
  const rest = lines.length - MAX_PATHS;
  const named = lines.slice(0, MAX_PATHS).join(", ");
  return `line${lines.length === 1 ? "" : "s"} ${named}${rest > 0 ? ` and ${formatNumber(rest)} more` : ""}`;
}

type ReasonLine = { readonly reason: string; readonly text: string };

/** After some lines of one shape, the rest of them is one line with their number. */
function withoutAlike(lines: readonly ReasonLine[], limitOf: (reason: string) => number): string[] {
  const alike = new Map<string, { count: number; readonly limit: number }>();
  const printed = lines.filter(({ reason }) => {
    const shape = shapeOf(reason);
    const group = alike.get(shape) ?? { count: 0, limit: limitOf(reason) };
    alike.set(shape, group);
    return ++group.count <= group.limit;
  });
  const rests = [...alike].filter(([, { count, limit }]) => count > limit);
  return [
    ...printed.map(({ text }) => text),
    ...rests.map(
      ([shape, { count, limit }]) => `${formatNumber(count - limit)} more like: ${shape} (--all names them)`,
    ),
  ];
}

/** The reason without what differs from file to file: quoted texts, tags, templates, fragments, keys, paths, numbers. */
function shapeOf(reason: string): string {
  return reason
    .slice(0, 300)
    .replace(/"[^"]*"/g, '"…"')
    .replace(/\{\{[^{}]*\}\}|\{%[^{}]*%\}/g, "{{ … }}")
    .replace(/ of <[\w:-]+/, " of <…")
    .replace(/^\S+(?=: unknown key, ignored)/, "…")
    .replace(/(?<= )#\S*[^\s,]/g, "#…")
    .replace(/\S*[/._]\S+/g, "…")
    .replace(/\d+/g, "…");
}
