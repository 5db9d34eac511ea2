/**
 * Splits a file into front matter and body, and parses the front matter, whichever tool wrote it: YAML between lines of `---`, TOML
 * between lines of `+++`, JSON in braces, or a header of `Key: value` lines.
 */
import type { Problem } from "../article.ts";
import type { WrittenMetadata } from "../metadata/validate.ts";
import { type BlockReading, MAX_LENGTH } from "./block.ts";
import { readHeader } from "./headers.ts";
import { hidingBlockIn } from "./hiding-below-top.ts";
import { lengthOfObject, readJsonBlock } from "./json-block.ts";
import { isKnownKey } from "./key-lines.ts";
import { isNearlyFrontMatter, languageOfFence } from "./mistaken-fence.ts";
import { readToml } from "./toml.ts";
import { readYaml } from "./yaml.ts";

export type FrontMatter =
  | { readonly kind: "none"; readonly body: string; readonly firstLine: 1 }
  | {
      readonly kind: "set";
      readonly written: WrittenMetadata;
      readonly notes: readonly Problem[];
      readonly body: string;
      /** The line number of the body's first line in the file. */
      readonly firstLine: number;
    }
  | { readonly kind: "broken"; readonly problems: readonly Problem[] };

/** Markdown may begin with a header; in prose and HTML only what is certain is one. */
export type BodyFormat = "text" | "markdown" | "html";

/** A file that begins with a fence but does not continue with a key is all body: `---` is also a thematic break. */
export function readFrontMatter(text: string, format: BodyFormat = "markdown"): FrontMatter {
  const opening = firstLineOf(text);
  const above = linesIn(text.slice(0, opening));
  const found =
    fencedBlock(text, opening, above) ??
    jsonBlock(text, opening, above) ??
    headerBlock(text, { opening, above, format });
  if (found) return found.kind === "set" ? withoutSecond(found) : found;
  const language = languageOfFence(text, opening);
  if (language !== undefined) return broken(above + 1, `front matter in ${language} is not read; ${FORMS}`);
  if (isNearlyFrontMatter(text, opening)) return broken(above + 1, NEARLY);
  const late = hidingBlockIn(text.slice(opening, opening + MAX_LENGTH));
  return late === undefined ? { kind: "none", body: text, firstLine: 1 } : broken(above + late, LATE);
}

const FORMS = "front matter must be key: value (YAML) between two lines of ---, TOML between +++, or JSON in { }";
const NEARLY = `this looks like front matter, but ${FORMS}`;
const LATE = "this looks like front matter that hides the article, but front matter must begin the file";

function withoutSecond(found: Extract<FrontMatter, { kind: "set" }>): FrontMatter {
  const late = hidingBlockIn(found.body.slice(0, MAX_LENGTH));
  return late === undefined ? found : broken(found.firstLine + late - 1, LATE);
}

/** The offset of the first line that is not blank. */
function firstLineOf(text: string): number {
  return text.lastIndexOf("\n", text.search(/[^ \t\n]|$/)) + 1;
}

function linesIn(text: string): number {
  return text.split("\n").length - 1;
}

function broken(line: number, reason: string): FrontMatter {
  return { kind: "broken", problems: [{ line, reason }] };
}

