/**
 * Shared by the build benchmarks: prepares a corpus and each contender's site, and turns measurements into table rows.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Plan, Row } from "./benchmark.ts";
import type { Contender, PreparedSite } from "./contender.ts";
import { corpusPath, writeCorpus } from "./corpus.ts";
import { duration, size } from "./format-number.ts";
import type { Measurement } from "./measured-process.ts";
import { inScratch } from "./paths.ts";

export type Subject = { readonly contender: Contender; readonly site: PreparedSite };

export type BuildSubject = {
  readonly subjects: readonly Subject[];
  /** The file of the newest article, which is in the main feed. */
  readonly newest: string;
};

/**
 * For each number of articles, prepares a corpus and the sites of all contenders that can build it, and measures them.
 */
export async function forEachSize(
  plan: Plan,
  task: string,
  measure: (building: BuildSubject, articles: number) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const articles of plan.sizes.build) {
    plan.log(`${task}, ${articles} articles`);
    const building = (folder: string) => measure(prepare(plan, articles, folder), articles);
    rows.push(...(await inScratch(building)));
  }
  return rows;
}

function prepare(plan: Plan, articles: number, folder: string): BuildSubject {
  const content = join(folder, "content");
  writeCorpus(articles, content);
  const capable = plan.contenders.filter(({ maxArticles }) => maxArticles >= articles);
  const subjects = capable.map((contender) => {
    const siteFolder = join(folder, contender.name);
    mkdirSync(siteFolder);
    return { contender, site: contender.prepare(content, siteFolder) };
  });
  return { subjects, newest: join(content, corpusPath(0)) };
}

type Results<T> = ReadonlyMap<Subject, readonly T[]>;

/** One cell for each contender that was measured. */
export function cells<T>(results: Results<T>, show: (runs: readonly T[]) => string): Row["cells"] {
  return Object.fromEntries([...results].map(([{ contender }, runs]) => [contender.name, show(runs)]));
}

export function measurementRows(task: string, results: Results<Measurement>): Row[] {
  const peaks = (runs: readonly Measurement[]) => runs.flatMap(({ memory }) => memory ?? []);
  return [
    { task, measure: "wall", cells: cells(results, (runs) => duration(runs.map(({ wall }) => wall))) },
    { task, measure: "CPU", cells: cells(results, (runs) => duration(runs.map(({ cpu }) => cpu))) },
    {
      task,
      measure: "peak memory",
      cells: cells(results, (runs) => (peaks(runs).length > 0 ? size(peaks(runs)) : "–")),
    },
  ];
}
