/** Dropfeed as a contender, run by its command line as users do. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DROPFEED } from "./benchmark.ts";
import type { Contender } from "./contender.ts";
import { ROOT } from "./paths.ts";

export function dropfeed(): Contender {
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { readonly version: string };
  const program = [process.execPath, join(ROOT, "functions/dropfeed.mjs")];
  return {
    name: DROPFEED,
    version,
    maxArticles: Number.POSITIVE_INFINITY,
    prepare(content, folder) {
      const [out, rebuildOut, state] = [join(folder, "out"), join(folder, "rebuilt"), join(folder, "state")];
      const build = [...program, "build", content, "--url", "https://example.org/"];
      return {
        build: { command: [...build, "--out", out] },
        rebuild: { command: [...build, "--out", rebuildOut, "--state", state] },
        out,
        rebuildOut,
        serve: (port) => ({ command: [...program, "dev", content, "--out", out, "--port", String(port)] }),
        feed: "/feed.xml",
      };
    },
  };
}
