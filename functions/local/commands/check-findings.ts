/** Finds problems and notes for the `check` command in a site that was published into memory. */

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
import { omittedContent } from "./omitted-content.ts";

/** `problem`: must be fixed, since readers are affected. `note`: the writer should know. */
export type Finding = Problem & { readonly path: string; readonly kind: "problem" | "note" };

/** Findings in the order of paths; those about the entire site come last. */
export async function checkFindings(
  result: ReportTotals,
  { settings, notes: settingsNotes }: Pick<SettingsReading, "settings" | "notes">,
  { state, site }: Stores,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { path, outcome, problems, notes } of result.paths) {
    findings.push(...problems.map((problem) => ({ path, kind: "problem", ...problem }) as const));
    findings.push(...notes.map((note) => ({ path, kind: "note", ...note }) as const));
    if (outcome === "media") findings.push(...mediaFindings(path));
    if (outcome === "rejected") continue;
    const record = (await readRecord(state, path))?.record;
    if (record?.status !== "live") continue;
    findings.push(...recordFindings(path, record, settings));
    for (const reason of await deadReferences(record, site)) findings.push({ path, kind: "problem", reason });
  }
  findings.push(...settingsNotes.map((note) => ({ path: SETTINGS_PATH, kind: "note", ...note }) as const));
  for (const reason of await omittedContent(site)) findings.push({ path: SETTINGS_PATH, kind: "note", reason });
  return [...findings, ...(await largeDocuments(site))];
}

/** File extensions that other tools treat as articles, and our extension for them. */
const ARTICLE_EXTENSIONS: Readonly<Record<string, string>> = {
  markdown: "md",
  mdown: "md",
  mkd: "md",
  htm: "html",
  text: "txt",
};

function mediaFindings(path: string): Finding[] {
  const extension = ARTICLE_EXTENSIONS[path.slice(path.lastIndexOf(".") + 1).toLowerCase()];
  if (extension === undefined) return [];
  const reason = `is published unchanged, as a media file; to make it an article, change its extension to .${extension}`;
  return [{ path, kind: "note", reason }];
}

function recordFindings(path: string, { article, slug, id }: ArticleRecord, settings: Settings): Finding[] {
  const findings: Finding[] = [];
  if (article.date === undefined) {
    findings.push({
      path,
      kind: "note",
      reason: "has no date; the file's modification time is used instead, which changes when the file is copied",
    });
  }
  if (slug !== article.slug) {
    findings.push({
      path,
      kind: "note",
      reason: `another article has the slug "${article.slug}"; this one is published as "${slug}"`,
    });
  }
  const desired = desiredId(path, article, settings);
  if (id !== desired)
    findings.push({ path, kind: "problem", reason: `another article has the id "${desired}"; give this one its own` });
  return findings;
}

/** Messages about references to missing documents or media of this site, one per reference. */
async function deadReferences({ article, slug }: ArticleRecord, site: Store): Promise<string[]> {
  const references = new Set([...referencesIn(article.html), ...article.attachments.map(({ url }) => url)]);
  if (article.image !== undefined) references.add(article.image);
  const messages: string[] = [];
  for (const reference of references) {
    const name = documentAt(reference, slug);
    const parsed = name === undefined ? undefined : parseKey(name);
    if (parsed === undefined || ("key" in parsed && (await site.stat(parsed.key)) !== undefined)) continue;
    const media = mediaPath(reference);
    messages.push(
      media === undefined
        ? `links to /${name}, which does not exist`
        : `refers to ${media}, which is not in the content folder`,
    );
  }
  return messages;
}

/** The name of the document that a reference points to; undefined for references to other sites. */
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

/** Some feed readers and validators reject larger documents. */
const MAX_DOCUMENT_BYTES = 512_000;

async function largeDocuments(site: Store): Promise<Finding[]> {
  const files = new Set(Object.values(FEED_FORMATS).map(({ file }) => file));
  const findings: Finding[] = [];
  for await (const { entries } of listAll(site, {})) {
    for (const { key, size } of entries) {
      if (size <= MAX_DOCUMENT_BYTES || !files.has(key.slice(key.lastIndexOf("/") + 1))) continue;
      const remedy = key.startsWith("archive/") ? 'choose a shorter period for "archive"' : 'lower "limit"';
      const reason = `/${key} is ${formatNumber(Math.round(size / 1000))} kB, more than some feed readers accept; ${remedy}`;
      findings.push({ path: SETTINGS_PATH, kind: "note", reason });
    }
  }
  return findings;
}
