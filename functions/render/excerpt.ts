/** Computes an article's excerpt (its first words as plain text) and its reading time from its clean HTML, each in one pass. */

const EXCERPT_LENGTH = 240;
/** Only this many characters are searched for an excerpt, so that the time does not depend on the article's size. */
const EXCERPT_SEARCH_LENGTH = 10_000;
const WORDS_PER_MINUTE = 240;
/** Chinese, Japanese and Korean text is counted by characters, because spaces do not separate its words. */
const IDEOGRAPHS_PER_MINUTE = 500;

/** The beginning of the first paragraphs as plain text, cut between words; empty if there is no paragraph. */
export function excerptOf(html: string): string {
  const searched = html.slice(0, EXCERPT_SEARCH_LENGTH);
  let text = "";
  for (let start = nextParagraph(searched, 0); start >= 0 && text.length < EXCERPT_LENGTH; ) {
    const end = searched.indexOf("</p>", start);
    const paragraph = textOf(searched.slice(start, end < 0 ? undefined : end));
    text = `${text} ${paragraph}`.trim();
    start = end < 0 ? -1 : nextParagraph(searched, end);
  }
  return shortened(text, EXCERPT_LENGTH);
}

/** Plain text of at most `length` UTF-16 units plus an ellipsis, cut at a space if one is near the end. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  const space = cut.lastIndexOf(" ");
  const clipped = (space > length * 0.8 ? cut.slice(0, space) : cut).replace(/[\ud800-\udbff]$/, "");
  return `${clipped.replace(/[\s.,;:–—-]{1,9}$/, "")}…`;
}

/**
 * The reading time in full minutes, at least one.
 *
 * The loop counts without branches, which takes half the time: a processor cannot predict where words begin.
 */
export function readingMinutes(html: string): number {
  let [words, ideographs, before] = [0, 0, GAP];
  for (let index = 0; index < html.length; index++) {
    const unit = html.charCodeAt(index);
    const kind = KINDS[unit] ?? GAP;
    words += kind & ~before & LETTER;
    ideographs += kind >> 1;
    before = kind;
    // Skip the tag, or the rest of the text if the tag has no end.
    if (unit === LESS_THAN) index = html.indexOf(">", index) >>> 0;
  }
  return Math.max(1, Math.round(words / WORDS_PER_MINUTE + ideographs / IDEOGRAPHS_PER_MINUTE));
}

const LESS_THAN = 0x3c;
const NO_BREAK_SPACE = 0xa0;
const [GAP, LETTER, IDEOGRAPH] = [0, 1, 2];
/** The kind of each UTF-16 unit. A tag counts as a gap. */
const KINDS = new Uint8Array(0x10000).fill(LETTER).fill(GAP, 0, 0x21).fill(IDEOGRAPH, 0x3040, 0xd7b0);
for (const gap of [LESS_THAN, NO_BREAK_SPACE]) KINDS[gap] = GAP;

function nextParagraph(html: string, from: number): number {
  for (let start = html.indexOf("<p", from); start >= 0; start = html.indexOf("<p", start + 2)) {
    const next = html[start + 2];
    if (next === ">" || next === " ") return start;
  }
  return -1;
}

/** The text of HTML: no tags, no footnote marks, entities decoded. */
function textOf(html: string): string {
  return decoded(html.replace(NOTE_MARK, "").replace(LEFTOVER, "").replace(TAG, ""));
}

// Quadratic in the worst case (endlessly nested marks); EXCERPT_SEARCH_LENGTH keeps the input small.
const NOTE_MARK = /<sup[\s>][\s\S]*?<\/sup>/g;
/** Template syntax of other tools that the article shows as typed is no beginning of it. */
const LEFTOVER = /<span class="leftover">[^<]*<\/span>/g;
// The three alternatives start with different characters, so the regular expression never backtracks between them.
const TAG = /<(?:[^>"']|"[^"]*"|'[^']*')*(?:>|$)/g;

function decoded(text: string): string {
  return text
    .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|nbsp));/gi, decodeEntity)
    .replace(/\s{2,}|[^\S ]/g, " ")
    .trim();
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " " };

function decodeEntity(entity: string, hex?: string, decimal?: string, name?: string): string {
  if (name !== undefined) return NAMED[name] ?? entity;
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
}
