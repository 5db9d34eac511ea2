/** Says what was wrong with files of the content, and what was in the way in the site's folder. */
import type { Problem } from "../article/article.ts";
import { SETTINGS_PATH } from "../publish/content-path.ts";
import type { OwnedStore } from "./owned-store.ts";
import { problemLine, type Say } from "./say.ts";
import type { Tally } from "./tally.ts";

type Where = { readonly content: string; readonly out: string; readonly settingsProblems?: readonly Problem[] };

export function tellProblems(
  { content, out, settingsProblems = [] }: Where,
  site: OwnedStore,
  { paths }: Tally,
  say: Say,
) {
  for (const problem of settingsProblems) say.problem(problemLine(content, SETTINGS_PATH, problem));
  for (const { path, problems } of paths)
    for (const problem of problems) say.problem(problemLine(content, path, problem));
  for (const name of site.refused) {
    say.problem(
      problemLine(out, name, { reason: "stood there already and is not ours: left as it is; choose another --out" }),
    );
  }
}
