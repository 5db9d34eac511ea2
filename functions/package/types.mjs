/**
 * Writes the type declarations of the package's entry points into `dist/types`: takes the sources, and keeps only the declarations that an entry
 * point leads to, so that the package names no library that it does not install.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

/** The sources of the entry points; `exports` in package.json names their declarations. */
const ENTRIES = ["functions/library.ts", "infra/construct.ts"];

/** `root`: the project's folder. */
export function declareTypes(root) {
  const emitted = mkdtempSync(join(tmpdir(), "dropfeed-types-"));
  try {
    emit(root, emitted);
    rmSync(join(root, "dist/types"), { recursive: true, force: true });
    for (const [path, text] of reachable(emitted)) {
      const target = join(root, "dist/types", path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
    }
  } finally {
    rmSync(emitted, { recursive: true, force: true });
  }
}

function emit(root, outDir) {
  const compilerOptions = { noEmit: false, declaration: true, emitDeclarationOnly: true, rootDir: root, outDir };
  const typeRoots = [join(root, "node_modules/@types")];
  const config = {
    extends: join(root, "tsconfig.json"),
    compilerOptions: { ...compilerOptions, typeRoots },
    include: [],
    files: ENTRIES.map((entry) => join(root, entry)),
  };
  const file = join(outDir, "tsconfig.json");
  writeFileSync(file, JSON.stringify(config));
  const require = createRequire(join(root, "package.json"));
  const compiler = join(dirname(require.resolve("typescript/package.json")), "bin/tsc");
  execFileSync(process.execPath, [compiler, "-p", file], { stdio: "inherit" });
}

/** Path and text of each declaration that the entries import, directly or not. */
function reachable(folder) {
  const found = new Map();
  const waiting = ENTRIES.map((entry) => join(folder, entry.replace(/\.ts$/, ".d.ts")));
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    const text = readFileSync(path, "utf8");
    // Programs resolve the names of the JavaScript that a declaration stands for.
    found.set(path, text.replace(IMPORT, "$1.js$3"));
    for (const [, , name] of text.matchAll(IMPORT)) waiting.push(resolve(dirname(path), `${name}.d.ts`));
  }
  return [...found].map(([path, text]) => [path.slice(folder.length + 1), text]);
}

/** What a declaration imports from another one: `from "./x.ts"`, `import("./x.ts")`. */
const IMPORT = /((?:from |import\()"((?:\.{1,2}\/)[^"]{1,200}))\.ts(")/g;
