/** Reads the text of each block of Markdown, and tells the inline rules which block they are in. */
import type { MarkdownIt, StateCore, Token } from "markdown-it";
import { environmentOf } from "./environment.ts";

export function inlineParsing(markdown: MarkdownIt): void {
  markdown.core.ruler.at("inline", readInlines);
}

function readInlines(state: StateCore): void {
  const { md, tokens } = state;
  const env = environmentOf(state);
  for (const token of tokens) {
    if (token.type !== "inline") continue;
    if (token.map) env.block.line = env.firstLine + token.map[0];
    const meta = token.meta;
    env.block.isLiteral = meta?.isLiteral === true;
    // A picture made from a shortcode has its tokens already.
    if (meta?.isRead) continue;
    md.inline.parse(token.content, md, env, token.children ?? []);
    if (meta?.isStrong) token.children = strong(token.children ?? [], state);
  }
}

function strong(tokens: readonly Token[], state: StateCore): Token[] {
  return [new state.Token("strong_open", "strong", 1), ...tokens, new state.Token("strong_close", "strong", -1)];
}
