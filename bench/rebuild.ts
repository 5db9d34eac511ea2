/** Benchmarks: a second build after the first, with nothing changed and with one article edited. */
import { readFileSync, writeFileSync } from "node:fs";
import { alternatingRuns } from "./alternating-runs.ts";
import type { Benchmark, Plan, Row } from "./benchmark.ts";
import { type BuildSubject, cells, forEachSize, measurementRows, type Subject } from "./build-rows.ts";
import { formatNumber } from "./format-number.ts";
import { measured, type Program } from "./measured-process.ts";
import { outputOf, rewritten } from "./output-folder.ts";

export const unchanged: Benchmark = {
  name: "unchanged",
  description: "a second build with nothing changed, without and with --state",
  run: (plan) => rebuilds(plan, "nothing changed", () => {}),
};

export const edited: Benchmark = {
  name: "edited",
  description: "a second build after an edit of the newest article, without and with --state",
  run: (plan) => rebuilds(plan, "one edit", edit),
};

/** `change` is called before each build. */
function rebuilds(plan: Plan, task: string, change: (article: string, round: string) => void) {
  return forEachSize(plan, task, async (building, articles) => [
    ...(await rebuild(building, fullBuild, `${task}, ${formatNumber(articles)}`)),
    ...(await rebuild(building, incrementalBuild, `${task}, ${formatNumber(articles)}, --state`)),
  ]);

  async function rebuild({ subjects, newest }: BuildSubject, variant: BuildVariant, name: string): Promise<Row[]> {
    const capable = subjects.filter((subject) => variant(subject) !== undefined);
    for (const subject of capable) await buildWith(variant(subject));
    const results = await alternatingRuns(capable, plan.runs, async (subject, round) => {
      change(newest, `${name} ${round}`);
      const program = variant(subject);
      const before = outputOf(program?.out ?? "");
      const measurement = await buildWith(program);
      return { ...measurement, written: rewritten(before, outputOf(program?.out ?? "")) };
    });
    const maxWritten = cells(results, (runs) => formatNumber(Math.max(...runs.map(({ written }) => written))));
    return [...measurementRows(name, results), { task: name, measure: "documents written", cells: maxWritten }];
  }
}

type BuildVariant = (subject: Subject) => { readonly program: Program; readonly out: string } | undefined;

const fullBuild: BuildVariant = ({ site }) => ({ program: site.build, out: site.out });
const incrementalBuild: BuildVariant = ({ site: { rebuild, rebuildOut } }) =>
  rebuild && rebuildOut !== undefined ? { program: rebuild, out: rebuildOut } : undefined;

async function buildWith(variant: ReturnType<BuildVariant>) {
  if (variant === undefined) throw new Error("this contender does not support this kind of build");
  return measured(variant.program);
}

/** Appends a last paragraph, replacing that of the previous edit. */
export function edit(article: string, mark: string): void {
  const [original = ""] = readFileSync(article, "utf8").split(EDIT);
  writeFileSync(article, `${original}${EDIT} ${mark}.\n`);
}

const EDIT = "\nEdited for";
