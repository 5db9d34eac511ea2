/** Finds problems and notes for the `check` command in a site that was published into memory. */

import type { Problem } from "../../article/article.ts";
import { extensionOf, ignoredAs, SETTINGS_PATH } from "../../publish/content-path.ts";
import { desiredId } from "../../publish/plan/compute-record.ts";
import type { PathReport } from "../../publish/publish.ts";
import type { SettingsReading } from "../../publish/read-settings.ts";
import { type ArticleRecord, readRecord } from "../../publish/state/record.ts";
import type { Stores } from "../../publish/stores.ts";
import { FEED_FORMATS } from "../../render/document.ts";
import type { Settings } from "../../settings/settings.ts";
import { listAll, type Store } from "../../store/store.ts";
import type { ReportTotals } from "../report-totals.ts";
import { formatNumber } from "../terminal/format-number.ts";
import { attachmentFindings } from "./attachment-findings.ts";
import { podcastChecker } from "./check-podcast.ts";
import { deadReferenceFinder } from "./dead-references.ts";
import { emptySections } from "./empty-sections.ts";
import { omittedContent } from "./summarized-feeds.ts";

/** `problem`: must be fixed, since readers are affected. `note`: the writer should know. */
export type Finding = Problem & { readonly path: string; readonly kind: "problem" | "note" };

/** Findings in the order of paths; those about the entire site come last. */
export async function checkFindings(
  result: ReportTotals,
  { settings, notes: settingsNotes }: Pick<SettingsReading, "settings" | "notes">,
  stores: Stores,
): Promise<Finding[]> {
  const { state, site } = stores;
  const deadReferences = deadReferenceFinder(stores, settings);
  const podcast = podcastChecker(settings, stores.content);
  const findings: Finding[] = [];
  for (const { path, outcome, problems, notes } of result.paths) {
    findings.push(...problems.map((problem) => ({ path, kind: "problem", ...problem }) as const));
    findings.push(...notes.map((note) => ({ path, kind: "note", ...note }) as const));
    findings.push(...leftOutFindings(path, outcome));
    if (outcome === "rejected") continue;
    const record = (await readRecord(state, path))?.record;
    if (record?.status !== "live") continue;
    findings.push(...recordFindings(path, record, settings), ...(await podcast.article(path, record)));
    findings.push(...attachmentFindings(record, settings).map((note) => ({ path, kind: "note", ...note }) as const));
    for (const dead of await deadReferences(path, record)) findings.push({ path, ...dead });
  }
  findings.push(...settingsNotes.map((note) => ({ path: SETTINGS_PATH, kind: "note", ...note }) as const));
  findings.push(...(await podcast.show()));
  const omitted = settings.content === "summary" ? [] : await omittedContent(site);
  for (const reason of [...(await emptySections(settings, site)), ...omitted])
    findings.push({ path: SETTINGS_PATH, kind: "note", reason });
  return [...findings, ...(await largeDocuments(site))];
}

function leftOutFindings(path: string, outcome: PathReport["outcome"]): Finding[] {
  const reasons: Partial<Record<PathReport["outcome"], string>> = {
    unread: `is not read: .${extensionOf(path)} is a format of other tools; as .md, .txt or .html it is an article`,
    ignored: `is left out: ${ignoredAs(path) ?? "others"}`,
    unused: `is left out: no article refers to this type of file (${extensionOf(path) === "" ? "no extension" : `.${extensionOf(path)}`})`,
  };
  const reason = reasons[outcome];
  return reason === undefined ? [] : [{ path, kind: "note", reason }];
}

function recordFindings(path: string, { article, slug, id }: ArticleRecord, settings: Settings): Finding[] {
  const findings: Finding[] = [];
  if (article.date === undefined) {
    findings.push({
      path,
      kind: "note",
      reason:
        "has no date; the file's modification time is used instead, which changes when the file is copied (--fix-dates offers dates)",
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

/** Some feed readers and validators reject larger documents. */
const MAX_DOCUMENT_BYTES = 512_000;
/** How many large documents are named. */
const MAX_NAMED = 3;

/** One note, however many documents are large, since one setting mends them all. */
async function largeDocuments(site: Store): Promise<Finding[]> {
  const files = new Set(Object.values(FEED_FORMATS).map(({ file }) => file));
  const large: { readonly key: string; readonly size: number }[] = [];
  for await (const { entries } of listAll(site, {}))
    large.push(
      ...entries.filter(({ key, size }) => size > MAX_DOCUMENT_BYTES && files.has(key.slice(key.lastIndexOf("/") + 1))),
    );
  if (large.length === 0) return [];
  const named = large
    .sort((a, b) => b.size - a.size)
    .slice(0, MAX_NAMED)
    .map(({ key, size }) => `/${key} is ${formatNumber(Math.round(size / 1000))} kB`);
  const rest = large.length - named.length;
  const others = rest > 0 ? ` (and ${formatNumber(rest)} smaller ${rest === 1 ? "one" : "ones"})` : "";
  const reason = `${named.join(", ")}${others}, more than some feed readers accept; lower "limit"`;
  return [{ path: SETTINGS_PATH, kind: "note", reason }];
}
