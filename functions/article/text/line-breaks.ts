/**
 * Tells whether the line breaks inside a paragraph are the writer's (verse, an address, a signature, a dialogue) or an editor's that
 * wrapped the text at a margin.
 *
 * An editor breaks a line only where the next word does not fit. So a break is the writer's where the next word would have fitted.
 */
import type { TextLine } from "./lines.ts";

type Block = readonly TextLine[];

/** Longer lines are wrapped text, wherever they break. */
const MAX_LINE_LENGTH = 60;
/** Few editors wrap at a narrower margin. */
const NARROW_MARGIN = 45;
/** None wraps at a narrower one. */
const NARROWEST_MARGIN = 28;
/** A line this long has not been wrapped, so the file is one in which paragraphs are single lines. */
const UNWRAPPED_LENGTH = 100;

/** Returns the blocks (paragraphs of a whole text) whose lines stay lines. */
export function blocksOfLines(blocks: readonly Block[]): ReadonlySet<Block> {
  const margin = marginOf(blocks);
  const candidates = blocks.filter(
    (block) => block.length > 1 && longestOf(block) < MAX_LINE_LENGTH && !isJoinable(block),
  );
  const stanzas = blocks.filter((block) => block.length > 2);
  const areEqual = stanzas.length > 1 && stanzas.every(({ length }) => length === stanzas[0]?.length);
  const verse = candidates.filter((block) => isVerse(block, margin) || (areEqual && isStanza(block)));
  const isPoem = verse.length > 0 && verse.filter((block) => block.length > 2).length * 2 >= stanzas.length;
  const shown = blocks.filter((block) => isForced(block) || isDialogue(block) || isAddress(block));
  return new Set([...shown, ...(isPoem ? candidates : verse)]);
}

function longestOf(block: Block): number {
  return block.reduce((longest, { text }) => Math.max(longest, text.length), 0);
}

/** The column at which the text is wrapped; infinite if its paragraphs are single lines. */
function marginOf(blocks: readonly Block[]): number {
  let margin = 0;
  for (const block of blocks) {
    for (const [index, { text }] of block.entries()) {
      if (text.length > UNWRAPPED_LENGTH && text.split(" ", 12).length === 12) return Number.POSITIVE_INFINITY;
      if (index < block.length - 1) margin = Math.max(margin, text.length);
    }
  }
  return margin;
}

const HYPHENATED = /\p{L}-$/u;
const MARKED = /^(?:[-*•‣◦]|\d{1,4}[.)])\s/;
/** Scripts that do not separate words wrap anywhere. */
const UNSEPARATED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\u3000-\u303F\uFF00-\uFFEF]/u;

/** A hyphen at the end of a line, items and numbers among the lines, and a first line set in are signs of wrapped text. */
function isJoinable(block: Block): boolean {
  const first = block[0]?.indent ?? 0;
  if (block.some(({ indent }) => indent + 2 <= first)) return true;
  return block.some(({ text }) => HYPHENATED.test(text) || MARKED.test(text) || UNSEPARATED.test(text));
}

function isVerse(block: Block, margin: number): boolean {
  const longest = longestOf(block);
  if (margin === Number.POSITIVE_INFINITY) return true;
  if (margin >= MAX_LINE_LENGTH && longest <= margin * 0.75) return true;
  if (block.length < 3) return false;
  if (longest < NARROWEST_MARGIN) return true;
  if (earlyBreaks(block, longest) === 0) return false;
  return longest < NARROW_MARGIN || block.every(({ text }) => /^[\p{P}\s]*[\p{Lu}\p{N}]/u.test(text));
}

/** Of stanzas with equally many lines: all of them short and none much shorter than the others. */
function isStanza(block: Block): boolean {
  const longest = longestOf(block);
  const isEven = block.length > 2 && block.every(({ text }) => text.length * 2 > longest);
  return isEven && longest < NARROW_MARGIN;
}

/** Counts the lines whose next word would have fitted before the margin. */
function earlyBreaks(block: Block, margin: number): number {
  return block.filter(({ text }, index) => {
    const next = block[index + 1]?.text.split(" ", 1)[0];
    return next !== undefined && text.length + 1 + next.length <= margin;
  }).length;
}

/** Two spaces at the end of every line but the last, as Markdown has it. Lines padded to one width are no such sign. */
function isForced(block: Block): boolean {
  const last = block.length - 1;
  if (last < 1 || !block.every(({ trailing }, index) => index === last || trailing >= 2)) return false;
  const widths = new Set(block.map(({ text, indent, trailing }) => indent + text.length + trailing));
  return widths.size > 1 || block.every(({ trailing }) => trailing === 2);
}

const SPEAKER = /^\p{Lu}[\p{L}\p{M}.'’ -]{0,24}: \S/u;
const SPEECH = /^["“„«‹—–]/;
const SPEECH_END = /[.!?…:,;"”»›]$/;

/** Every line begins with who speaks, or with the mark of speech. */
function isDialogue(block: Block): boolean {
  if (block.length < 2) return false;
  if (block.every(({ text }) => SPEAKER.test(text))) return true;
  return block.every(({ text }) => SPEECH.test(text) && SPEECH_END.test(text));
}

const MAX_ADDRESS_LENGTH = 40;
const MAX_ADDRESS_LINES = 8;
const ADDRESS_LINE =
  /^(?:[\p{Lu}\p{N}+(#@][^\s]*|(?:of|the|and|de|la|von|van|der|&|[–—-])|\S+@\S+)(?:[ ,]+(?:[\p{Lu}\p{N}+(#@][^\s]*|of|the|and|de|la|von|van|der|&|[–—-]))*[,.]?$/u;
const SIGN_OFF = /^\p{Lu}[\p{L} ’']{1,30},$/u;

/** Names, streets and towns line by line, perhaps after `Yours sincerely,`. Lines all in capitals are a telex. */
function isAddress(block: Block): boolean {
  if (block.length < 2 || block.length > MAX_ADDRESS_LINES || longestOf(block) > MAX_ADDRESS_LENGTH) return false;
  const [first, ...others] = block;
  const lines = first !== undefined && SIGN_OFF.test(first.text) ? others : block;
  const isSpelled = lines.some(({ text }) => /\p{Ll}/u.test(text)) && !lines.some(({ text }) => MARKED.test(text));
  return isSpelled && lines.every(({ text }) => ADDRESS_LINE.test(text) && !/[!?;:]$/.test(text));
}
