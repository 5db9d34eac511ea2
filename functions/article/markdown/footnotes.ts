/**
 * Footnotes as feed readers know them: their marks and back links carry the classes that NetNewsWire shows its popover for, and no
 * footnote is lost because nothing refers to it.
 */
import type { MarkdownIt, StateCore, StateInline, Token } from "markdown-it";
// @ts-expect-error The package ships no types: it is a plugin and nothing else.
import footnote from "markdown-it-footnote";
import { MARK } from "../reference.ts";
import { environmentOf, fileLine, find, lineAt, type MarkdownEnv } from "./environment.ts";

/** The plugin takes quadratic time. */
const MAX_FOOTNOTE_MARKERS = 5000;

export function tooManyFootnotes(text: string): string | undefined {
  const markers = text.match(/\[\^|\^\[/g)?.length ?? 0;
  return markers > MAX_FOOTNOTE_MARKERS
    ? `the article has ${markers} footnote markers; the limit is ${MAX_FOOTNOTE_MARKERS}`
    : undefined;
}

export function footnotes(markdown: MarkdownIt): void {
  markdown.use(footnote);
  markdown.inline.ruler.after("footnote_ref", "undefined_footnote", undefinedFootnote);
  markdown.core.ruler.before("footnote_tail", "unused_footnotes", keepUnused);
  markdown.renderer.rules.footnote_ref = (tokens, index) => {
    const { number, place } = numbersOf(tokens[index]);
    const mark = `<a href="${MARK.page}#fn${number}" id="fnref${place}" class="footnote">[${place}]</a>`;
    return `<sup class="footnote-ref">${mark}</sup>`;
  };
  markdown.renderer.rules.footnote_anchor = (tokens, index, _, env: MarkdownEnv) => {
    const { number, place } = numbersOf(tokens[index]);
    if (env.footnotes?.list?.[number - 1]?.count === 0) return "";
    // U+FE0E keeps iOS from showing the arrow as an emoji.
    return ` <a href="${MARK.page}#fnref${place}" class="reversefootnote">\u21a9\uFE0E</a>`;
  };
}

/** `number`: of the footnote; `place`: of this mark, `2:1` for the second mark of footnote 2. */
function numbersOf(token: Token | undefined): { readonly number: number; readonly place: string } {
  const number = Number(token?.meta?.id ?? 0) + 1;
  const again = Number(token?.meta?.subId ?? 0);
  return { number, place: again > 0 ? `${number}:${again}` : `${number}` };
}

const MARK_AS_TYPED = /\[\^[^\s\]]{1,100}\](?![([:])/y;

/** A mark of a footnote that is not there stays as typed. */
function undefinedFootnote(state: StateInline, silent: boolean): boolean {
  if (state.src.charCodeAt(state.pos) !== 0x5b || state.src.charCodeAt(state.pos + 1) !== 0x5e) return false;
  MARK_AS_TYPED.lastIndex = state.pos;
  const [mark] = MARK_AS_TYPED.exec(state.src) ?? [];
  if (mark === undefined) return false;
  if (!silent) {
    environmentOf(state).notes.add(`there is no footnote ${mark}`, () => lineAt(state, state.pos));
    state.pending += mark;
  }
  state.pos += mark.length;
  return true;
}

/** Puts footnotes that nothing refers to behind the others. The plugin would drop them, and the first of two with one label. */
function keepUnused(state: StateCore): void {
  const env = environmentOf(state);
  const { refs } = env.footnotes ?? {};
  if (!env.footnotes || !refs) return;
  const labels = renameDoubles(state, refs);
  for (const label of labels.filter((each) => refs[`:${each}`] === -1)) {
    env.footnotes.list ??= [];
    refs[`:${label}`] = env.footnotes.list.push({ label, count: 0 }) - 1;
    const [typed = label] = label.split("\u0000");
    env.notes.add(`nothing refers to the footnote [^${typed}]: it stands at the end`, () =>
      lineOfFootnote(state, typed),
    );
  }
}

/** The labels of all footnotes, in order. The last one of a label has it. */
function renameDoubles({ tokens }: StateCore, refs: Record<string, number>): string[] {
  const opened = tokens.filter(({ type }) => type === "footnote_reference_open");
  const last = new Map(opened.map((token) => [token.meta.label, token]));
  return opened.map((token, index) => {
    const { label } = token.meta;
    if (last.get(label) === token) return label;
    token.meta.label = `${label}\u0000${index}`;
    refs[`:${token.meta.label}`] = -1;
    return token.meta.label;
  });
}

function lineOfFootnote(state: StateCore, label: string): number | undefined {
  const at = find(environmentOf(state), `[^${label}]:`, state.src, 0);
  return at < 0 ? undefined : fileLine(state, state.src.slice(0, at).split("\n").length - 1);
}
