/** Raw HTML in Markdown: which of it is HTML, which is shown as typed, and at which line it stands. */
import type { MarkdownIt, Token } from "markdown-it";
import { bareTags } from "./bare-tags.ts";
import type { MarkdownEnv } from "./environment.ts";
import { htmlBlock } from "./html-block.ts";

export function rawHtml(markdown: MarkdownIt): void {
  markdown.block.ruler.at("html_block", htmlBlock, { alt: ["paragraph", "reference", "blockquote"] });
  markdown.core.ruler.after("inline", "bare_tags", bareTags);
  for (const type of ["html_block", "html_inline"]) {
    markdown.renderer.rules[type] = (tokens, index, _, env) => keepRaw(tokens[index], env);
  }
}

/** Remembers the line of each piece, so that a message about it can name the line. */
function keepRaw(token: Token | undefined, env: MarkdownEnv | undefined): string {
  env?.raw.push({ content: token?.content ?? "", line: Number(token?.meta?.line ?? 1) });
  return token?.content ?? "";
}
