/** Handles messages (changed, rebuild, tick, reconcile): publishes paths, or sends further messages. */
import { listAll } from "../store/store.ts";
import { isHidden, SETTINGS_PATH } from "./content-path.ts";
import { changedMessages, type Message } from "./message.ts";
import { type PathReport, publish, type Report } from "./publish.ts";
import type { Publisher } from "./publisher.ts";
import { readSettings, type SettingsReading } from "./read-settings.ts";
import { reconcile, type Withheld } from "./reconcile.ts";
import { knownPaths } from "./state/known-paths.ts";
import { DUE, dueEnd, pathOf, sortsBefore } from "./state/state-keys.ts";

/** A report for each publish, and the settings used. Messages that only sent other messages add no report. */
export type MessagesHandled = {
  readonly reports: readonly Report[];
  readonly settings?: SettingsReading;
  /** The removals that a reconcile found and did not ask for, because they are too many to be believed. */
  readonly withheld?: readonly Withheld[];
};

/** Publishes the paths of all `changed` messages together, so that each document is written once. */
export async function handleMessages(messages: readonly Message[], publisher: Publisher): Promise<MessagesHandled> {
  const reports: Report[] = [];
  const withheld: Withheld[] = [];
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
    if (message.kind === "reconcile") withheld.push(...(await reconcile(message, publisher)));
  }
  return { reports, settings, withheld };
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
