/**
 * Gives headings the ids that GitHub gives them: the texts of an article's headings go in, ids come out, so that a table of contents
 * written for GitHub, Hugo or Docusaurus works. A second `Intro` becomes `intro-1`.
 */
import { slug } from "github-slugger";

export type Heading = {
  readonly text: string;
  /** The id that the writer gave it. */
  readonly id?: string;
};

/** In characters; the sanitizer lets ids of 200 through. */
const MAX_SLUG_LENGTH = 190;

/** One id for each heading; undefined for one without letters. `taken`: ids of other elements of the article. */
export function headingIds(headings: readonly Heading[], taken: Iterable<string> = []): (string | undefined)[] {
  /** How often each id came. */
  const used = new Map<string, number>();
  for (const id of taken) used.set(id, 0);
  for (const { id } of headings) if (id !== undefined) used.set(id, 0);
  return headings.map(
    ({ text, id }) => id ?? unused(slugOf(text.trim().slice(0, MAX_SLUG_LENGTH).toWellFormed()), used),
  );
}

/** The library's expression is large, and nearly every heading has none of the characters that it removes. */
function slugOf(text: string): string {
  return /^[\w -]*$/.test(text) ? text.toLowerCase().replaceAll(" ", "-") : slug(text);
}

function unused(wanted: string, used: Map<string, number>): string | undefined {
  if (!/[\p{L}\p{N}]/u.test(wanted)) return undefined;
  let id = wanted;
  for (let times = used.get(wanted); used.has(id); ) {
    times = (times ?? 0) + 1;
    used.set(wanted, times);
    id = `${wanted}-${times}`;
  }
  used.set(id, 0);
  return id;
}
