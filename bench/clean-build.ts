/** A build from nothing. */
import { rmSync } from "node:fs";
import { alternatingRuns } from "./alternating-runs.ts";
import type { Benchmark, Row } from "./benchmark.ts";
import { type BuildSubject, cells, forEachSize, measurementRows } from "./build-rows.ts";
import { formatNumber, size } from "./format-number.ts";
import { measured } from "./measured-process.ts";
import { bytesOf, outputOf } from "./output-folder.ts";

export const cleanBuild: Benchmark = {
  name: "clean",
  about: "a build from nothing: time, memory, documents and bytes",
  run: (plan) => forEachSize(plan, "clean build", (building, articles) => build(building, articles, plan.runs)),
};

async function build({ subjects }: BuildSubject, articles: number, runs: number): Promise<Row[]> {
  const results = await alternatingRuns(subjects, runs, ({ site }) => {
    rmSync(site.out, { recursive: true, force: true });
    return measured(site.build);
  });
  const what = `clean build of ${formatNumber(articles)}`;
  const outputs = new Map(subjects.map((subject) => [subject, [outputOf(subject.site.out)]]));
  const written = (show: (output: ReturnType<typeof outputOf>) => string) =>
    cells(outputs, (made) => made.map(show).join());
  return [
    ...measurementRows(what, results),
    { what, measure: "documents", cells: written((output) => formatNumber(output.size)) },
    { what, measure: "written", cells: written((output) => size([bytesOf(output)])) },
  ];
}
