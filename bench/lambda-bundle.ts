/** Benchmark: the size of the Lambda bundle, and how long a cold start takes to load it. */
import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { deflateRawSync } from "node:zlib";
import { type BuildOptions, build } from "esbuild";
import { alternatingRuns } from "./alternating-runs.ts";
import { type Benchmark, DROPFEED, type Row } from "./benchmark.ts";
import { duration, formatNumber } from "./format-number.ts";
import { inScratch, ROOT } from "./paths.ts";

const run = promisify(execFile);

export const lambdaBundle: Benchmark = {
  name: "lambda",
  description: "the Lambda bundle: its size, and the time to import it",
  run: (plan) => inScratch((folder) => measureBundle(folder, plan.runs)),
};

async function measureBundle(folder: string, runs: number): Promise<Row[]> {
  const startupFiles = await makeBundle(folder);
  const code = filesIn(folder);
  const seeds = filesIn(join(ROOT, "seeds"));
  const row = (measure: string, cell: string): Row => ({ task: "Lambda bundle", measure, cells: { [DROPFEED]: cell } });
  const rows = [
    row("code loaded at start", `${formatNumber(sizeOf(startupFiles))} bytes`),
    row("code", `${formatNumber(sizeOf(code))} bytes`),
    row("code zipped", `${formatNumber(zipped(code))} bytes`),
    row("with seeds zipped", `${formatNumber(zipped([...code, ...seeds]))} bytes`),
  ];
  for (const [node, version] of await nodes()) {
    const times = await alternatingRuns([node], Math.max(5, runs), () => importTime(node, join(folder, "index.mjs")));
    rows.push(row(`import on Node ${version}`, duration(times.get(node) ?? [])));
  }
  return rows;
}

/**
 * Bundles with the options of the shipped bundle into another folder, so that `dist` is not changed. Returns the files
 * that are loaded at startup.
 */
async function makeBundle(outdir: string): Promise<Buffer[]> {
  const script = pathToFileURL(join(ROOT, "functions/bundle.mjs")).href;
  const { bundles } = (await import(script)) as { readonly bundles: Readonly<Record<"lambda", BuildOptions>> };
  const { metafile } = await build({ ...bundles.lambda, outdir, metafile: true });
  const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [join(ROOT, path), output]));
  const loaded = new Set([join(outdir, "index.mjs")]);
  for (const file of loaded) {
    const imports = outputs.get(file)?.imports ?? [];
    for (const { path, kind } of imports) if (kind === "import-statement") loaded.add(join(ROOT, path));
  }
  return [...loaded].filter((file) => outputs.has(file)).map((file) => readFileSync(file));
}

const sizeOf = (files: readonly Buffer[]) => files.reduce((sum, { length }) => sum + length, 0);

function filesIn(folder: string): Buffer[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath, entry.name)));
}

/**
 * Size in a zip archive: each file takes its deflated bytes, plus twice its name and 76 bytes of headers (about 120).
 */
const zipped = (files: readonly Buffer[]) =>
  files.reduce((sum, file) => sum + deflateRawSync(file, { level: 9 }).length + 120, 0);

/**
 * Versions by path: the running Node, and Node 24, which Lambda uses, if NODE24 is set to its path or npx has it
 * cached.
 */
async function nodes(): Promise<ReadonlyMap<string, string>> {
  const found = new Map([[process.execPath, process.versions.node]]);
  const node24 = process.env.NODE24 ?? (await cachedNode24());
  if (node24 !== undefined) found.set(node24, (await run(node24, ["-p", "process.versions.node"])).stdout.trim());
  return found;
}

async function cachedNode24(): Promise<string | undefined> {
  try {
    const { stdout } = await run("npx", ["--no-install", "node@24", "-p", "process.execPath"]);
    return stdout.trim();
  } catch {
    return undefined; // not cached, and not downloaded for a benchmark
  }
}

/** Milliseconds that `import` of the bundle takes in a new process that does nothing else. */
async function importTime(node: string, file: string): Promise<number> {
  const url = JSON.stringify(pathToFileURL(file).href);
  const script = `const began = performance.now(); await import(${url}); console.log(performance.now() - began);`;
  const env = { ...process.env, ...ENVIRONMENT, NODE_NO_WARNINGS: "1" };
  const { stdout } = await run(node, ["--input-type=module", "-e", script], { env });
  return Number(stdout);
}

/** The environment that the stack sets for the function; none of these addresses is contacted. */
const ENVIRONMENT = {
  CONTENT_BUCKET: "content",
  STATE_BUCKET: "state",
  SITE_BUCKET: "site",
  INBOX_URL: "http://127.0.0.1:9/inbox",
  WORK_URL: "http://127.0.0.1:9/work",
  DEAD_URL: "http://127.0.0.1:9/dead",
  INBOX_ARN: "arn:aws:sqs:us-east-1:123456789012:inbox",
  WORK_ARN: "arn:aws:sqs:us-east-1:123456789012:work",
  SITE_URL: "https://example.org/",
  ID_HOST: "example.org",
  AWS_REGION: "us-east-1",
};
