/**
 * Makes `dist/`: the command line, the Lambda function, the edge functions and the CDK app, in plain JavaScript.
 * What ships is what the tests run. `npm ci` calls it; `node functions/bundle.mjs` calls it again,
 * `node functions/bundle.mjs lambda edge app` for some.
 */
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** Names the code that publishes: whatever changes a source or a dependency makes another release. */
function releaseOf() {
  const names = readdirSync(join(root, "functions"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  const hash = createHash("sha256");
  for (const name of [...names.sort(), join(root, "package-lock.json")])
    hash.update(`${name.slice(root.length)}\n`).update(readFileSync(name));
  return hash.digest("hex").slice(0, 16);
}

const shared = {
  absWorkingDir: root,
  bundle: true,
  format: "esm",
  legalComments: "none",
  logLevel: "warning",
  mainFields: ["module", "main"],
  platform: "node",
  // Some dependencies still call require for Node's own modules.
  banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
  define: { __VERSION__: JSON.stringify(version), __RELEASE__: JSON.stringify(releaseOf()) },
};

/** What is imported only when it is needed, such as all that reads articles, goes into files of its own: starting is quick without it. */
const inChunks = {
  ...shared,
  splitting: true,
  minify: true,
  outExtension: { ".js": ".mjs" },
  chunkNames: "chunks/[name]-[hash]",
};

export const bundles = {
  cli: {
    ...inChunks,
    entryPoints: { cli: "functions/cli.ts", worker: "functions/local/workers/worker.ts" },
    outdir: "dist",
    target: "node20",
  },
  lambda: { ...inChunks, entryPoints: { index: "functions/lambda.ts" }, outdir: "dist/lambda", target: "node24" },
  edge: {
    absWorkingDir: root,
    ...JSON.parse(readFileSync(join(root, "functions/edge/bundle.json"), "utf8")),
    entryPoints: ["functions/edge/request-function.ts", "functions/edge/response-function.ts"],
    outdir: "dist/edge",
  },
  app: {
    ...shared,
    entryPoints: { app: "infra/app.ts" },
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
    target: "node20",
    packages: "external",
  },
};

/** What has to lie beside a bundle: the function plants the sample articles when it is deployed. */
const beside = { lambda: [["seeds", "dist/lambda/seeds"]] };

export async function bundle(names = Object.keys(bundles)) {
  await Promise.all(names.map(make));
}

async function make(name) {
  await buildBeside(bundles[name]);
  for (const [from, to] of beside[name] ?? []) {
    rmSync(join(root, to), { recursive: true, force: true });
    if (existsSync(join(root, from))) cpSync(join(root, from), join(root, to), { recursive: true });
  }
}

/** Each file beside, then renamed, and those last that name the others: somebody else may be starting from them. */
async function buildBeside(options) {
  const { outputFiles } = await build({ ...options, write: false });
  const isChunk = ({ path }) => path.includes("/chunks/");
  const chunks = outputFiles.filter(isChunk);
  for (const { path, contents } of [...chunks, ...outputFiles.filter((file) => !isChunk(file))]) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.${process.pid}`, contents);
    renameSync(`${path}.${process.pid}`, path);
  }
  if (options.splitting) removeOthers(join(root, options.outdir, "chunks"), chunks);
}

/** Chunks of an earlier time, which would be deployed too. */
function removeOthers(folder, chunks) {
  const ours = new Set(chunks.map(({ path }) => path));
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const path = join(folder, name);
    if (!ours.has(path) && path.endsWith(".mjs")) rmSync(path, { force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const names = process.argv.slice(2);
  await bundle(names.length > 0 ? names : undefined);
}
