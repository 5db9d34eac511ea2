/** Decides of the tags of a Markdown text, all together, which are HTML and which are words about it. */
import type { Token } from "markdown-it";
import type { MarkdownEnv } from "./environment.ts";
import type { TagName } from "./html-scan.ts";
import * as names from "./tag-names.ts";

export type Tag = TagName & {
  /** The token that holds it, and for a tag of a block its place there. */
  readonly token: Token;
  readonly start: number;
  /** The paragraph it is in; undefined for a tag of a block. */
  readonly paragraph?: number;
  partner?: Tag;
  isTyped: boolean;
};

/** Joins each end with the last open beginning of its name. What would hide words pairs within its paragraph only. */
export function pair(tags: readonly Tag[]): void {
  const open = new Map<string, Tag[]>();
  for (const tag of tags) {
    if (tag.isTyped || names.isVoid(tag.name) || (tag.isSelfClosing && !names.isKnown(tag.name))) continue;
    const stack = open.get(tag.name) ?? [];
    open.set(tag.name, stack);
    if (!tag.isClosing) stack.push(tag);
    else if (stack.length > 0 && mayPair(stack.at(-1), tag)) {
      const partner = stack.pop();
      if (partner) [partner.partner, tag.partner] = [tag, partner];
    }
  }
}

function mayPair(opening: Tag | undefined, closing: Tag): boolean {
  return opening?.paragraph === closing.paragraph || !names.isHiding(closing.name);
}

export function decide(tags: readonly Tag[], { isMdx }: MarkdownEnv): void {
  const regions: Tag[] = [];
  let containers = 0;
  for (const tag of tags) {
    if (regions.at(-1) === tag) regions.pop();
    else if (regions.length > 0) continue;
    tag.isTyped ||= tag.partner && tag.isClosing ? tag.partner.isTyped : !isHtml(tag, containers > 0, isMdx);
    if (tag.isTyped) continue;
    if (names.isContainer(tag.name)) containers += tag.isClosing ? -1 : 1;
    // The sanitizer decides on everything in an element that it removes: the paths of an SVG are no words.
    if (names.isForbidden(tag.name) && tag.partner && !tag.isClosing) regions.push(tag.partner);
  }
}

function isHtml(tag: Tag, isInContainer: boolean, isMdx: boolean): boolean {
  const { name, partner, paragraph, hasAttributes } = tag;
  if (!names.isKnown(name)) return isComponent(tag) || (isMdx && /^[A-Z]/.test(tag.written));
  if (names.isForbidden(name)) return isForbiddenPair(tag);
  if (names.isVoid(name) || (name === "p" && !names.isOfPage(name))) return true;
  if (paragraph !== undefined && names.isOfPage(name)) return false;
  if (partner || names.hasOptionalEnd(name)) return partner !== undefined || isInContainer || paragraph === undefined;
  return !names.isHiding(name) && (paragraph === undefined || hasAttributes);
}

/** An element of the sanitizer's concern, `<svg>` or `<button>`, rather than a word about one. */
function isForbiddenPair({ name, partner, paragraph, hasAttributes }: Tag): boolean {
  if (names.isVoid(name)) return paragraph === undefined || hasAttributes;
  return partner !== undefined && (paragraph === undefined || hasAttributes || names.isPairOnly(name));
}

/** `<Tabs>…</Tabs>`, `<my-widget>…</my-widget>`, `<Ad slot="1"/>`: an element of the writer's other tool, which is removed and noted. */
function isComponent({ written, partner, paragraph, hasAttributes, isSelfClosing }: Tag): boolean {
  const hasName = /^[A-Z]|-/.test(written);
  if (isSelfClosing) return hasName || hasAttributes;
  return partner !== undefined && (paragraph === undefined || hasName || hasAttributes);
}
