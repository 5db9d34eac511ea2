/** Classifies content paths: settings, media, hidden, or impossible to publish. */
import { inputFormatOf } from "../article/input-format.ts";
import { parseKey } from "../store/key.ts";
import { bytesInKeys } from "./state/index-key.ts";

/** In bytes as encoded in keys. A longer path and a tag's name together would exceed the length of an index key. */
const MAX_PATH_BYTES = 700;

/** Why nothing can be published from this path; undefined if it can. Buckets allow names that are not valid keys. */
export function whyNotPath(path: string): string | undefined {
  const parsed = parseKey(path);
  if ("reason" in parsed) return `the path ${parsed.reason}`;
  const isLong = bytesInKeys(path) > MAX_PATH_BYTES;
  return isLong ? `the path is longer than ${MAX_PATH_BYTES} bytes (each /, % and ~ counts as three)` : undefined;
}

/** Whether a path is ignored completely: one of its segments begins with `.` or `_`. */
export function isHidden(path: string): boolean {
  return /(?:^|\/)[._]/.test(path);
}

/** Whether a path names a media file: neither an article nor the settings. */
export function isMedia(path: string): boolean {
  return path !== SETTINGS_PATH && inputFormatOf(path) === undefined;
}

export const SETTINGS_PATH = "site.json";
