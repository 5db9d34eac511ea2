/** Benchmark: a build into an empty folder. */
import { rmSync } from "node:fs";
import { alternatingRuns } from "./alternating-runs.ts";
import type { Benchmark, Row } from "./benchmark.ts";
import { type BuildSubject, cells, forEachSize, measurementRows } from "./build-rows.ts";
import { formatNumber, size } from "./format-number.ts";
import { measured } from "./measured-process.ts";
import { bytesOf, outputOf } from "./output-folder.ts";

export const cleanBuild: Benchmark = {
  name: "clean",
  description: "a build into an empty folder: time, memory, documents and bytes",
  run: (plan) => forEachSize(plan, "clean build", (building, articles) => build(building, articles, plan.runs)),
};

async function build({ subjects }: BuildSubject, articles: number, runs: number): Promise<Row[]> {
  const results = await alternatingRuns(subjects, runs, ({ site }) => {
    rmSync(site.out, { recursive: true, force: true });
    return measured(site.build);
  });
  const task = `clean build of ${formatNumber(articles)}`;
  const outputs = new Map(subjects.map((subject) => [subject, [outputOf(subject.site.out)]]));
  const outputCells = (show: (output: ReturnType<typeof outputOf>) => string) =>
    cells(outputs, (made) => made.map(show).join());
  return [
    ...measurementRows(task, results),
    { task, measure: "documents", cells: outputCells((output) => formatNumber(output.size)) },
    { task, measure: "size of documents", cells: outputCells((output) => size([bytesOf(output)])) },
  ];
}
