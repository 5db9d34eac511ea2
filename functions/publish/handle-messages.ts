/** Handles messages (changed, rebuild, tick, reconcile): publishes paths, or sends further messages. */
import { listAll } from "../store/store.ts";
import { isHidden, isNeverPublished, SETTINGS_PATH } from "./content-path.ts";
import { changedMessages, type Message } from "./message.ts";
import { wasPublishedSince } from "./plan/detect-change.ts";
import { type PathReport, publish, type Report } from "./publish.ts";
import type { Publisher } from "./publisher.ts";
import { readSettings, type SettingsReading } from "./read-settings.ts";
import { DUE, dueEnd, pathOf, sortsBefore } from "./state/index-key.ts";
import { knownPaths } from "./state/known-paths.ts";

/** A report for each publish, and the settings used. Messages that only sent other messages add no report. */
export type MessagesHandled = { readonly reports: readonly Report[]; readonly settings?: SettingsReading };

/** Publishes the paths of all `changed` messages together, so that each document is written once. */
export async function handleMessages(messages: readonly Message[], publisher: Publisher): Promise<MessagesHandled> {
  const reports: Report[] = [];
  const changed = messages.filter((message) => message.kind === "changed");
  let settings: SettingsReading | undefined;
  if (messages.some(({ kind }) => kind !== "tick"))
    settings = await readSettings(publisher, messages.some(causesRebuild));
  if (settings !== undefined) {
    for (const force of [false, true]) {
      const paths = changed.filter((message) => (message.force ?? false) === force).flatMap((message) => message.paths);
      if (paths.length > 0) reports.push(await publishChanged(paths, force, settings, publisher));
    }
  }
  for (const message of messages) {
    if (message.kind === "rebuild" && settings !== undefined)
      reports.push(await rebuild(message.after, settings, publisher));
    if (message.kind === "tick") await tick(publisher);
    if (message.kind === "reconcile") await reconcile(message.after, publisher);
  }
  return { reports, settings };
}

function causesRebuild(message: Message): boolean {
  if (message.kind === "rebuild") return message.after === undefined;
  return message.kind === "changed" && message.paths.includes(SETTINGS_PATH);
}

async function publishChanged(
  changed: readonly string[],
  force: boolean,
  { settings }: SettingsReading,
  publisher: Publisher,
) {
  const paths = changed.filter((path) => path !== SETTINGS_PATH);
  // New settings affect every article.
  if (changed.includes(SETTINGS_PATH)) await publisher.send([{ kind: "rebuild" }]);
  return publish({ paths, settings, force }, publisher);
}

/** Publishes the next part of all known paths. The last part includes the documents that belong to no article. */
async function rebuild(
  after: string | undefined,
  { settings }: SettingsReading,
  publisher: Publisher,
): Promise<Report> {
  const paths: string[] = [];
  const leftOut: PathReport[] = [];
  let isLast = true;
  for await (const { path, published } of knownPaths(publisher, after)) {
    // What was never published needs no look at the stores; a folder may hold far more of it than articles.
    if (isHidden(path) && published === undefined) {
      leftOut.push({ path, outcome: "ignored", problems: [], notes: [] });
      continue;
    }
    isLast = paths.length < publisher.rebuildSize;
    if (!isLast) break;
    paths.push(path);
  }
  const report = await publish({ paths, settings, force: true, includeSiteWide: isLast }, publisher);
  if (isLast) return { ...report, paths: [...report.paths, ...leftOut] };
  const last = paths.at(-1) ?? "";
  await publisher.send([{ kind: "rebuild", after: last }]);
  return { ...report, paths: [...report.paths, ...leftOut.filter(({ path }) => sortsBefore(path, last))] };
}

async function tick({ state, now, send }: Publisher): Promise<void> {
  const end = dueEnd(now);
  const due: string[] = [];
  for await (const { entries } of listAll(state, { prefix: DUE })) {
    const keys = entries.map((entry) => entry.key).filter((key) => sortsBefore(key, end));
    due.push(...keys.map(pathOf));
    if (keys.length < entries.length) break;
  }
  await send(changedMessages(due));
}

/** How many paths one reconcile message compares: 100 listings of 1,000 keys each. */
const RECONCILE_SIZE = 100_000;

/**
 * Sends `changed` messages for paths whose content and published state may differ; this repairs what lost events left behind.
 *
 * It compares listings only. A path is checked again if its content changed at about the time of its last publication, or later.
 * So every change of a lost event is found, and a few up-to-date paths are checked once more. That check updates the modification
 * time of the record, so the next reconcile skips it.
 */
async function reconcile(after: string | undefined, publisher: Publisher): Promise<void> {
  const differing: string[] = [];
  let compared = 0;
  for await (const { path, changed, published } of knownPaths(publisher, after)) {
    if (isNeverPublished(path) && published === undefined) continue;
    const isUpToDate = changed !== undefined && published !== undefined && wasPublishedSince(published, changed);
    if (!isUpToDate) differing.push(path);
    if (++compared < RECONCILE_SIZE) continue;
    return publisher.send([...uncertainChanges(differing), { kind: "reconcile", after: path }]);
  }
  await publisher.send(uncertainChanges(differing));
}

function uncertainChanges(paths: readonly string[]): Message[] {
  return changedMessages(paths).map((message) => ({ ...message, fromReconcile: true }));
}
