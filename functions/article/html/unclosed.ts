/**
 * Finds a comment, tag or script that is never closed and takes the rest of a document with it: text and its elements go in, a
 * problem comes out. Losing that much is an error, not a note.
 */
import type { Problem } from "../article.ts";
import type { Element } from "../sanitize/parse-html.ts";
import { textOf } from "../sanitize/parse-html.ts";

const SWALLOWING = new Set(["script", "style", "title", "textarea", "iframe", "noframes", "noembed", "xmp"]);

export function unclosedIn(text: string, elements: readonly Element[], firstLine: number): Problem | undefined {
  const last = elements.findLast(({ tagName }) => SWALLOWING.has(tagName));
  const location = last?.sourceCodeLocation;
  if (last && location && !location.endTag && textOf(last).includes("<")) {
    const line = location.startLine + firstLine - 1;
    return {
      line,
      reason: `<${last.tagName}> is never closed, so that everything after it would be lost; add </${last.tagName}>`,
    };
  }
  const comment = unclosedComment(text, elements);
  if (comment === undefined) return undefined;
  const line = text.slice(0, comment).split("\n").length + firstLine - 1;
  return {
    line,
    reason: "the comment that begins here is never closed, so that everything after it would be lost; add -->",
  };
}

/** The offset of a last `<!--` without an end that is not inside of an element whose content is no markup. */
function unclosedComment(text: string, elements: readonly Element[]): number | undefined {
  const start = text.indexOf("<!--", text.lastIndexOf("-->") + 1);
  if (start < 0 || text.slice(start + 4).trim() === "") return undefined;
  if (/--!>|^<!---?>/.test(text.slice(start))) return undefined;
  const isInside = elements.some(({ sourceCodeLocation: location }) => {
    const tag = location?.startTag;
    return location && ((tag && tag.startOffset < start && start < tag.endOffset) || false);
  });
  const holder = elements.findLast(({ tagName, sourceCodeLocation: location }) => {
    return location && SWALLOWING.has(tagName) && location.startOffset < start && start < location.endOffset;
  });
  return isInside || holder ? undefined : start;
}
