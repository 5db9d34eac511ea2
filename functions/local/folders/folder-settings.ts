/** Reads the settings of a content folder for a command, and prints why they are invalid. */
import { lstatSync } from "node:fs";
import { join } from "node:path";
import { SETTINGS_PATH } from "../../publish/content-path.ts";
import { readAuthors } from "../../publish/read-authors.ts";
import type { SettingsReading } from "../../publish/read-settings.ts";
import { parseSettings } from "../../settings/parse-settings.ts";
import { folderStore } from "../../store/folder/folder.ts";
import { key } from "../../store/key.ts";
import { problemLine, type Terminal } from "../terminal/terminal.ts";

type SettingsSource = { readonly content: string; readonly url?: string; readonly defaultUrl: string };

/** Undefined if the settings are invalid; the problems have been printed then. */
export async function readFolderSettings(
  { content, url, defaultUrl }: SettingsSource,
  terminal: Terminal,
): Promise<SettingsReading | undefined> {
  const store = folderStore(content);
  const [file, people] = [await store.read(key(SETTINGS_PATH)), await readAuthors(store, undefined)];
  const reading = parseSettings(file?.body, { url, defaultUrl });
  // If site.json were silently ignored, every article would get another id.
  const isUnreadable = file === undefined && isThere(join(content, SETTINGS_PATH));
  if (reading.kind === "settings" && !isUnreadable) {
    const settings =
      people.authors === undefined ? reading.settings : { ...reading.settings, knownAuthors: people.authors };
    return { settings, problems: [], notes: [...reading.notes, ...people.notes] };
  }
  const problems = reading.kind === "settings" ? [{ reason: "is not a file inside this folder" }] : reading.problems;
  for (const problem of problems) terminal.problem(problemLine(content, SETTINGS_PATH, problem));
  return undefined;
}

const isThere = (path: string) => lstatSync(path, { throwIfNoEntry: false }) !== undefined;
