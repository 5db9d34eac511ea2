/** Takes a content path and says what the file is to a publisher: an article, the settings, media, or something left out. */
import { isDraftsFolder } from "../article/article-path.ts";
import { inputFormatOf } from "../article/input-format.ts";
import { parseKey } from "../store/key.ts";
import { MEDIA_EXTENSIONS, TOOL_EXTENSIONS, TOOL_FILES, UNREAD_EXTENSIONS } from "./file-types.ts";
import { bytesInKeys } from "./state/state-keys.ts";

export const SETTINGS_PATH = "site.json";

/** In bytes as encoded in keys. A longer path and a tag's name together would exceed the length of an index key. */
const MAX_PATH_BYTES = 700;

/**
 * - `article`: read; the reading then says whether it is one (a README is not).
 * - `media`: published, because feed readers show or play the type.
 * - `attachment-only`: published if an article or site.json refers to it.
 * - `unread`: could be an article of another tool, in a format that is not read; never published.
 * - `ignored`: dotfiles, backups, and files of editors, systems and tools; never published.
 */
export type PathKind = "article" | "settings" | "media" | "attachment-only" | "unread" | "ignored";

/** Decided by the path alone. A path that names a folder is `ignored` if everything in the folder is. */
export function kindOfPath(path: string): PathKind {
  if (path === SETTINGS_PATH) return "settings";
  if (ignoredAs(path) !== undefined) return "ignored";
  if (EPISODE_FILES.test(path)) return "attachment-only";
  if (inputFormatOf(path) !== undefined) return "article";
  const extension = extensionOf(path);
  if (UNREAD_EXTENSIONS.has(extension)) return "unread";
  // What lies beside drafts waits for them; an article that is published can still refer to it.
  return MEDIA_EXTENSIONS.has(extension) && !isAmongDrafts(path) ? "media" : "attachment-only";
}

/** Chapters and transcripts of podcasts, which are JSON and no articles. */
const EPISODE_FILES = /(?:^|[/._-])(?:chapters|transcripts?)\.json$/i;

const isAmongDrafts = (path: string) => path.split("/").slice(0, -1).some(isDraftsFolder);

/** In lower case, without the dot; empty if the name has none. */
export function extensionOf(path: string): string {
  return /[^/]\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
}

/** Why a path is ignored, as a plural that can follow a count. */
export type IgnoredAs =
  | "dotfiles"
  | "names with _"
  | "backups"
  | "system files"
  | "sync conflicts"
  | "package files"
  | "tool files";

/** Each test sees one segment of the path, the rules of a name alone; the first that holds decides. */
const SEGMENT_RULES: readonly (readonly [IgnoredAs, RegExp])[] = [
  ["dotfiles", /^\./],
  // Jekyll's articles are in _posts and _drafts; Hugo's section pages are called _index.
  ["names with _", /^_(?!(?:posts|drafts)$|index\.)/i],
  ["backups", /~$|^#.*#$|^~\$|\.(?:bak|backup|orig|old|save|sw[a-p]|part|partial|tmp|temp|crdownload|download|rej)$/i],
  // Vim writes 4913 (and 5036) to see whether a folder can be written to.
  ["backups", /^(?:4913|5036)$/],
  ["system files", /^(?:thumbs\.db|ehthumbs\.db|desktop\.ini|icon\r|\$recycle\.bin|@eadir|lost\+found)$/i],
  ["system files", /^system volume information$/i],
  ["sync conflicts", /\.sync-conflict-\d|\([^()]*conflicted copy[^()]*\)/i],
  ["package files", /^(?:node_modules|bower_components|jspm_packages)$/i],
];

/** These see the whole path. */
const PATH_RULES: readonly (readonly [IgnoredAs, RegExp])[] = [
  ["package files", /(?:^|\/)vendor\/bundle(?:\/|$)/],
  ["tool files", /^(?:themes\/[^/]+\/)(?:layouts|templates|archetypes|assets|static|data|i18n|exampleSite)(?:\/|$)/],
  ["tool files", /^(?:(?:archetypes|scaffolds)\/.|(?:layouts|templates)\/.*\.html?$)/],
];

/** Undefined if the path is not ignored. */
export function ignoredAs(path: string): IgnoredAs | undefined {
  const segments = path.split("/");
  for (const segment of segments) {
    const rule = SEGMENT_RULES.find(([, test]) => test.test(segment));
    if (rule) return rule[0];
  }
  const rule = PATH_RULES.find(([, test]) => test.test(path));
  if (rule) return rule[0];
  if (TOOL_FILES.test(segments.at(-1) ?? "") || TOOL_EXTENSIONS.has(extensionOf(path))) return "tool files";
  const isDraftsMedia = segments.slice(0, -1).some((segment) => segment.toLowerCase() === "_drafts");
  return isDraftsMedia && inputFormatOf(path) === undefined ? "names with _" : undefined;
}

/** Why nothing can be published from this path; undefined if it can. Buckets allow names that are not valid keys. */
export function whyNotPath(path: string): string | undefined {
  const parsed = parseKey(path);
  if ("reason" in parsed) return `the path ${parsed.reason}`;
  const isLong = bytesInKeys(path) > MAX_PATH_BYTES;
  return isLong ? `the path is longer than ${MAX_PATH_BYTES} bytes (each /, % and ~ counts as three)` : undefined;
}

/** Whether a path, of a file or folder, is ignored completely. */
export function isHidden(path: string): boolean {
  return ignoredAs(path) !== undefined;
}

/** Whether no document ever comes from this path, nor its bytes. */
export function isNeverPublished(path: string): boolean {
  const kind = kindOfPath(path);
  return kind === "unread" || kind === "ignored";
}

/** Whether a path names a file that is published as it is, at once or when something refers to it. */
export function isMedia(path: string): boolean {
  const kind = kindOfPath(path);
  return kind === "media" || kind === "attachment-only";
}
