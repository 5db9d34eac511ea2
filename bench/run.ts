/**
 * `npm run bench`: measures Dropfeed and the installed rivals, and prints a table of the results.
 *
 *     npm run bench                     all benchmarks, at sizes that take minutes
 *     npm run bench -- clean dev        only these benchmarks
 *     npm run bench -- --large          adds builds of 100,000 articles, and a publish among 1,000,000
 *     npm run bench -- --save           writes bench/RESULTS.md
 */
import { parseArgs } from "node:util";
import { type Benchmark, DROPFEED, type Plan, type Row } from "./benchmark.ts";
import { cleanBuild } from "./clean-build.ts";
import { contenders } from "./contenders.ts";
import { devRepublish } from "./dev.ts";
import { drop, isolatedDrop, isolatedShuffledDrop } from "./drop.ts";
import { ISOLATED_FLAG, type IsolatedWork } from "./isolated-process.ts";
import { lambdaBundle } from "./lambda-bundle.ts";
import { poll } from "./poll.ts";
import { isolatedPublish, publishOne } from "./publish-one.ts";
import { edited, unchanged } from "./rebuild.ts";
import { environmentLines, saveResults } from "./results.ts";
import { table } from "./table.ts";

const BENCHMARKS: readonly Benchmark[] = [
  cleanBuild,
  unchanged,
  edited,
  devRepublish,
  publishOne,
  drop,
  lambdaBundle,
  poll,
];

const ISOLATED_WORK: Readonly<Record<string, IsolatedWork>> = {
  publish: isolatedPublish,
  drop: isolatedDrop,
  "drop-shuffled": isolatedShuffledDrop,
};

const HELP = `npm run bench -- [NAME...] [options]

${BENCHMARKS.map(({ name, description }) => `  ${name.padEnd(16)}${description}`).join("\n")}

  --large         add builds and drops of 100,000 articles, and a publish among 1,000,000 (most of an hour)
  --articles N,N  use these numbers of articles instead
  --runs N        number of runs, without the warm-up run (default: 5)
  --save          write bench/RESULTS.md

Rivals take part if they are installed: hugo on the PATH; Eleventy and its RSS plugin in the folder in the environment
variable ELEVENTY. Set NODE24 to the path of a Node 24 to import the Lambda bundle with it.`;

const SIZES = [1_000, 10_000];
const LARGE = { build: [...SIZES, 100_000], publish: [...SIZES, 100_000, 1_000_000] };

async function main(): Promise<void> {
  const options = {
    large: { type: "boolean" },
    articles: { type: "string" },
    runs: { type: "string", default: "5" },
    save: { type: "boolean" },
    help: { type: "boolean" },
  } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (values.help) return console.log(HELP);
  const requested = values.articles?.split(",").map(Number);
  const defaults = values.large ? LARGE : { build: SIZES, publish: SIZES };
  const sizes = requested === undefined ? defaults : { build: requested, publish: requested };
  const log = (line: string) => console.error(`… ${line}`);
  const plan: Plan = { sizes, runs: Number(values.runs), contenders: await contenders(), log };
  const rows = await runAll(selectBenchmarks(positionals), plan);
  const text = table(rows, columnsOf(rows));
  console.log([...environmentLines(plan), "", text].join("\n"));
  if (values.save) saveResults(plan, text, ["npm run bench --", ...process.argv.slice(2)].join(" "));
}

/** @throws Error for an unknown name */
function selectBenchmarks(names: readonly string[]): readonly Benchmark[] {
  const unknown = names.find((name) => !BENCHMARKS.some((benchmark) => benchmark.name === name));
  if (unknown !== undefined)
    throw new Error(`unknown benchmark "${unknown}"; use ${BENCHMARKS.map(({ name }) => name).join(", ")}`);
  return names.length === 0 ? BENCHMARKS : BENCHMARKS.filter(({ name }) => names.includes(name));
}

async function runAll(benchmarks: readonly Benchmark[], plan: Plan): Promise<Row[]> {
  const rows: Row[] = [];
  for (const benchmark of benchmarks) rows.push(...(await benchmark.run(plan)));
  return rows;
}

/** The names of the contenders that were measured, Dropfeed first. */
function columnsOf(rows: readonly Row[]): string[] {
  return [...new Set([DROPFEED, ...rows.flatMap(({ cells }) => Object.keys(cells))])];
}

async function isolatedMain([name = "", articles = "", folder = ""]: readonly string[]): Promise<void> {
  const work = ISOLATED_WORK[name];
  if (work === undefined) throw new Error(`unknown isolated work: ${name}`);
  console.log(JSON.stringify(await work(Number(articles), folder)));
}

const [first, ...rest] = process.argv.slice(2);
await (first === ISOLATED_FLAG ? isolatedMain(rest) : main());
