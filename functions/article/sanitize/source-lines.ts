/** Finds the source line of raw HTML inside rendered Markdown, so that a message can name the line. */

export type RawHtml = { readonly content: string /** In the file. */; readonly line: number };

/**
 * Returns the line of the file for an offset in the HTML. It uses the last piece that begins at or before the offset; pieces are
 * in the order in which they were rendered.
 *
 * It is called only for messages, so a linear search is fast enough.
 */
export function lineInRaw(html: string, pieces: readonly RawHtml[], offset: number): number | undefined {
  let line: number | undefined;
  let end = 0;
  for (const { content, line: first } of pieces) {
    const start = html.indexOf(content, end);
    if (start < 0 || start > offset) break;
    end = start + content.length;
    line = first + html.slice(start, Math.min(offset, end)).split("\n").length - 1;
  }
  return line;
}
