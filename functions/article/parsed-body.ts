/** What the format parsers take and return: the body of a file in, HTML and metadata out. Front matter is applied later. */
import type { Problem } from "./article.ts";
import { nextTag } from "./html-tags.ts";
import type { Metadata } from "./metadata/metadata.ts";
import type { CleanHtml } from "./reference.ts";

export type ParsedBody =
  | {
      readonly kind: "parsed";
      readonly html: CleanHtml;
      /** What the body says about the article: in its heading, its byline, its `<meta>`. */
      readonly fields: Metadata;
      readonly notes: readonly Problem[];
    }
  | { readonly kind: "rejected"; readonly problems: readonly Problem[] };

export type BodySource = {
  /** With `\n` as line ends. */
  readonly text: string;
  /** The path of the file; references are relative to it. */
  readonly path: string;
  /** The line number of the body's first line in the file. */
  readonly firstLine: number;
  /** The title in front matter; a heading with the same text is removed from the body. */
  readonly title?: string;
};

/** Whether the HTML has nothing to read, see or hear: no character outside a tag, and no image, audio or video. */
export function isBlank(html: string): boolean {
  let end = 0;
  for (let tag = nextTag(html, 0); tag; tag = nextTag(html, end)) {
    if (SHOWN.has(tag.name) || html.slice(end, tag.start).trim() !== "") return false;
    end = tag.end;
  }
  return html.slice(end).trim() === "";
}

const SHOWN = new Set(["img", "audio", "video", "picture"]);
