/** The settings of a content folder, for a command that cannot go on with bad ones. */
import { lstatSync } from "node:fs";
import { join } from "node:path";
import { SETTINGS_PATH } from "../../publish/content-path.ts";
import type { SettingsReading } from "../../publish/read-settings.ts";
import { parseSettings } from "../../settings/parse-settings.ts";
import { folderStore } from "../../store/folder/folder.ts";
import { key } from "../../store/key.ts";
import { problemLine, type Terminal } from "../terminal/terminal.ts";

type From = { readonly content: string; readonly url?: string; readonly defaultUrl: string };

/** None if they are bad, which has then been said. */
export async function readFolderSettings(
  { content, url, defaultUrl }: From,
  terminal: Terminal,
): Promise<SettingsReading | undefined> {
  const file = await folderStore(content).read(key(SETTINGS_PATH));
  const reading = parseSettings(file?.body, { url, defaultUrl });
  // Passed over in silence, it would give every article another id.
  const isPassedOver = file === undefined && isThere(join(content, SETTINGS_PATH));
  if (reading.kind === "settings" && !isPassedOver) return { ...reading, problems: [] };
  const problems = reading.kind === "settings" ? [{ reason: "is no file of this folder" }] : reading.problems;
  for (const problem of problems) terminal.problem(problemLine(content, SETTINGS_PATH, problem));
  return undefined;
}

const isThere = (path: string) => lstatSync(path, { throwIfNoEntry: false }) !== undefined;
