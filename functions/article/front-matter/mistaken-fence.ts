/**
 * Detects text that was meant as front matter but is not: a fence of other dashes, with spaces that cannot be seen, or indented; keys in
 * a code block or a comment at the top; keys without a space after the colon.
 *
 * Such a file is rejected: if it were read as text, it would be published even if it says `draft`. A thematic break followed by
 * prose is not mistaken for front matter.
 */
import { MAX_LENGTH } from "./block.ts";
import { isContinuation, isHidingLine, keyLine, setsKnownKey } from "./key-lines.ts";

/** Characters that cannot be seen, or that look like a space. */
const INVISIBLE = "\\s\\u00ad\\u200b-\\u200f\\u2028-\\u202f\\u2060-\\u2064\\ufeff";
const DASHES = "-\\u2010-\\u2015\\u2212\\u2e3a\\u2e3b\\ufe58\\ufe63\\uff0d\\u2500\\u2501";
/** Editors that take the text for Markdown escape the dashes. */
const RULE = new RegExp(
  `^[${INVISIBLE}]*(?:(?:\\\\{0,2}[${DASHES}])+|[*_~=+#;]{3,})[${INVISIBLE}]*\\w{0,20}[${INVISIBLE}]*$`,
  "u",
);
const CLOSING = new RegExp(
  `^[${INVISIBLE}]*(?:(?:\\\\{0,2}[${DASHES}])+|[*_~=+#;]{3,}|\\.{3,}|\`{3,}|~{3,}|-->|\\*/)[${INVISIBLE}]*$`,
  "u",
);
/** Where a block of keys is no sample: in a comment, or in a code block of one of our languages or none. */
const WRAPPER =
  /^\s*(?:<!--+.*|`{3,}\s*(?:ya?ml|toml|json|front-?matter)?\s*|~{3,}\s*(?:ya?ml|toml|json|front-?matter)?\s*|\/\*+|\{)\s*$/i;

/** Whether the lines at `start`, which are not front matter, were meant to be. */
export function isNearlyFrontMatter(text: string, start: number): boolean {
  const [first = "", ...rest] = text.slice(start, start + MAX_LENGTH).split("\n");
  const isRule = RULE.test(first);
  if (!isRule && !WRAPPER.test(first)) return isBareBlock([first, ...untilBlank(rest)]);
  const end = rest.findIndex((line) => CLOSING.test(line));
  const within = end < 0 ? untilBlank(rest) : rest.slice(0, end);
  const known = within.filter(setsKnownKey).length;
  if (within.some(isHidingLine) && startsWithKeys(within)) return true;
  if (known === 0 || end < 0) return false;
  if (!isRule) return known > 1 && within.every(isKeyOrContinuation);
  const isDashes = !/^[*_~=#;]/.test(first.trim());
  if (/^---$/.test(first)) return within.every(isKeyOrContinuation);
  return (isDashes || known > 1) && startsWithKeys(within);
}

/** What gray-matter (Eleventy, Gatsby) runs as a program: none of it is read, and so nothing of it can be published. */
const PROGRAM =
  /^(?:-{3,}([a-z][\w+#-]{0,19})|-{3,}[ \t]{1,9}(jsx?|javascript|ts|typescript|coffee|coffeescript|cson|lua|ruby|edn))[ \t]*$/i;

/** The language that a fence at `start` names, where a line of dashes ends the block: `js` for `---js`. */
export function languageOfFence(text: string, start: number): string | undefined {
  const [first = "", ...rest] = text.slice(start, start + MAX_LENGTH).split("\n");
  const named = PROGRAM.exec(first);
  return named && rest.some((line) => /^-{3,}[ \t]*$/.test(line)) ? (named[1] ?? named[2]) : undefined;
}

/** Keys without any fence, in a form that is no header: `draft = true`, `draft:: true`. */
function isBareBlock(lines: readonly string[]): boolean {
  return lines.some(isHidingLine) && lines.every(isKeyOrContinuation) && keyLine(lines[0] ?? "") !== undefined;
}

function untilBlank(lines: readonly string[]): readonly string[] {
  const end = lines.findIndex((line) => line.trim() === "");
  return end < 0 ? lines : lines.slice(0, end);
}

function isKeyOrContinuation(line: string): boolean {
  return keyLine(line) !== undefined || isContinuation(line);
}

/** Whether the first line that is not blank or a comment sets a key, or opens a table of keys. */
function startsWithKeys(lines: readonly string[]): boolean {
  const first = lines.find((line) => line.trim() !== "" && !line.startsWith("#")) ?? "";
  return keyLine(first) !== undefined || /^\s*[{[]/.test(first);
}
