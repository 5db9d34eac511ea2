/**
 * Computes an article's excerpt: clean HTML goes in, its first words as plain text come out.
 *
 * Only tags and texts up to the length of an excerpt are read, so the time does not depend on the article's size.
 */
import { attributeIn, nextTag, type Tag } from "../article/html-tags.ts";

const EXCERPT_LENGTH = 240;
/** How many tags are read at most, and how much of a single text, in UTF-16 units. */
const MAX_TAGS = 3000;
const MAX_TEXT = 2000;

/** How well a text suits as an excerpt. The best kind of which there is any makes the excerpt. */
const PROSE = 0;
const SECONDARY = 1;
const HEADING = 2;
const NEVER = 3;

type Reading = {
  /** The text of each kind so far. */
  readonly texts: [prose: string, secondary: string, heading: string];
  /** The kinds of the open elements, outermost first. */
  readonly open: number[];
  /** The current block, how many of its letters are in a link or date, and its kind. */
  block: string;
  linked: number;
  kind: number;
  links: number;
};

/** The first words, cut between words: of paragraphs and lists, else of code, tables and captions, else of headings. */
export function excerptOf(html: string): string {
  const reading: Reading = { texts: ["", "", ""], open: [], block: "", linked: 0, kind: PROSE, links: 0 };
  let [at, tags] = [0, 0];
  while (reading.texts[PROSE].length < EXCERPT_LENGTH && reading.block.length < MAX_TEXT && ++tags < MAX_TAGS) {
    const tag = nextTag(html, at);
    readText(html.slice(at, Math.min(tag?.start ?? html.length, at + MAX_TEXT)), reading);
    if (tag === undefined) break;
    readTag(tag, html, reading);
    at = tag.end;
  }
  finishBlock(reading);
  return shortened(reading.texts.find((text) => text !== "") ?? "", EXCERPT_LENGTH);
}

function readText(text: string, reading: Reading): void {
  const kind = reading.open.at(-1) ?? PROSE;
  if (kind === NEVER || text === "") return;
  if (kind !== reading.kind && reading.block.trim() !== "") finishBlock(reading);
  const words = decoded(text);
  reading.kind = kind;
  reading.block += words;
  if (reading.links > 0) reading.linked += lettersIn(words);
}

function readTag({ name, source, end }: Tag, html: string, reading: Reading): void {
  const isEnd = name.startsWith("/");
  const element = isEnd ? name.slice(1) : name;
  if (SPACES.has(element)) reading.block += " ";
  else if (!INLINE.has(element)) finishBlock(reading);
  if (VOID.has(element)) return;
  if (LINKS.has(element)) reading.links = Math.max(0, reading.links + (isEnd ? -1 : 1));
  if (isEnd) reading.open.pop();
  else reading.open.push(kindOf(element, source, html.slice(end, end + 200), reading.open));
}

/** A block that is only a link, or only a date, says little of the article. */
function finishBlock(reading: Reading): void {
  const text = reading.block.replace(UNEVEN_SPACE, " ").trim();
  const isBare = reading.linked > 0 && reading.linked >= lettersIn(text);
  const kind = isBare ? Math.max(reading.kind, SECONDARY) : reading.kind;
  if (text !== "" && kind < NEVER) {
    const known = reading.texts[kind] ?? "";
    if (known.length < EXCERPT_LENGTH) reading.texts[kind] = known === "" ? text : `${known} ${text}`;
  }
  [reading.block, reading.linked] = ["", 0];
}

const INLINE = new Set(
  `a abbr b bdi bdo cite code data del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time tt u var
   wbr`.split(/\s+/),
);
const VOID = new Set(["br", "hr", "img", "wbr", "source", "track", "col", "input"]);
const SPACES = new Set(["br", "img"]);
const LINKS = new Set(["a", "time"]);
const SECONDARY_ELEMENTS = new Set(["pre", "table", "figcaption"]);
const PLAYERS = new Set(["audio", "video"]);

function kindOf(element: string, source: string, next: string, open: readonly number[]): number {
  // What a closed <details> hides stays hidden, but for the line that opens it.
  if (element === "summary") return Math.max(open.at(-2) ?? PROSE, SECONDARY);
  return Math.max(open.at(-1) ?? PROSE, ownKind(element, source, next));
}

function ownKind(element: string, source: string, next: string): number {
  if (isFootnote(element, source, next) || PLAYERS.has(element)) return NEVER;
  if (element === "details") return / open(?:[\s=>]|$)/.test(source) ? PROSE : NEVER;
  if (/^h[1-6]$/.test(element)) return HEADING;
  return SECONDARY_ELEMENTS.has(element) ? SECONDARY : PROSE;
}

/** A mark, the note that it leads to, or the link back; or template syntax left over. Other superscripts are text: 40 km2. */
function isFootnote(element: string, source: string, next: string): boolean {
  if (element === "sup" && NOTE_LINK.test(next)) return true;
  if (source.length <= element.length + 2) return false;
  const [classes, role, id] = ["class", "role", "id"].map((name) => attributeIn(source, name) ?? "");
  if (classes && NOTE_CLASS.test(classes)) return true;
  if (role && NOTE_ROLE.test(role)) return true;
  return element === "li" && NOTE_ID.test(id ?? "");
}

/** `<sup><a href="#fn1">` or `<sup>[<a href="#fn1">`. */
const NOTE_LINK = /^[[(]?<a [^<>]*href="[^"]*#/;
const NOTE_CLASS = /(?:^|\s)(?:leftover|footnotes?|footnote-\w+|footnotes-\w+|reversefootnote)(?:\s|$)/;
const NOTE_ROLE = /^doc-(?:noteref|backlink|endnotes?|footnote)$/;
const NOTE_ID = /^(?:user-content-)?(?:cite_note|fn|footnote)[-:_.]?\w+$/;

/** White space that is not a single space, and the soft hyphens in between. */
const UNEVEN_SPACE = /\s{2,}|[^\S ]/g;

function lettersIn(text: string): number {
  let letters = 0;
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0x20) letters++;
  return letters;
}

/** Plain text of at most `length` UTF-16 units plus an ellipsis, cut at a space if one is near the end. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  const space = cut.lastIndexOf(" ");
  const clipped = (space > length * 0.8 ? cut.slice(0, space) : cut).replace(/[\ud800-\udbff]$/, "");
  return `${clipped.replace(/[\s.,;:–—-]{1,9}$/, "")}…`;
}

function decoded(text: string): string {
  return text
    .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|nbsp|shy));/gi, decodeEntity)
    .replace(/\u00ad/g, "");
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " ", shy: "" };

function decodeEntity(entity: string, hex?: string, decimal?: string, name?: string): string {
  if (name !== undefined) return NAMED[name] ?? entity;
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
}
