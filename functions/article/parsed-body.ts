/** What a format's reader makes of a file's body, before front matter has its say. */
import type { Problem } from "./article.ts";
import type { Metadata } from "./metadata/metadata.ts";
import type { CleanHtml } from "./reference.ts";

export type ParsedBody =
  | {
      readonly kind: "parsed";
      readonly html: CleanHtml;
      /** What the body itself tells: its heading, its byline, its `<meta>`. */
      readonly fields: Metadata;
      readonly notes: readonly Problem[];
    }
  | { readonly kind: "rejected"; readonly problems: readonly Problem[] };

export type BodySource = {
  /** With `\n` at line ends. */
  readonly text: string;
  /** Of the file, to which references are relative. */
  readonly path: string;
  /** The number, in the file, of the body's first line. */
  readonly firstLine: number;
  /** What front matter says; a heading that says the same leaves the body. */
  readonly title?: string;
};

/** Nothing to read, see or hear: no letter or sign behind a tag, and none of what shows something by itself. */
export function isBlank(html: string): boolean {
  return !/(?:^|>)\s*[^\s<]/.test(html) && !/<(?:img|audio|video|picture)\b/.test(html);
}
