/**
 * `npm run bench`: measures what we are fast at, and what not, beside the rivals that are installed here.
 *
 *     npm run bench                     everything, at sizes that take minutes
 *     npm run bench -- clean dev        these alone
 *     npm run bench -- --large          also 100,000 articles to build, and 1,000,000 to publish one among
 *     npm run bench -- --save           writes bench/RESULTS.md
 */
import { parseArgs } from "node:util";
import { type Benchmark, type Plan, type Row, US } from "./benchmark.ts";
import { cleanBuild } from "./clean-build.ts";
import { contenders } from "./contenders.ts";
import { devRepublish } from "./dev.ts";
import { drop, dropInside, dropShuffledInside } from "./drop.ts";
import { ISOLATED_FLAG, type IsolatedWork } from "./isolated-process.ts";
import { lambdaBundle } from "./lambda-bundle.ts";
import { poll } from "./poll.ts";
import { publishInside, publishOne } from "./publish-one.ts";
import { edited, unchanged } from "./rebuild.ts";
import { circumstances, saveResults } from "./results.ts";
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

const INSIDES: Readonly<Record<string, IsolatedWork>> = {
  publish: publishInside,
  drop: dropInside,
  "drop-shuffled": dropShuffledInside,
};

const HELP = `npm run bench -- [NAME...] [options]

${BENCHMARKS.map(({ name, about }) => `  ${name.padEnd(16)}${about}`).join("\n")}

  --large         also 100,000 articles to build and drop, and 1,000,000 to publish one among (most of an hour)
  --articles N,N  these numbers of articles instead
  --runs N        how many runs count (5)
  --save          write bench/RESULTS.md

Rivals take part where they are installed: hugo on the path; Eleventy and its RSS plugin in the folder that ELEVENTY
names. NODE24 names a node of that version to import the Lambda bundle with.`;

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
  const given = values.articles?.split(",").map(Number);
  const normal = values.large ? LARGE : { build: SIZES, publish: SIZES };
  const sizes = given === undefined ? normal : { build: given, publish: given };
  const say = (line: string) => console.error(`… ${line}`);
  const plan: Plan = { sizes, runs: Number(values.runs), contenders: await contenders(), say };
  const rows = await runAll(chosen(positionals), plan);
  const text = table(rows, columnsOf(rows));
  console.log([...circumstances(plan), "", text].join("\n"));
  if (values.save) saveResults(plan, text, ["npm run bench --", ...process.argv.slice(2)].join(" "));
}

/** @throws Error if there is no such benchmark */
function chosen(names: readonly string[]): readonly Benchmark[] {
  const unknown = names.find((name) => !BENCHMARKS.some((benchmark) => benchmark.name === name));
  if (unknown !== undefined)
    throw new Error(`there is no "${unknown}"; there are ${BENCHMARKS.map(({ name }) => name).join(", ")}`);
  return names.length === 0 ? BENCHMARKS : BENCHMARKS.filter(({ name }) => names.includes(name));
}

async function runAll(benchmarks: readonly Benchmark[], plan: Plan): Promise<Row[]> {
  const rows: Row[] = [];
  for (const benchmark of benchmarks) rows.push(...(await benchmark.run(plan)));
  return rows;
}

/** Who was measured at all, ourselves first. */
function columnsOf(rows: readonly Row[]): string[] {
  return [...new Set([US, ...rows.flatMap(({ cells }) => Object.keys(cells))])];
}

async function insideMain([name = "", articles = "", folder = ""]: readonly string[]): Promise<void> {
  const inside = INSIDES[name];
  if (inside === undefined) throw new Error(`there is nothing inside called ${name}`);
  console.log(JSON.stringify(await inside(Number(articles), folder)));
}

const [first, ...rest] = process.argv.slice(2);
await (first === ISOLATED_FLAG ? insideMain(rest) : main());
