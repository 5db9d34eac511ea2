/** What a path of the content names, if anything. */
import { inputFormatOf } from "../article/input-format.ts";
import { parseKey } from "../store/key.ts";
import { bytesInKeys } from "./state/index-key.ts";

/** Longer paths, as keys hold them, would not fit into a key of the index beside a tag's name. */
const MAX_PATH_BYTES = 700;

/** Why nothing can be published from a path, if so: a bucket takes names that no key can be made of. */
export function whyNotPath(path: string): string | undefined {
  const parsed = parseKey(path);
  if ("reason" in parsed) return `the path ${parsed.reason}`;
  const isLong = bytesInKeys(path) > MAX_PATH_BYTES;
  return isLong ? `the path is longer than ${MAX_PATH_BYTES} bytes (each /, % and ~ counts as three)` : undefined;
}

/** Whether a path is ignored altogether: a part of it begins with `.` or `_`. */
export function isHidden(path: string): boolean {
  return /(?:^|\/)[._]/.test(path);
}

/** Whether a path names media: what is neither an article nor the settings. */
export function isMedia(path: string): boolean {
  return path !== SETTINGS_PATH && inputFormatOf(path) === undefined;
}

export const SETTINGS_PATH = "site.json";
