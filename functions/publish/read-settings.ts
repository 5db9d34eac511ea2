/** The site's settings: those of site.json or, while that is bad, the last that were good. */
import type { Problem } from "../article/article.ts";
import { parseSettings, type SettingsParsing } from "../settings/parse-settings.ts";
import type { Settings } from "../settings/settings.ts";
import { key } from "../store/key.ts";
import { orRefusal, StoreRefusedError } from "../store/store.ts";
import { SETTINGS_PATH } from "./content-path.ts";
import type { Publisher } from "./publisher.ts";

export type SettingsReading = {
  readonly settings: Settings;
  /** Why site.json was not used as it stands; empty if it was. */
  readonly problems: readonly Problem[];
  readonly notes: readonly Problem[];
};

/** Where the state store keeps the last good site.json; an empty object says that there was none. */
const LAST_GOOD = key("settings/last-good.json");
const NONE = new Uint8Array();

/** @throws StoreRefusedError if the store keeps site.json back and none is remembered. `isTold`: whether a rebuild is on its way, should the settings be new. */
export async function readSettings(
  { content, state, siteOptions, send }: Publisher,
  isTold: boolean,
): Promise<SettingsReading> {
  const [there, last] = await Promise.all([orRefusal(content.read(key(SETTINGS_PATH))), state.read(LAST_GOOD)]);
  const isRefused = there instanceof StoreRefusedError;
  // Nobody knows what they say: the site is not to be published as if they said nothing.
  if (isRefused && last === undefined) throw there;
  const body = isRefused ? undefined : there?.body;
  const reading = isRefused ? rejected(there.reason) : parseSettings(body, siteOptions);
  const good = (reading.kind === "settings" ? body : last?.body) ?? NONE;
  // The event that told of them may be lost. Where none are remembered, nothing was published under others.
  const isChanged = last !== undefined && Buffer.compare(last.body, good) !== 0;
  if (isChanged && !isTold) await send([{ kind: "rebuild" }]);
  if (isChanged || last === undefined) await state.write(LAST_GOOD, good, "anything");
  if (reading.kind === "settings") return { settings: reading.settings, problems: [], notes: reading.notes };
  const before = parseSettings(good.length > 0 ? good : undefined, siteOptions);
  if (before.kind === "rejected") throw new Error(`${SETTINGS_PATH} was good once: ${before.problems[0]?.reason}`);
  return { settings: before.settings, problems: reading.problems, notes: [] };
}

function rejected(reason: string): SettingsParsing {
  return { kind: "rejected", problems: [{ reason }] };
}
