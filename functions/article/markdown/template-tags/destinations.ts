/** Reads the address of a Markdown link in which another tool's template stands, with all its spaces and quotation marks. */
import type { MarkdownIt } from "markdown-it";
import { templateAddress } from "./address.ts";

export function templateDestinations(markdown: MarkdownIt): void {
  markdown.normalizeLink = templateAddress;
  const parse = markdown.helpers.parseLinkDestination;
  markdown.helpers.parseLinkDestination = (text, start, max) => {
    const found = parse(text, start, max);
    return /\{[{%]/.test(found.ok ? found.str : text.slice(start, start + 2)) ? destination(text, start, max) : found;
  };
}

/** The longest address with a template in it. */
const MAX_ADDRESS = 500;

/** Like the library's, but white space and brackets inside a template belong to the address. */
function destination(text: string, start: number, max: number) {
  const end = Math.min(max, start + MAX_ADDRESS);
  const within = text.slice(start, end);
  let depth = 0;
  let at = 0;
  for (; at < within.length; at++) {
    const close = within.startsWith("{{", at) ? "}}" : within.startsWith("{%", at) ? "%}" : undefined;
    const closed = close === undefined ? -1 : within.indexOf(close, at);
    if (closed >= 0) at = closed + 1;
    else if (/[\s<]/.test(within[at] ?? "")) break;
    else if (within[at] === "(") depth++;
    else if (within[at] === ")" && depth-- === 0) break;
  }
  return { ok: at > 0, pos: start + at, str: within.slice(0, at) };
}
