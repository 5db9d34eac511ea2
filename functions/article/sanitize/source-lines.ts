/** Where a writer's own HTML stands in what was rendered around it, so that a message can name its line. */

export type RawHtml = { readonly content: string /** Of the file. */; readonly line: number };

/**
 * The line of the file at an offset of the HTML: that of the piece (they come as they were rendered) which begins last before it.
 *
 * Only asked for what is worth a message, so that it may walk.
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
