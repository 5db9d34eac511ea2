/**
 * Plain text as wire stories are written: a title, perhaps a byline, paragraphs parted by blank lines, perhaps a
 * byline and an end mark.
 *
 * When should a writer use this? When there is no markup to write: everything is escaped, and only bare links are
 * more than text.
 */
import type { Person, Problem, WrittenDate } from "../article.ts";
import { type Dateline, readDateline } from "../byline/dateline.ts";
import { oneLine } from "../characters.ts";
import type { CleanHtml } from "../reference.ts";
import type { BodyWithCredits } from "./credits.ts";
import { joinLines, paragraphsOf, type TextLine, textLines } from "./lines.ts";
import { blocksToHtml } from "./paragraphs.ts";
import { stripCredits } from "./strip-credits.ts";
import { titleOf, withoutLabel } from "./title.ts";

export type ParsedText = {
  /** On one line; none where the caller has one already. */
  readonly title?: string;
  /** `<p>`, `<ul>`, `<ol>`, `<blockquote>`, `<pre>`, `<hr/>`, `<br/>` and `<a href>`, well-formed as XML too. */
  readonly html: CleanHtml;
  readonly authors: readonly Person[];
  readonly source?: string;
  readonly date?: WrittenDate;
  readonly updated?: WrittenDate;
  /** What the writer may have meant otherwise than it was read. */
  readonly notes: readonly Problem[];
};

export type TextOptions = {
  /** The number, in the file, of the text's first line: front matter may stand before it. */
  readonly firstLine: number;
  /** The title is known, so the first line is body or byline. */
  readonly hasTitle: boolean;
};

/** Told apart from a story by its key: `"problems" in reading`. */
export type TextProblems = { readonly problems: readonly Problem[] };

export function readText(text: string, { firstLine, hasTitle }: TextOptions): ParsedText | TextProblems {
  const rows = withoutLabel(textLines(text, firstLine));
  const title = hasTitle ? undefined : titleOf(rows);
  if (!hasTitle && title === undefined) {
    return { problems: [{ line: firstLine, reason: "there is no text: the first line should be the title" }] };
  }
  const framed = stripCredits(rows.filter((row) => row !== title));
  const dateline = datelineOf(framed.rows);
  const problems = [...framed.problems, ...problemsOf(dateline, framed)];
  return problems.length > 0 ? { problems } : storyOf(title, framed, dateline?.dateline);
}

type FoundDateline = { readonly dateline: Dateline; readonly line: number };

function datelineOf(rows: readonly TextLine[]): FoundDateline | undefined {
  const [first] = rows;
  if (!first) return undefined;
  const opening = paragraphsOf(rows.slice(0, 3))[0] ?? [];
  const dateline = readDateline(joinLines(opening.map(({ text }) => text.slice(0, 200))));
  return dateline && { dateline, line: first.line };
}

function problemsOf(found: FoundDateline | undefined, { credits }: BodyWithCredits): readonly Problem[] {
  if (found?.dateline.date.kind !== "impossible" || credits.date !== undefined) return [];
  return [{ line: found.line, reason: `the dateline's date is none: ${found.dateline.date.reason}` }];
}

const LONG_TITLE = 250;

function storyOf(
  title: TextLine | undefined,
  { rows, credits, notes }: BodyWithCredits,
  dateline: Dateline | undefined,
): ParsedText {
  const dated = dateline?.date.kind === "date" ? dateline.date.date : undefined;
  const isLong = title !== undefined && title.text.length > LONG_TITLE;
  const long = {
    line: title?.line,
    reason: `the title has ${title?.text.length} characters: the first line is taken for it`,
  };
  return {
    title: title && oneLine(title.text),
    html: blocksToHtml(rows),
    authors: credits.authors,
    source: credits.source ?? dateline?.source,
    date: credits.date ?? dated,
    updated: credits.updated,
    notes: isLong ? [long, ...notes] : notes,
  };
}
