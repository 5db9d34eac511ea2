/** Reads the site's settings from site.json; while that file is invalid, the last valid version applies. */
import type { Problem } from "../article/article.ts";
import { parseSettings, type SettingsParsing } from "../settings/parse-settings.ts";
import type { Settings } from "../settings/settings.ts";
import { key } from "../store/key.ts";
import { orRefusal, type Store, StoreRefusedError } from "../store/store.ts";
import { SETTINGS_PATH } from "./content-path.ts";
import type { Publisher } from "./publisher.ts";
import { type KnownAuthors, readAuthors } from "./read-authors.ts";

export type SettingsReading = {
  readonly settings: Settings;
  /** Why the current site.json was not used; empty if it was. */
  readonly problems: readonly Problem[];
  readonly notes: readonly Problem[];
};

/** The state store keeps the last valid site.json here; an empty object means that there was no site.json. */
const LAST_GOOD = key("settings/last-good.json");
const NONE = new Uint8Array();
/** The last valid file of authors, as JSON; absent if there was none. */
const LAST_AUTHORS = key("settings/people.json");

/**
 * `isRebuildSent`: whether the messages being handled already cause a rebuild, so that none is sent if the settings changed.
 * @throws StoreRefusedError if the store refuses to return site.json and no earlier version is stored
 */
export async function readSettings(
  { content, state, siteOptions, send }: Publisher,
  isRebuildSent: boolean,
): Promise<SettingsReading> {
  const [current, last, lastAuthors] = await Promise.all([
    orRefusal(content.read(key(SETTINGS_PATH))),
    state.read(LAST_GOOD),
    state.read(LAST_AUTHORS),
  ]);
  const people = await readAuthors(content, lastAuthors);
  const isRefused = current instanceof StoreRefusedError;
  // The settings are unknown. Publishing with defaults instead would be wrong.
  if (isRefused && last === undefined) throw current;
  const body = isRefused ? undefined : current?.body;
  const reading = isRefused ? rejected(current.reason) : parseSettings(body, siteOptions);
  const good = (reading.kind === "settings" ? body : last?.body) ?? NONE;
  // The event that reported the new settings may be lost, so send a rebuild. Without stored settings there is nothing to rebuild:
  // no document was published with other settings.
  const isChanged = last !== undefined && Buffer.compare(last.body, good) !== 0;
  if ((isChanged || (last !== undefined && people.isChanged)) && !isRebuildSent) await send([{ kind: "rebuild" }]);
  if (people.isChanged) await keepAuthors(state, people);
  if (isChanged || last === undefined) await state.write(LAST_GOOD, good, "anything");
  const withPeople = (settings: Settings): Settings =>
    people.authors === undefined ? settings : { ...settings, knownAuthors: people.authors };
  if (reading.kind === "settings")
    return { settings: withPeople(reading.settings), problems: [], notes: [...reading.notes, ...people.notes] };
  const previous = parseSettings(good.length > 0 ? good : undefined, siteOptions);
  if (previous.kind === "rejected")
    throw new Error(
      `${SETTINGS_PATH}: the last good version is not valid in this release: ${previous.problems[0]?.reason}`,
    );
  return { settings: withPeople(previous.settings), problems: reading.problems, notes: people.notes };
}

async function keepAuthors(state: Store, { authors }: KnownAuthors): Promise<void> {
  if (authors === undefined) await state.remove(LAST_AUTHORS, "anything");
  else await state.write(LAST_AUTHORS, JSON.stringify(authors), "anything");
}

function rejected(reason: string): SettingsParsing {
  return { kind: "rejected", problems: [{ reason }] };
}