/** Optional blank lines or comments, and then a key, a map in braces, or the closing line. */
const OPENS_YAML =
  /---[ \t]*(?:ya?ml[ \t]*)?\n(?:[ \t]*(?:#.*)?\n){0,1000}(?:["']?[\p{L}_][\p{L}\p{N}_ .-]{0,60}["']?[ \t]{0,9}:(?=\s|$)|[ \t]*\{|---[ \t]*(?:\n|$))/iuy;
const OPENS_TOML =
  /(?:\+\+\+|---[ \t]*toml)[ \t]*\n(?:[ \t]*(?:#.*)?\n){0,1000}(?:["']?[\p{L}_][\p{L}\p{N}_.-]{0,60}["']?[ \t]{0,9}=|[ \t]*\[|\+\+\+[ \t]*(?:\n|$))/iuy;
const OPENS_JSON = /---[ \t]*json[ \t]*\n\s*\{/iy;

type Fence = {
  readonly opens: RegExp;
  readonly closes: RegExp;
  readonly read: (block: string, firstLine: number) => BlockReading;
  readonly mark: string;
};

const FENCES: readonly Fence[] = [
  { opens: OPENS_JSON, closes: /^---[ \t]*(?:\n|(?![\s\S]))/m, read: readJsonBlock, mark: "---" },
  { opens: OPENS_TOML, closes: /^(?:\+\+\+|---)[ \t]*(?:\n|(?![\s\S]))/m, read: readToml, mark: "+++" },
  { opens: OPENS_YAML, closes: /^(?:---|\.\.\.)[ \t]*(?:\n|(?![\s\S]))/m, read: readYaml, mark: "---" },
];

function fencedBlock(text: string, opening: number, above: number): FrontMatter | undefined {
  const fence = FENCES.find(({ opens }) => {
    opens.lastIndex = opening;
    return opens.test(text);
  });
  if (fence === undefined) return undefined;
  const start = text.indexOf("\n", opening) + 1;
  const closing = fence.closes.exec(text.slice(start, start + MAX_LENGTH));
  if (!closing) return broken(above + 1, unclosed(text.length > start + MAX_LENGTH, fence.mark));
  const block = text.slice(start, start + closing.index);
  const body = text.slice(start + block.length + closing[0].length);
  const reading = fence.read(block, above + 2);
  return reading.kind === "set" ? { ...reading, body, firstLine: above + linesIn(block) + 3 } : reading;
}

function unclosed(isLong: boolean, mark: string): string {
  return isLong
    ? `front matter begins here and does not end within ${MAX_LENGTH} characters; end it with a line of ${mark}`
    : `front matter begins here and never ends; end it with a line of ${mark}`;
}

/** An object that names none of our keys is a sample of JSON, and text. */
function jsonBlock(text: string, opening: number, above: number): FrontMatter | undefined {
  if (!/\s*\{\s*["}]/y.test(text.slice(opening, opening + 1000))) return undefined;
  const start = text.indexOf("{", opening);
  const length = lengthOfObject(text, start) ?? MAX_LENGTH;
  const json = text.slice(start, start + length);
  const names = [...json.matchAll(/"([^"\\\n]{1,60})"\s{0,9}:/g)].map(([, name = ""]) => name);
  if (!names.some(isKnownKey)) return undefined;
  const reading = readJsonBlock(json, above + 1);
  if (reading.kind === "broken") return reading;
  const rest = text.slice(start + length);
  const ending = /^[ \t]*(?:;;;[ \t]*)?(?:\n|$)/.exec(rest)?.[0] ?? "";
  return { ...reading, body: rest.slice(ending.length), firstLine: above + linesIn(json) + linesIn(ending) + 1 };
}

function headerBlock(
  text: string,
  at: { opening: number; above: number; format: BodyFormat },
): FrontMatter | undefined {
  const { opening, above, format } = at;
  const head = text.slice(opening, opening + MAX_LENGTH);
  if (!/^(?:[\p{L}_][\p{L}\p{N}_ .-]{0,60}:(?:[ \t]|\n|$)|\s*(?:<!--\s*)?\.\. \w|<!--\s*\n\s*\.\. \w)/u.test(head))
    return undefined;
  const lines = head.split("\n");
  const header = readHeader(lines, above + 1, format !== "markdown");
  if (header === undefined) return undefined;
  const body = text.slice(opening + lines.slice(0, header.lines).join("\n").length + 1);
  const firstLine = above + header.lines + 1;
  if (!header.isYaml) return { kind: "set", written: header.written, notes: [], body, firstLine };
  const reading = readYaml(`${lines.slice(0, header.lines - 1).join("\n")}\n`, above + 1);
  return reading.kind === "set" ? { ...reading, body, firstLine } : reading;
}
