/**
 * Bundles the command line with the library, the Lambda function, the edge functions, the CDK app and its construct as plain JavaScript into
 * `dist/`. The tests run the same bundles that are shipped. `npm ci` runs this script; `node functions/bundle.mjs` builds all bundles
 * again, `node functions/bundle.mjs lambda edge app` only these.
 */
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** A hash that identifies the publishing code: it changes with every source file and dependency, and is the same on every system. */
function releaseOf() {
  const sources = readdirSync(join(root, "functions"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  // A copy of the sources without a lockfile, such as an archive of another tool, names its dependencies in package.json.
  const versions = ["package-lock.json", "package.json"]
    .map((name) => join(root, name))
    .find((path) => existsSync(path));
  const hash = createHash("sha256");
  for (const [name, path] of [...sources, versions].map((path) => [nameOf(path), path]).sort(byName))
    hash.update(`${name}\n`).update(readFileSync(path));
  return hash.digest("hex").slice(0, 16);
}

const nameOf = (path) => relative(root, path).split(sep).join("/");
const byName = ([a], [b]) => (a < b ? -1 : 1);

const common = {
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

/** Code that is imported on demand, such as the code that reads articles, goes into separate files, so that startup is fast. */
const withChunks = {
  ...common,
  splitting: true,
  minify: true,
  outExtension: { ".js": ".mjs" },
  chunkNames: "chunks/[name]-[hash]",
};

export const bundles = {
  cli: {
    ...withChunks,
    entryPoints: {
      cli: "functions/cli.ts",
      index: "functions/library.ts",
      worker: "functions/local/workers/worker.ts",
    },
    outdir: "dist",
    target: "node20",
  },
  lambda: { ...withChunks, entryPoints: { index: "functions/lambda.ts" }, outdir: "dist/lambda", target: "node24" },
  edge: {
    absWorkingDir: root,
    ...JSON.parse(readFileSync(join(root, "functions/edge/esbuild-options.json"), "utf8")),
    entryPoints: ["functions/edge/request-function.ts", "functions/edge/response-function.ts"],
    outdir: "dist/edge",
  },
  app: {
    ...common,
    entryPoints: { app: "infra/app.ts" },
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
    target: "node20",
    packages: "external",
  },
  cdk: {
    ...common,
    entryPoints: { cdk: "infra/construct.ts" },
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
    target: "node20",
    // The app that uses the construct brings these, and there must be only one of each.
    external: ["aws-cdk-lib", "constructs"],
  },
};

/** Folders to copy next to a bundle: the Lambda function publishes the sample articles when it is deployed. */
const assets = { lambda: [["seeds", "dist/lambda/seeds"]] };

/** Returns the paths of all files that went into them, relative to the project's folder. */
export async function bundle(names = Object.keys(bundles)) {
  const inputs = await Promise.all(names.map(make));
  return [...new Set(inputs.flat())];
}

async function make(name) {
  const inputs = await writeBundle(bundles[name]);
  for (const [from, to] of assets[name] ?? []) {
    rmSync(join(root, to), { recursive: true, force: true });
    if (existsSync(join(root, from))) cpSync(join(root, from), join(root, to), { recursive: true });
  }
  return inputs;
}

/**
 * Writes each file under a temporary name and then renames it, with the entry points last, because another process may be
 * starting from these files.
 */
async function writeBundle(options) {
  const { outputFiles, metafile } = await build({ ...options, write: false, metafile: true });
  // The paths are those of the system: with \\ on Windows.
  const isChunk = ({ path }) => relative(root, path).split(sep).includes("chunks");
  const chunks = outputFiles.filter(isChunk);
  for (const { path, contents } of [...chunks, ...outputFiles.filter((file) => !isChunk(file))]) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.${process.pid}`, contents);
    renameSync(`${path}.${process.pid}`, path);
  }
  if (options.splitting) removeOldChunks(join(root, options.outdir, "chunks"), chunks);
  return Object.keys(metafile.inputs);
}

/** Removes chunks of earlier builds, which would otherwise be deployed too. */
function removeOldChunks(folder, chunks) {
  const current = new Set(chunks.map(({ path }) => path));
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const path = join(folder, name);
    if (!current.has(path) && path.endsWith(".mjs")) rmSync(path, { force: true });
  }
}

function usage() {
  const names = Object.keys(bundles);
  return `node functions/bundle.mjs [BUNDLE …]

Bundles the sources as plain JavaScript into dist/.

  BUNDLE    ${names.join(", ")} (all of them)

Exit codes: 0 success; 2 there is no such bundle, or it could not be built.`;
}

/** Returns the exit code. */
async function run(args) {
  if (args.includes("--help") || args.includes("-h")) {
    console.log(usage());
    return 0;
  }
  const unknown = args.filter((name) => !Object.hasOwn(bundles, name));
  if (unknown.length > 0) {
    console.error(`bundle: unknown bundle "${unknown.join(" ")}" (see --help)`);
    return 2;
  }
  try {
    await bundle(args.length > 0 ? args : undefined);
    return 0;
  } catch (error) {
    // esbuild has printed the errors of the sources already; other errors, such as a full disk, need their message.
    console.error(`bundle: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await run(process.argv.slice(2));
