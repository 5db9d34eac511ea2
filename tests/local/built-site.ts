/** Creates a temporary content folder and a function that builds its site in this process. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "../../functions/local/commands/build.ts";
import type { BuildOptions } from "../../functions/local/commands/build-options.ts";
import { recordedTerminal } from "./recorded-terminal.ts";
import { fill, temporaryFolder } from "./temporary-folder.ts";

const NOW = Date.UTC(2026, 10, 23);
export const SITE = JSON.stringify({ title: "Paper", id: "tag:example.org,2026:" });
export const post = (title: string, more = "") =>
  `---\ntitle: ${title}\ndate: 2026-11-01\ntags: [one]\n${more}---\nText of ${title}.\n`;

export function testSite(files: Readonly<Record<string, string>>) {
  const folder = temporaryFolder();
  const options = { content: join(folder, "content"), out: join(folder, "out") };
  mkdirSync(options.content);
  fill(options.content, files);
  const run = async (more: Partial<BuildOptions> = {}) => {
    const { terminal, results, problems } = recordedTerminal();
    const fixed = { defaultUrl: "http://localhost:8080/", now: NOW, release: "test" };
    const code = await build({ ...options, ...fixed, ...more }, terminal);
    return { code, results, problems };
  };
  return { ...options, folder, run };
}
