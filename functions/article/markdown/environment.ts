/** What the Markdown rules share while they read one article: its notes, where they are in it, and what they have searched for. */
import type { StateBlock, StateCore, StateInline } from "markdown-it";
import type { Problem } from "../article.ts";
import type { RawHtml } from "../sanitize/source-lines.ts";

export type MarkdownEnv = {
  readonly raw: RawHtml[];
  readonly notes: Notes;
  /** Whether the file is MDX: Markdown with JSX. */
  readonly isMdx: boolean;
  /** The line number of the text's first line in the file. */
  readonly firstLine: number;
  readonly searches: Map<string, Search>;
  /** By what ends a kind of block: an ending at `at` is out of reach before `line`. */
  readonly unclosed: Map<string, { readonly at: number; readonly line: number }>;
  /** How many characters may still be read in search of a closing brace that is not there, so that reading time stays in proportion. */
  readonly patience: { left: number };
  /** The block that the inline rules are in: its line in the file, and whether template syntax in it is meant to be shown. */
  block: { line: number; isLiteral: boolean };
  /** Whether the text may have raw HTML. */
  mayHaveHtml: boolean;
  /** Set by the footnote plugin. */
  footnotes?: Footnotes;
  /** Set by the reference rule; the names are normalized. */
  readonly references?: Readonly<Record<string, unknown>>;
};

export type Footnotes = {
  /** By `:label`: the index in `list`, or -1 if no mark refers to it. */
  readonly refs?: Record<string, number>;
  list?: { label?: string; count?: number }[];
};

const PATIENCE = 1_000_000;

export function newEnvironment(firstLine: number, isMdx: boolean): MarkdownEnv {
  const block = { line: firstLine, isLiteral: false };
  return {
    raw: [],
    notes: newNotes(),
    isMdx,
    firstLine,
    searches: new Map(),
    unclosed: new Map(),
    patience: { left: PATIENCE },
    mayHaveHtml: false,
    block,
  };
}

export function environmentOf(state: StateBlock | StateCore | StateInline): MarkdownEnv {
  return state.env;
}

type Line = number | undefined | (() => number | undefined);

export type Notes = {
  /** A line that takes time to find is given as a function, which is called for the first of its kind only. */
  readonly add: (reason: string, line: Line) => void;
  readonly list: () => Problem[];
};

const MAX_NOTES = 40;

/** Reports the same thing once, with the line of the first and how often. */
function newNotes(): Notes {
  const found = new Map<string, { line: number | undefined; times: number }>();
  let others = 0;
  return {
    add(reason, line) {
      const known = found.get(reason);
      if (known) {
        known.times++;
        // Blocks are read before the lines in them.
        if (typeof line === "number" && known.line !== undefined) known.line = Math.min(known.line, line);
      } else if (found.size < MAX_NOTES)
        found.set(reason, { line: typeof line === "function" ? line() : line, times: 1 });
      else others++;
    },
    list: () => [
      ...[...found].map(([reason, { line, times }]) => ({
        line,
        reason: times > 1 ? `${reason}, ${times} times` : reason,
      })),
      ...(others > 0 ? [{ reason: `and ${others} more of such notes` }] : []),
    ],
  };
}

type Search = { readonly text: string; readonly from: number; readonly at: number };

/**
 * The first place of `wanted` in `text` at or behind `from`; -1 if there is none.
 *
 * It remembers the last answer, so that a thousand openings without a closing do not read to the end a thousand times.
 */
export function find(env: MarkdownEnv, wanted: string | RegExp, text: string, from: number): number {
  const key = String(wanted);
  const known = env.searches.get(key);
  if (known && known.text === text && from >= known.from && (known.at < 0 || from <= known.at)) return known.at;
  const at = typeof wanted === "string" ? text.indexOf(wanted, from) : indexOfPattern(wanted, text, from);
  env.searches.set(key, { text, from, at });
  return at;
}

/** `pattern` must have the flag `g`. */
function indexOfPattern(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? -1;
}

/** The line in the file of a block's line. */
export function fileLine(state: StateBlock | StateCore, line: number): number {
  return environmentOf(state).firstLine + line;
}

/** The line in the file of a position in a block's text. */
export function lineAt(state: StateInline, position: number): number {
  let line = environmentOf(state).block.line;
  for (let at = state.src.indexOf("\n"); at >= 0 && at < position; at = state.src.indexOf("\n", at + 1)) line++;
  return line;
}
