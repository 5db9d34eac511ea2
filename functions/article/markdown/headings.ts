/** Gives the headings of a Markdown article their ids: the writer's own (`## Part {#part}`), or those that GitHub makes. */
import type { MarkdownIt, StateCore, Token } from "markdown-it";
import { headingIds } from "../heading-ids.ts";
import type { MarkdownEnv } from "./environment.ts";
import { plainText } from "./token-rules.ts";

export function headings(markdown: MarkdownIt): void {
  markdown.core.ruler.before("inline", "heading_attributes", takeAttributes);
  markdown.core.ruler.push("heading_ids", giveIds);
}

/** `{#id}`, `{: #id .class}`, `{.class}` or `{-}` at the end of a heading, as Pandoc, kramdown, Hugo and Docusaurus have them. */
const ATTRIBUTES =
  /(?:^|\s)\{:?\s*((?:[.#][^\s{}]+|-|[\w-]+=(?:"[^"]*"|[^\s"{}]+))(?:\s+(?:[.#][^\s{}]+|[\w-]+=(?:"[^"]*"|[^\s"{}]+)))*)\s*\}$/;

function takeAttributes({ tokens }: StateCore): void {
  let open: Token | undefined;
  for (const inline of tokens) {
    const heading = open;
    open = inline.type === "heading_open" ? inline : undefined;
    if (heading === undefined || !inline.content.endsWith("}")) continue;
    const tail = inline.content.slice(-200);
    const [found, attributes = ""] = ATTRIBUTES.exec(tail) ?? [];
    if (found === undefined) continue;
    inline.content = inline.content.slice(0, -found.length).trimEnd();
    setId(heading, attributes);
  }
}

/** Takes the id from `#id .class key=value`, if there is one. */
export function setId(heading: Token, attributes: string): void {
  const id =
    /(?:^|\s)#([^\s{}"<>&]{1,200})/.exec(attributes)?.[1] ?? /(?:^|\s)id="?([^\s"{}<>&]{1,200})/.exec(attributes)?.[1];
  if (id !== undefined) heading.attrSet("id", id);
}

function giveIds({ tokens, env }: StateCore): void {
  const found: { open: Token; inline: Token | undefined }[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const open = tokens[index];
    if (open?.type === "heading_open") found.push({ open, inline: tokens[index + 1] });
  }
  if (found.length === 0) return;
  const ids = headingIds(
    found.map(({ open, inline }) => ({
      text: plainText(inline?.children ?? []),
      id: open.attrGet("id")?.toString(),
    })),
    takenIds(tokens, env),
  );
  for (const [index, { open }] of found.entries()) if (ids[index] !== undefined) open.attrSet("id", ids[index]);
}

/** The ids of footnotes, and those in raw HTML. */
function takenIds(tokens: readonly Token[], { footnotes, mayHaveHtml }: MarkdownEnv): string[] {
  const ids = Array.from(footnotes?.list ?? [], (_, index) => `fn${index + 1}`);
  if (!mayHaveHtml) return ids;
  const raw = tokens.flatMap((token) => (token.type === "inline" ? (token.children ?? []) : [token])).filter(isRaw);
  for (const { content } of raw) for (const [, id = ""] of content.matchAll(ID)) ids.push(id);
  return ids;
}

const isRaw = ({ type }: Token) => type === "html_block" || type === "html_inline";
const ID = /\sid\s*=\s*["']?([^\s"'<>]{1,200})/gi;
