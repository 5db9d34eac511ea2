/** What the benchmarks of whole builds share: a corpus with everybody's site of it, and rows of what a program took. */
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
  /** The file of the newest article, which the main feed tells of. */
  readonly newest: string;
};

/** For each number of articles: a corpus, and in turn all who can build so many. */
export async function forEachSize(
  plan: Plan,
  what: string,
  use: (building: BuildSubject, articles: number) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const articles of plan.sizes.build) {
    plan.say(`${what}, ${articles} articles`);
    const building = (folder: string) => use(prepare(plan, articles, folder), articles);
    rows.push(...(await inScratch(building)));
  }
  return rows;
}

function prepare(plan: Plan, articles: number, folder: string): BuildSubject {
  const content = join(folder, "content");
  writeCorpus(articles, content);
  const able = plan.contenders.filter(({ mostArticles }) => mostArticles >= articles);
  const subjects = able.map((contender) => {
    const own = join(folder, contender.name);
    mkdirSync(own);
    return { contender, site: contender.prepare(content, own) };
  });
  return { subjects, newest: join(content, corpusPath(0)) };
}

type Results<T> = ReadonlyMap<Subject, readonly T[]>;

/** A cell for everybody who was measured. */
export function cells<T>(results: Results<T>, show: (runs: readonly T[]) => string): Row["cells"] {
  return Object.fromEntries([...results].map(([{ contender }, runs]) => [contender.name, show(runs)]));
}

export function measurementRows(what: string, results: Results<Measurement>): Row[] {
  const memories = (runs: readonly Measurement[]) => runs.flatMap(({ memory }) => memory ?? []);
  return [
    { what, measure: "wall", cells: cells(results, (runs) => duration(runs.map(({ wall }) => wall))) },
    { what, measure: "CPU", cells: cells(results, (runs) => duration(runs.map(({ cpu }) => cpu))) },
    {
      what,
      measure: "peak memory",
      cells: cells(results, (runs) => (memories(runs).length > 0 ? size(memories(runs)) : "–")),
    },
  ];
}
