/** Makes the tokens of a link, a picture or a text that a template means. */
import type { StateBlock, StateInline, Token } from "markdown-it";
import { templateAddress } from "./address.ts";
import type { Meaning } from "./meaning.ts";

type State = StateBlock | StateInline;

/** The inline tokens of a meaning. The link's text is its address where there is none. */
export function tokensFor(meaning: Meaning, state: State): Token[] {
  if (meaning.kind === "nothing") return [];
  if (meaning.kind === "text") return [textToken(meaning.text, state)];
  if (meaning.kind === "link") return linkTokens(meaning.href, [textToken(meaning.text, state)], state);
  const image = new state.Token("image", "img", 0);
  image.attrs = [
    ["src", templateAddress(meaning.src)],
    ["alt", ""],
  ];
  image.content = meaning.alt;
  image.children = [textToken(meaning.alt, state)];
  const shown = meaning.href === undefined ? [image] : linkTokens(meaning.href, [image], state);
  const isCaptioned = meaning.caption !== "" && "tokens" in state && "pending" in state;
  return isCaptioned ? [...shown, textToken(` ${meaning.caption}`, state)] : shown;
}

function textToken(content: string, state: State): Token {
  const text = new state.Token("text", "", 0);
  text.content = content;
  return text;
}

function linkTokens(href: string, inner: readonly Token[], state: State): Token[] {
  const open = new state.Token("link_open", "a", 1);
  open.attrs = [["href", templateAddress(href)]];
  return [open, ...inner, new state.Token("link_close", "a", -1)];
}
