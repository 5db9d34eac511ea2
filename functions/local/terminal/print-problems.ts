/** Says what was wrong with files of the content, and what was in the way in the site's folder. */
import type { Problem } from "../../article/article.ts";
import { SETTINGS_PATH } from "../../publish/content-path.ts";
import type { OwnedStore } from "../folders/owned-store.ts";
import type { ReportTotals } from "../report-totals.ts";
import { problemLine, type Terminal } from "./terminal.ts";

type Where = { readonly content: string; readonly out: string; readonly settingsProblems?: readonly Problem[] };

export function printProblems(
  { content, out, settingsProblems = [] }: Where,
  site: OwnedStore,
  { paths }: ReportTotals,
  terminal: Terminal,
) {
  for (const problem of settingsProblems) terminal.problem(problemLine(content, SETTINGS_PATH, problem));
  for (const { path, problems } of paths)
    for (const problem of problems) terminal.problem(problemLine(content, path, problem));
  for (const name of site.refused) {
    terminal.problem(
      problemLine(out, name, { reason: "stood there already and is not ours: left as it is; choose another --out" }),
    );
  }
}
