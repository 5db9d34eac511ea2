/** Reads the settings of a content folder for a command, and prints why they are invalid. */
import { lstatSync } from "node:fs";
import { join } from "node:path";
import { SETTINGS_PATH } from "../../publish/content-path.ts";
import { readAuthors } from "../../publish/read-authors.ts";
import type { SettingsReading } from "../../publish/read-settings.ts";
import { parseSettings, type SettingsParsing } from "../../settings/parse-settings.ts";
import { folderStore } from "../../store/folder/folder.ts";
import { key } from "../../store/key.ts";
import { problemLine, type Terminal } from "../terminal/terminal.ts";

type SettingsSource = { readonly content: string; readonly url?: string; readonly defaultUrl: string };

/** Undefined if the settings are invalid; the problems have been printed then. */
export async function readFolderSettings(
  source: SettingsSource,
  terminal: Terminal,
): Promise<SettingsReading | undefined> {
  const parsing = await parseFolderSettings(source);
  if (parsing.kind === "settings") return { ...parsing, problems: [] };
  for (const problem of parsing.problems) terminal.problem(problemLine(source.content, SETTINGS_PATH, problem));
  return undefined;
}

/** With the people of the folder's file of authors. */
export async function parseFolderSettings({ content, url, defaultUrl }: SettingsSource): Promise<SettingsParsing> {
  const store = folderStore(content);
  const [file, people] = [await store.read(key(SETTINGS_PATH)), await readAuthors(store, undefined)];
  const reading = parseSettings(file?.body, { url, defaultUrl });
  // If site.json were silently ignored, every article would get another id.
  if (file === undefined && isThere(join(content, SETTINGS_PATH)))
    return { kind: "rejected", problems: [{ reason: "is not a file inside this folder" }] };
  if (reading.kind === "rejected") return reading;
  const settings =
    people.authors === undefined ? reading.settings : { ...reading.settings, knownAuthors: people.authors };
  return { kind: "settings", settings, notes: [...reading.notes, ...people.notes] };
}

const isThere = (path: string) => lstatSync(path, { throwIfNoEntry: false }) !== undefined;
