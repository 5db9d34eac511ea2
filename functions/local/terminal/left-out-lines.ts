/** Takes the reports of a build's paths and says in a few lines what was found and not published, and why. */
import { type LeftOut, leftOutOf, total } from "../../publish/left-out.ts";
import type { ReportTotals } from "../report-totals.ts";
import { formatNumber, plural } from "./format-number.ts";

/** How many names or kinds a line lists. */
const MAX_LISTED = 5;

/** No line if everything was published. */
export function leftOutLines(paths: ReportTotals["paths"]): string[] {
  const leftOut = leftOutOf(paths);
  return [...unreadLines(leftOut), ...skippedLines(leftOut), ...ignoredLines(leftOut), ...undatedLines(leftOut)];
}

/** Why a build of a folder that is not empty published no article; no line if it did, or left some as they were. */
export function nothingPublishedLines({ paths, outcomes }: ReportTotals, unchangedFiles: number): string[] {
  if (outcomes.live > 0 || unchangedFiles > 0) return [];
  const found = paths.filter(({ outcome }) => outcome !== "gone").length;
  return [found === 0 ? "no article is published: the folder is empty" : nothingLine(outcomes, found)];
}

function nothingLine(outcomes: ReportTotals["outcomes"], found: number): string {
  const { draft, scheduled, expired, rejected } = outcomes;
  const reasons = Object.entries({ rejected, draft, scheduled, expired }).filter(([, count]) => count > 0);
  const why =
    reasons.length > 0
      ? reasons.map(([name, count]) => `${formatNumber(count)} ${name}`).join(", ")
      : "none is an article (.md, .txt, .html, .json)";
  return `no article is published, of ${plural(found, "file")} found: ${why}`;
}

function unreadLines({ unread }: LeftOut): string[] {
  const count = total(unread);
  if (count === 0) return [];
  const kinds = Object.entries(unread).map(([extension, files]) => `${extension} ${formatNumber(files)}`);
  return [
    `${plural(count, "file looks like an article and is", "files look like articles and are")} not read: ${few(kinds)}`,
  ];
}

function skippedLines({ skipped }: LeftOut): string[] {
  if (skipped.length === 0) return [];
  return [`${plural(skipped.length, "file is no article", "files are no articles")}: ${few(skipped)}`];
}

function ignoredLines({ ignored }: LeftOut): string[] {
  const count = total(ignored);
  if (count === 0) return [];
  const kinds = Object.entries(ignored).map(([kind, files]) => plural(files, kind.replace(/s(?= with|$)/, ""), kind));
  return [`${plural(count, "file")} left out (${few(kinds)})`];
}

function undatedLines({ undated }: LeftOut): string[] {
  if (undated === 0) return [];
  return [
    `${plural(undated, "article has", "articles have")} no date and ${undated === 1 ? "is" : "are"} dated by the file's time; check names them`,
  ];
}

function few(names: readonly string[]): string {
  const rest = names.length - MAX_LISTED;
  const listed = names.slice(0, MAX_LISTED).join(", ");
  return rest > 0 ? `${listed} and ${formatNumber(rest)} more` : listed;
}
