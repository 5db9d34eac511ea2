/**
 * Finds words by which writers say in the text itself that it is not, or not yet, public: `[DRAFT]` in a title, `NOT FOR PUBLICATION`,
 * `EMBARGOED UNTIL 3 May 2026`, and the line behind which Ghost shows a post to members only.
 */
import type { Problem, WrittenDate } from "../article.ts";
import { readWrittenDate } from "../metadata/date-schema.ts";
import { isHidingWord } from "../metadata/hiding-values.ts";
import { isHidingLine, keyLine } from "./key-lines.ts";

/** In brackets in any case; before the title without brackets in capitals only: "Draft: a beer" is a title. */
const CAPITALS = /^\s*(?:DRAFT|WIP|DO NOT PUBLISH|ENTWURF|BROUILLON)\s*(?:[:|–—-]|$)/;
const BRACKETS =
  /^\s*[[({]\s*(?:draft|wip|work in progress|do not publish|unpublished|entwurf|brouillon)\s*[\])}]|[[({]\s*(?:draft|wip|work in progress|do not publish|unpublished)\s*[\])}]\s*$/iu;

export function isDraftTitle(title: string): boolean {
  return CAPITALS.test(title) || BRACKETS.test(title);
}

export type DraftMark =
  | { readonly kind: "hidden"; readonly note: Problem }
  | { readonly kind: "until"; readonly date: WrittenDate }
  | { readonly kind: "unclear"; readonly problem: Problem };

/** Only among the first lines with words, and only if such a line says nothing else. */
const MAX_LINES = 4;
const MAX_LENGTH = 120;
const CAPITAL_WORDS = /^(?:DRAFT|WIP|WORK IN PROGRESS)$/;
const WORDS =
  /^(?:draft\s*[-–—:,]\s*)?(?:not (?:yet )?(?:for|to be) (?:publication|public release|release|distribution|published|released)|do not publish(?: yet)?)[\s.!]*$/i;
const EMBARGOED = /^(?:(?:STRICTLY|UNDER) )?EMBARGO(?:ED)?[\s.!:]*$/;
const UNTIL =
  /^(?:(?:strictly|under) )?embargo(?:ed)?(?:\s*[:–—-])?\s+(?:for (?:release|publication) )?(?:until|till)\b[\s:]*(.{1,80})$/i;

/** `firstLine`: the line number of the text's first line in the file. */
export function draftMarkIn(text: string, firstLine: number, isMdx: boolean): DraftMark | undefined {
  const lines = text.slice(0, 4000).split("\n");
  let seen = 0;
  for (const [index, typed] of lines.entries()) {
    if (typed.trim() === "") continue;
    if (++seen > MAX_LINES) break;
    const mark = typed.length > MAX_LENGTH ? undefined : markOf(typed, firstLine + index);
    if (mark !== undefined) return mark;
  }
  const at = hidingPropertyIn(lines) ?? (isMdx ? hidingExportIn(lines) : undefined);
  return at === undefined ? membersOnly(text, firstLine) : hidden(lines[at] ?? "", firstLine + at);
}

function hidden(words: string, line: number): DraftMark {
  return { kind: "hidden", note: { line, reason: `hidden, because the text says ${JSON.stringify(words.trim())}` } };
}

const COMMENT = /^\s*(?:<!--+\s*(.*?)\s*--+>|\{\/\*\s*(.*?)\s*\*\/\}|%%\s*(.*?)\s*%%|#\+(\w+:.*))\s*$/;
const COMMENT_WORDS =
  /^(?:draft|wip|work in progress|unpublished|(?:do not|don't) publish\b.*|not (?:yet )?(?:published|public|ready|for publication)\b.*)[\s.!]*$/i;

function markOf(typed: string, line: number): DraftMark | undefined {
  const comment = COMMENT.exec(typed)
    ?.slice(1)
    .find((words) => words !== undefined);
  if (comment !== undefined)
    return COMMENT_WORDS.test(comment) || isHidingLine(comment) ? hidden(typed, line) : undefined;
  const words = typed.replace(/^[\s>#*_+=~`]+|[\s*_+=~`]+$/g, "");
  if (CAPITAL_WORDS.test(words) || WORDS.test(words)) return hidden(words, line);
  const [, when = ""] = UNTIL.exec(words) ?? [];
  if (when === "" && !EMBARGOED.test(words)) return undefined;
  const reading = when === "" ? undefined : readWrittenDate(when.replace(/[.\s]+$/, ""));
  if (reading?.kind === "date") return { kind: "until", date: reading.date };
  const reason = `the text says ${JSON.stringify(words)}, but not clearly until when; write publishDate: 2026-05-03T10:00:00Z into the front matter, or remove the line`;
  return { kind: "unclear", problem: { line, reason } };
}

/**
 * The index of a line that hides, among keys that begin the text and end with a fence (a second block), or stand directly below its
 * first heading, as Notion writes the properties of a page.
 */
function hidingPropertyIn(lines: readonly string[]): number | undefined {
  const top = lines.findIndex((line) => line.trim() !== "");
  const isTitled = /^#\s/.test(lines[top] ?? "");
  const start = isTitled ? lines.findIndex((line, at) => at > top && line.trim() !== "") : top;
  if (start < 0) return undefined;
  const length = lines.slice(start).findIndex((line) => keyLine(line) === undefined);
  const end = length < 0 ? lines.length : start + length;
  const after = (lines[end] ?? "").trim();
  if (isTitled ? after !== "" : !/^(?:-{3,}|\+{3,})$/.test(after)) return undefined;
  const at = lines.slice(start, end).findIndex(hidesAsProperty);
  return at < 0 ? undefined : start + at;
}

function hidesAsProperty(line: string): boolean {
  const set = keyLine(line);
  const isStage = set !== undefined && /^(?:status|state|stage)$/i.test(set.key) && isHidingWord("stage", set.value);
  return isStage || isHidingLine(line);
}

/** The index of a line of an MDX export, such as of `frontmatter`, that hides. */
function hidingExportIn(lines: readonly string[]): number | undefined {
  let isExport = false;
  for (const [at, line] of lines.entries()) {
    if (/^export\s/.test(line)) isExport = true;
    else if (line.trim() === "") isExport = false;
    if (!isExport) continue;
    for (const [, key = "", value = ""] of line.matchAll(
      /["']?([\w$]{1,40})["']?\s{0,9}[:=]\s{0,9}("[^"]{0,80}"|'[^']{0,80}'|true|false)/g,
    ))
      if (isHidingLine(`${key}: ${value.replace(/^["']|["']$/g, "")}`)) return at;
  }
  return undefined;
}

const MEMBERS = /(?<!`)<!--+\s{0,9}(?:members-only|paywall)\s{0,9}--+>/i;

/** A mark that stands in a code block is a sample. */
function membersOnly(text: string, firstLine: number): DraftMark | undefined {
  const at = text.search(MEMBERS);
  if (at < 0) return undefined;
  const above = text.slice(0, at);
  if ((above.match(/^\s{0,3}(?:```|~~~)/gm)?.length ?? 0) % 2 === 1) return undefined;
  const reason = "what follows this mark is for members only; remove it, or the mark";
  return { kind: "unclear", problem: { line: firstLine + above.split("\n").length - 1, reason } };
}
