/** Links and pictures of Obsidian and other wikis: `[[Note]]`, `[[Note#Part|text]]`, `![[picture.png|alt]]`. */
import type { MarkdownIt, StateInline, Token } from "markdown-it";
import { environmentOf } from "./environment.ts";

export function wikiLinks(markdown: MarkdownIt): void {
  markdown.inline.ruler.before("link", "wiki_link", wikiLink);
}

const WIKI = /(!?)\[\[(?![\s^])([^[\]|\n]{0,300})(?:\\?\|([^[\]\n]{1,300}))?\]\](?![[(:])/y;
const PICTURE = /\.(?:png|jpe?g|gif|webp|avif|svg|bmp)$/i;
const EXTENSION = /\.[a-z]\w{0,7}$/i;

function wikiLink(state: StateInline, silent: boolean): boolean {
  const first = state.src.charCodeAt(state.pos);
  if ((first !== 0x5b && first !== 0x21) || !state.src.startsWith("[[", first === 0x21 ? state.pos + 1 : state.pos))
    return false;
  WIKI.lastIndex = state.pos;
  const [found, bang = "", target = "", label] = WIKI.exec(state.src) ?? [];
  // `x[[1]]` is code, `[[1]]` may be a reference in brackets.
  if (found === undefined || /\w/.test(state.src.charAt(state.pos - 1)) || isReference(target, state)) return false;
  if ((state as InLink).linkLevel > 0 || state.pos + found.length > state.posMax) return false;
  if (!silent) {
    if (bang === "!" && PICTURE.test(target)) picture(state, target, label);
    else link(state, target, label);
  }
  state.pos += found.length;
  return true;
}

/** The library counts the links that a text is in, but its types do not say so. */
type InLink = StateInline & { readonly linkLevel: number };

function isReference(target: string, state: StateInline): boolean {
  const { references } = environmentOf(state);
  return /^\d*$/.test(target) || references?.[state.md.utils.normalizeReference(target)] !== undefined;
}

function link(state: StateInline, target: string, label = target.replace(/^#+/, "").replace(/#+/g, " › ")): void {
  state.push("link_open", "a", 1).attrs = [["href", hrefOf(target)]];
  state.push("text", "", 0).content = label;
  state.push("link_close", "a", -1);
}

/** Obsidian writes headings as they are; their ids are GitHub's. */
function hrefOf(target: string): string {
  const [name = "", ...parts] = target.trim().split("#");
  const part = parts
    .at(-1)
    ?.trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");
  const file = name === "" || EXTENSION.test(name) ? name : `${name}.md`;
  return encodeURI(file) + (part ? `#${part}` : "");
}

function picture(state: StateInline, target: string, label = ""): void {
  const image: Token = state.push("image", "img", 0);
  // `|300` and `|300x200` are sizes.
  const alt = /^\d+(?:x\d+)?$/.test(label) ? "" : label;
  image.attrs = [
    ["src", encodeURI(target)],
    ["alt", ""],
  ];
  image.content = alt;
  image.children = [];
  state.md.inline.parse(alt, state.md, state.env, image.children);
}
