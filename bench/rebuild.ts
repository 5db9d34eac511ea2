/** A build where there is one already: with nothing changed, and with one article edited. */
import { readFileSync, writeFileSync } from "node:fs";
import { alternatingRuns } from "./alternating-runs.ts";
import type { Benchmark, Plan, Row } from "./benchmark.ts";
import { type BuildSubject, cells, forEachSize, measurementRows, type Subject } from "./build-rows.ts";
import { formatNumber } from "./format-number.ts";
import { measured, type Program } from "./measured-process.ts";
import { outputOf, rewritten } from "./output-folder.ts";

export const unchanged: Benchmark = {
  name: "unchanged",
  about: "a build again with nothing changed, without and with --state",
  run: (plan) => rebuilds(plan, "nothing changed", () => {}),
};

export const edited: Benchmark = {
  name: "edited",
  about: "a build again after the newest article was edited, without and with --state",
  run: (plan) => rebuilds(plan, "one edit", edit),
};

/** `change` is made before each build. */
function rebuilds(plan: Plan, what: string, change: (article: string, round: string) => void) {
  return forEachSize(plan, what, async (building, articles) => [
    ...(await rebuild(building, ordinary, `${what}, ${formatNumber(articles)}`)),
    ...(await rebuild(building, remembering, `${what}, ${formatNumber(articles)}, --state`)),
  ]);

  async function rebuild({ subjects, newest }: BuildSubject, how: How, name: string): Promise<Row[]> {
    const able = subjects.filter((subject) => how(subject) !== undefined);
    for (const subject of able) await buildWith(how(subject));
    const results = await alternatingRuns(able, plan.runs, async (subject, round) => {
      change(newest, `${name} ${round}`);
      const program = how(subject);
      const before = outputOf(program?.out ?? "");
      const took = await buildWith(program);
      return { ...took, written: rewritten(before, outputOf(program?.out ?? "")) };
    });
    const most = cells(results, (runs) => formatNumber(Math.max(...runs.map(({ written }) => written))));
    return [...measurementRows(name, results), { what: name, measure: "documents written", cells: most }];
  }
}

type How = (subject: Subject) => { readonly program: Program; readonly out: string } | undefined;

const ordinary: How = ({ site }) => ({ program: site.build, out: site.out });
const remembering: How = ({ site: { rebuild, rebuildOut } }) =>
  rebuild && rebuildOut !== undefined ? { program: rebuild, out: rebuildOut } : undefined;

async function buildWith(how: ReturnType<How>) {
  if (how === undefined) throw new Error("only who can build so is asked to");
  return measured(how.program);
}

/** Another last paragraph; the one of the edit before goes. */
export function edit(article: string, mark: string): void {
  const [original = ""] = readFileSync(article, "utf8").split(EDIT);
  writeFileSync(article, `${original}${EDIT} ${mark}.\n`);
}

const EDIT = "\nEdited for";
