/** Builds the function's production bundle into a temporary folder, next to sample articles that the test provides. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type BuildOptions, build } from "esbuild";

type Bundles = { readonly bundles: Readonly<Record<"lambda", BuildOptions>> };

export type Bundled = {
  readonly file: string;
  /** Replaces the folder of sample articles. Without files there is no folder, because a zip holds files only. */
  readonly seed: (files: Readonly<Record<string, string>>) => void;
  readonly remove: () => void;
};

export async function bundleFunction(): Promise<Bundled> {
  const script = new URL("../../functions/bundle.mjs", import.meta.url).href;
  const { bundles } = (await import(script)) as Bundles;
  const folder = mkdtempSync(join(tmpdir(), "dropfeed-lambda-"));
  const file = join(folder, "index.mjs");
  await build({ ...bundles.lambda, outdir: folder });
  const seed = (files: Readonly<Record<string, string>>) => {
    rmSync(join(folder, "seeds"), { recursive: true, force: true });
    const isEmpty = Object.keys(files).length === 0;
    for (const [path, body] of Object.entries(isEmpty ? {} : { ...files, ".hidden": "" })) {
      const target = join(folder, "seeds", path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, body);
    }
  };
  return { file, seed, remove: () => rmSync(folder, { recursive: true }) };
}
