/**
 * Parses a plain-text article into its title, HTML body, authors, source and dates.
 *
 * The expected layout is that of a wire story: a title, an optional byline, paragraphs separated by blank lines, then
 * an optional byline and end mark. There is no markup: everything is escaped, and only bare links become HTML.
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
  /** A single line; undefined if the caller already has a title. */
  readonly title?: string;
  /**
   * Contains only `<p>`, `<ul>`, `<ol>`, `<blockquote>`, `<pre>`, `<hr/>`, `<br/>` and `<a href>`; also well-formed
   * XML.
   */
  readonly html: CleanHtml;
  readonly authors: readonly Person[];
  readonly source?: string;
  readonly date?: WrittenDate;
  readonly updated?: WrittenDate;
  /** Places where the parser may have misread the writer's intent. */
  readonly notes: readonly Problem[];
};

export type TextOptions = {
  /** The line number in the file at which the text starts (front matter may precede it). */
  readonly firstLine: number;
  /** True if the title is already known, so that the first line is body or byline. */
  readonly hasTitle: boolean;
};

/** Distinguished from `ParsedText` by its key: `"problems" in reading`. */
export type TextProblems = { readonly problems: readonly Problem[] };

export function readText(text: string, { firstLine, hasTitle }: TextOptions): ParsedText | TextProblems {
  const rows = withoutLabel(textLines(text, firstLine));
  const title = hasTitle ? undefined : titleOf(rows);
  if (!hasTitle && title === undefined) {
    return { problems: [{ line: firstLine, reason: "there is no text: the first line should be the title" }] };
  }
  const body = stripCredits(rows.filter((row) => row !== title));
  const dateline = datelineOf(body.rows);
  const problems = [...body.problems, ...problemsOf(dateline, body)];
  return problems.length > 0 ? { problems } : parsedText(title, body, dateline?.dateline);
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
  return [{ line: found.line, reason: `the date in the dateline is impossible: ${found.dateline.date.reason}` }];
}

const LONG_TITLE_LENGTH = 250;

function parsedText(
  title: TextLine | undefined,
  { rows, credits, notes }: BodyWithCredits,
  dateline: Dateline | undefined,
): ParsedText {
  const date = dateline?.date.kind === "date" ? dateline.date.date : undefined;
  const isLong = title !== undefined && title.text.length > LONG_TITLE_LENGTH;
  const longTitleNote = {
    line: title?.line,
    reason: `the title has ${title?.text.length} characters; the first line of a text is its title`,
  };
  return {
    title: title && oneLine(title.text),
    html: blocksToHtml(rows),
    authors: credits.authors,
    source: credits.source ?? dateline?.source,
    date: credits.date ?? date,
    updated: credits.updated,
    notes: isLong ? [longTitleNote, ...notes] : notes,
  };
}
