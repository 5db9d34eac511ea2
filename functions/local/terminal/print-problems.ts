/** Prints the problems of content files, and the files in the site's folder that could not be overwritten. */
import type { Problem } from "../../article/article.ts";
import { SETTINGS_PATH } from "../../publish/content-path.ts";
import type { OwnedStore } from "../folders/owned-store.ts";
import type { ReportTotals } from "../report-totals.ts";
import { problemLine, type Terminal } from "./terminal.ts";

type PrintOptions = { readonly content: string; readonly out: string; readonly settingsProblems?: readonly Problem[] };

export function printProblems(
  { content, out, settingsProblems = [] }: PrintOptions,
  site: Pick<OwnedStore, "refused">,
  { paths }: ReportTotals,
  terminal: Terminal,
) {
  for (const problem of settingsProblems) terminal.problem(problemLine(content, SETTINGS_PATH, problem));
  for (const { path, problems } of paths)
    for (const problem of problems) terminal.problem(problemLine(content, path, problem));
  for (const name of site.refused) {
    terminal.problem(
      problemLine(out, name, {
        reason:
          "already exists and was not written by dropfeed, so it was not changed; move it, or choose another --out",
      }),
    );
  }
}
