/** The settings of a content folder, for a command that cannot go on with bad ones. */
import { SETTINGS_PATH } from "../publish/look.ts";
import type { SettingsReading } from "../publish/site-settings.ts";
import { parseSettings } from "../settings/parse-settings.ts";
import { folderStore } from "../store/folder.ts";
import { key } from "../store/key.ts";
import { problemLine, type Say } from "./say.ts";

type From = { readonly content: string; readonly url?: string; readonly defaultUrl: string };

/** None if they are bad, which has then been said. */
export async function settingsOf({ content, url, defaultUrl }: From, say: Say): Promise<SettingsReading | undefined> {
  const file = await folderStore(content).read(key(SETTINGS_PATH));
  const reading = parseSettings(file?.body, { url, defaultUrl });
  if (reading.kind === "settings") return { ...reading, problems: [] };
  for (const problem of reading.problems) say.problem(problemLine(content, SETTINGS_PATH, problem));
  return undefined;
}
