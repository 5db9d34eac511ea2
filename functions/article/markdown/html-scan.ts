/** Finds the tags and comments in a piece of raw HTML: text goes in, marked pieces come out, each `<` at most once. */
import { find, type MarkdownEnv } from "./environment.ts";

export type HtmlPiece =
  | { readonly kind: "tag"; readonly start: number; readonly end: number; readonly tag: TagName }
  /** A comment, a processing instruction, a declaration or CDATA: nothing that a browser shows. */
  | { readonly kind: "comment"; readonly start: number; readonly end: number }
  /** A `<` that begins nothing complete. */
  | { readonly kind: "stray"; readonly start: number; readonly end: number };

export type TagName = {
  /** In lower case. */
  readonly name: string;
  readonly written: string;
  readonly isClosing: boolean;
  readonly isSelfClosing: boolean;
  readonly hasAttributes: boolean;
};

const VALUE = `(?:[^"'=<>\`\\x00-\\x20]+|'[^']*'|"[^"]*")`;
const TAG = new RegExp(
  `<(?:/[A-Za-z][A-Za-z0-9-]*\\s*|[A-Za-z][A-Za-z0-9-]*(?:\\s+[a-zA-Z_:@][a-zA-Z0-9:._@-]*(?:\\s*=\\s*${VALUE})?)*\\s*/?)>`,
  "y",
);

export function readTag(text: string): TagName | undefined {
  const [, slash = "", written = "", rest = ""] = /^<(\/?)([A-Za-z][A-Za-z0-9.-]*)([\s\S]*)>$/.exec(text) ?? [];
  if (written === "") return undefined;
  return {
    name: written.toLowerCase(),
    written,
    isClosing: slash === "/",
    isSelfClosing: rest.endsWith("/"),
    hasAttributes: /\s[\w:@-]+\s*=/.test(rest),
  };
}

const SPECIAL = [
  ["<!--", "-->", 2],
  ["<![CDATA[", "]]>", 9],
  ["<?", "?>", 2],
  ["<!", ">", 2],
] as const;

/** The piece that begins at `start`, where a `<` stands. */
export function pieceAt(text: string, start: number, env: MarkdownEnv): HtmlPiece {
  TAG.lastIndex = start;
  const [found] = TAG.exec(text) ?? [];
  const tag = found && readTag(found);
  if (tag) return { kind: "tag", start, end: start + found.length, tag };
  const special = SPECIAL.find(([open]) => text.startsWith(open, start));
  const end = special ? find(env, special[1], text, start + special[2]) : -1;
  if (special && end >= 0) return { kind: "comment", start, end: end + special[1].length };
  // `<3` and `a < b` are text for a browser too.
  return { kind: "stray", start, end: start + 1 };
}
