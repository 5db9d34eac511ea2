/**
 * Makes `dist/`: the command line, the Lambda function, the edge functions and the CDK app, each one file of plain JavaScript.
 * What ships is what the tests run. `npm ci` calls it; `node functions/bundle.mjs` calls it again,
 * `node functions/bundle.mjs lambda edge app` for some.
 */
import { createHash } from "node:crypto";
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
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

export const bundles = {
  cli: { ...shared, entryPoints: ["functions/cli.ts"], outfile: "dist/cli.mjs", target: "node20", minify: true },
  worker: {
    ...shared,
    entryPoints: ["functions/local/worker.ts"],
    outfile: "dist/worker.mjs",
    target: "node20",
    minify: true,
  },
  lambda: {
    ...shared,
    entryPoints: ["functions/lambda.ts"],
    outfile: "dist/lambda/index.mjs",
    target: "node24",
    minify: true,
  },
  edge: {
    absWorkingDir: root,
    ...JSON.parse(readFileSync(join(root, "functions/edge/bundle.json"), "utf8")),
    entryPoints: ["functions/edge/function.ts", "functions/edge/response.ts"],
    outdir: "dist/edge",
  },
  app: { ...shared, entryPoints: ["infra/app.ts"], outfile: "dist/app.mjs", target: "node20", packages: "external" },
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

/** Beside, then renamed: somebody else may be starting from it. */
async function buildBeside({ outfile, ...options }) {
  if (outfile === undefined) return build(options);
  const unfinished = `${outfile}.${process.pid}`;
  await build({ ...options, outfile: unfinished });
  renameSync(join(root, unfinished), join(root, outfile));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const names = process.argv.slice(2);
  await bundle(names.length > 0 ? names : undefined);
}
