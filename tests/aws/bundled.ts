/** The bundle that ships, made into a folder of the test's own, with sample articles of the test's own beside it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type BuildOptions, build } from "esbuild";

type Bundles = { readonly bundles: Readonly<Record<"lambda", BuildOptions>> };

export type Bundled = {
  readonly file: string;
  /** Makes the folder of sample articles anew. Without files there is no folder: a zip holds files only. */
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
      const place = join(folder, "seeds", path);
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(place, body);
    }
  };
  return { file, seed, remove: () => rmSync(folder, { recursive: true }) };
}
