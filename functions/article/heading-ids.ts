/**
 * Gives headings the ids that GitHub gives them: the texts of an article's headings go in, ids come out, so that a table of contents
 * written for GitHub, Hugo or Docusaurus works. A second `Intro` becomes `intro-1`.
 */
import GithubSlugger from "github-slugger";

export type Heading = {
  readonly text: string;
  /** The id that the writer gave it. */
  readonly id?: string;
};

/** As long as ids that the sanitizer lets through. */
const MAX_ID_LENGTH = 200;

/** One id for each heading; undefined for one without letters. `taken`: ids of other elements of the article. */
export function headingIds(headings: readonly Heading[], taken: Iterable<string> = []): (string | undefined)[] {
  const slugger = new GithubSlugger();
  for (const id of taken) slugger.occurrences[id] = 0;
  for (const { id } of headings) if (id !== undefined) slugger.occurrences[id] = 0;
  return headings.map(({ text, id }) => {
    const short = text
      .trim()
      .slice(0, MAX_ID_LENGTH - 10)
      .toWellFormed();
    return id ?? (/[\p{L}\p{N}]/u.test(short) ? slugger.slug(short) : undefined);
  });
}
