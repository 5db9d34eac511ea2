/** Notes, tips and warnings, which every tool marks in its own way, as feed readers can show them: a quote that begins with its title in bold. */
import type { StateBlock, StateCore, Token } from "markdown-it";
import { readLines } from "./lines-of-block.ts";

const KINDS: ReadonlySet<string> = new Set(
  `abstract alert attention bug callout caution danger error example failure faq hint important info information note notice question
   quote seealso success summary tip todo warning`.split(/\s+/),
);

export const isAdmonition = (name: string) => KINDS.has(name.toLowerCase());

/** `see-also` becomes `See also`. */
export function titleFor(kind: string): string {
  const words = kind.toLowerCase().replace(/[-_]+/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export type Lines = {
  readonly startLine: number;
  readonly start: number;
  readonly end: number;
  readonly indent?: number;
};

/** `title` may hold Markdown; `startLine` is the line of the title, `start` and `end` those of the text. */
export function pushAdmonition(state: StateBlock, title: string, { startLine, start, end, indent }: Lines): void {
  state.push("blockquote_open", "blockquote", 1).map = [startLine, end];
  if (title !== "") pushTitle(state, title, startLine);
  readLines(state, start, end, indent);
  state.push("blockquote_close", "blockquote", -1);
}

/** A paragraph with the title in bold. */
export function pushTitle(state: StateBlock, title: string, line: number): void {
  state.push("paragraph_open", "p", 1).map = [line, line + 1];
  const inline = state.push("inline", "", 0);
  Object.assign(inline, titleFields(title, line));
  state.push("paragraph_close", "p", -1);
}

/** The tokens of a title paragraph, for a core rule. */
export function titleTokens(state: StateCore, title: string, line: number): Token[] {
  const open = new state.Token("paragraph_open", "p", 1);
  const inline = new state.Token("inline", "", 0);
  open.map = [line, line + 1];
  open.block = true;
  const close = new state.Token("paragraph_close", "p", -1);
  close.block = true;
  return [open, Object.assign(inline, titleFields(title, line)), close];
}

function titleFields(title: string, line: number) {
  return { content: title, children: [], map: [line, line + 1] as [number, number], meta: { isStrong: true } };
}
