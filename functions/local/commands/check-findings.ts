/** What `check` finds in a site that was published into memory. */

import type { Problem } from "../../article/article.ts";
import { MARK, mediaPath, type Reference, referencesIn } from "../../article/reference.ts";
import { SETTINGS_PATH } from "../../publish/content-path.ts";
import { desiredId } from "../../publish/plan/compute-record.ts";
import type { SettingsReading } from "../../publish/read-settings.ts";
import { type ArticleRecord, readRecord } from "../../publish/state/record.ts";
import type { Stores } from "../../publish/stores.ts";
import { FEED_FORMATS } from "../../render/document.ts";
import type { Settings } from "../../settings/settings.ts";
import { parseKey } from "../../store/key.ts";
import { listAll, type Store } from "../../store/store.ts";
import type { ReportTotals } from "../report-totals.ts";
import { formatNumber } from "../terminal/format-number.ts";

/** `mend`: readers lose something by it. `note`: the writer should know. */
export type Finding = Problem & { readonly path: string; readonly weight: "mend" | "note" };

/** In the order of paths; what concerns the whole site last. */
export async function checkFindings(
  result: ReportTotals,
  { settings, notes: settingsNotes }: Pick<SettingsReading, "settings" | "notes">,
  { state, site }: Stores,
): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const { path, outcome, problems, notes } of result.paths) {
    found.push(...problems.map((problem) => ({ path, weight: "mend", ...problem }) as const));
    found.push(...notes.map((note) => ({ path, weight: "note", ...note }) as const));
    if (outcome === "media") found.push(...aboutMedia(path));
    if (outcome === "rejected") continue;
    const record = (await readRecord(state, path))?.record;
    if (record?.status !== "live") continue;
    found.push(...aboutRecord(path, record, settings));
    for (const reason of await deadReferences(record, site)) found.push({ path, weight: "mend", reason });
  }
  found.push(...settingsNotes.map((note) => ({ path: SETTINGS_PATH, weight: "note", ...note }) as const));
  return [...found, ...(await largeDocuments(site))];
}

/** Names that other tools take for articles. */
const ALMOST: Readonly<Record<string, string>> = { markdown: "md", mdown: "md", mkd: "md", htm: "html", text: "txt" };

function aboutMedia(path: string): Finding[] {
  const extension = ALMOST[path.slice(path.lastIndexOf(".") + 1).toLowerCase()];
  if (extension === undefined) return [];
  const reason = `is published as it is, like a picture; to make it an article, let its name end in .${extension}`;
  return [{ path, weight: "note", reason }];
}

function aboutRecord(path: string, { article, slug, id }: ArticleRecord, settings: Settings): Finding[] {
  const found: Finding[] = [];
  if (article.date === undefined) {
    found.push({
      path,
      weight: "note",
      reason: "has no date; the file's own is taken, which a copy of the file changes",
    });
  }
  if (slug !== article.slug) {
    found.push({
      path,
      weight: "note",
      reason: `another article has the slug "${article.slug}"; this one is published as "${slug}"`,
    });
  }
  const wished = desiredId(path, article, settings);
  if (id !== wished)
    found.push({ path, weight: "mend", reason: `another article has the id "${wished}"; give this one its own` });
  return found;
}

/** References to this site that lead nowhere, each once. */
async function deadReferences({ article, slug }: ArticleRecord, site: Store): Promise<string[]> {
  const references = new Set([...referencesIn(article.html), ...article.attachments.map(({ url }) => url)]);
  if (article.image !== undefined) references.add(article.image);
  const dead: string[] = [];
  for (const reference of references) {
    const name = documentAt(reference, slug);
    const parsed = name === undefined ? undefined : parseKey(name);
    if (parsed === undefined || ("key" in parsed && (await site.stat(parsed.key)) !== undefined)) continue;
    const media = mediaPath(reference);
    dead.push(
      media === undefined
        ? `links to /${name}, which is not there`
        : `refers to ${media}, which is not in the content folder`,
    );
  }
  return dead;
}

/** The name of the document that a reference to this site leads to; none for references to elsewhere. */
function documentAt(reference: Reference, slug: string): string | undefined {
  const roots: Readonly<Record<string, string>> = {
    [MARK.page]: `articles/${slug}/`,
    [MARK.site]: "",
    [MARK.host]: "",
  };
  const root = roots[reference.charAt(0)];
  if (root === undefined) return undefined;
  const path =
    root +
    decode(
      reference
        .slice(1)
        .replace(/[?#].*$/s, "")
        .replace(/^\//, ""),
    );
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Some readers and validators refuse larger ones. */
const MAX_DOCUMENT_BYTES = 512_000;

async function largeDocuments(site: Store): Promise<Finding[]> {
  const files = new Set(Object.values(FEED_FORMATS).map(({ file }) => file));
  const found: Finding[] = [];
  for await (const { entries } of listAll(site, {})) {
    for (const { key, size } of entries) {
      if (size <= MAX_DOCUMENT_BYTES || !files.has(key.slice(key.lastIndexOf("/") + 1))) continue;
      const remedy = key.startsWith("archive/") ? 'choose a shorter period for "archive"' : 'lower "limit"';
      const reason = `/${key} has ${formatNumber(Math.round(size / 1000))} kB, more than some readers take; ${remedy}`;
      found.push({ path: SETTINGS_PATH, weight: "note", reason });
    }
  }
  return found;
}
