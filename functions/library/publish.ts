/** The library's `publish`: takes a content folder or files, writes the site to a folder or returns it, and tells what became of each file. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSite, checkBuildFolders } from "../local/commands/build-site.ts";
import { drainMessages } from "../local/drain-messages.ts";
import { checkContent } from "../local/folders/check-folders.ts";
import { openContent } from "../local/folders/content-folder.ts";
import { parseFolderSettings } from "../local/folders/folder-settings.ts";
import { type ReportTotals, totalReports } from "../local/report-totals.ts";
import { SETTINGS_PATH } from "../publish/content-path.ts";
import { REBUILD_EVERYTHING } from "../publish/message.ts";
import { parseSettings } from "../settings/parse-settings.ts";
import { memoryStore } from "../store/memory.ts";
import { listAll, type Store } from "../store/store.ts";
import { type OpenedContent, openFiles } from "./content-files.ts";
import {
  type ContentFiles,
  type FolderOptions,
  InvalidSettingsError,
  type MemoryOptions,
  type Message,
  type Publication,
  type PublishedFiles,
} from "./publication.ts";

export type Release = {
  readonly release: string;
  /** The bundle that worker threads run, if it was shipped. */
  readonly worker: URL;
};

const DEFAULT_URL = "http://localhost:8080/";

/** @throws InvalidSettingsError; FolderError, StoreError if a folder cannot be used */
export async function publishToFolder(
  content: string | URL,
  options: FolderOptions,
  { release, worker }: Release,
): Promise<Publication> {
  const { url, force } = options;
  const folders = { content: pathOf(content), out: pathOf(options.out), state: options.state && pathOf(options.state) };
  const given = { ...folders, url, defaultUrl: DEFAULT_URL, now: timeOf(options), force, release };
  checkBuildFolders(given);
  const parsing = await parseFolderSettings(given);
  if (parsing.kind === "rejected") throw new InvalidSettingsError(parsing.problems);
  const withWorkers = existsSync(worker) ? { ...given, worker } : given;
  const { result, refused } = await buildSite(withWorkers, parsing.settings, SILENT);
  const blocked = [...refused].map((path) => ({ path, kind: "problem", reason: BLOCKED }) as const);
  return publicationOf(result, [...settingsNotes(parsing.notes), ...blocked]);
}

const BLOCKED = "already exists in the site's folder and was not written by dropfeed, so it was not changed";
/** A library prints nothing. */
const SILENT = { result() {}, problem() {}, progress() {} };

/** @throws InvalidSettingsError; FolderError, StoreError if the folder cannot be used */
export async function publishToMemory(
  from: string | URL | ContentFiles,
  options: MemoryOptions,
  { release }: Pick<Release, "release">,
): Promise<Publication & { readonly files: PublishedFiles }> {
  const now = timeOf(options);
  const siteOptions = { url: options.url, defaultUrl: DEFAULT_URL };
  const address = parseSettings(undefined, siteOptions);
  if (address.kind === "rejected") throw new InvalidSettingsError(address.problems);
  const { content, skippedFiles } = open(from, now);
  const stores = { content, state: memoryStore({ lean: true }), site: memoryStore({ lean: true }) };
  const publisher = { ...stores, ephemeral: true, now, release, rebuildSize: Number.POSITIVE_INFINITY, siteOptions };
  const { reports, settings } = await drainMessages(REBUILD_EVERYTHING, publisher);
  const { problems = [], notes = [] } = settings ?? {};
  if (problems.length > 0) throw new InvalidSettingsError(problems);
  const result = totalReports([...reports, skippedFiles()]);
  return { ...publicationOf(result, settingsNotes(notes)), files: await filesOf(stores.site) };
}

function open(from: string | URL | ContentFiles, now: number): OpenedContent {
  if (typeof from !== "string" && !(from instanceof URL)) return openFiles(from, now);
  checkContent(pathOf(from));
  return openContent(pathOf(from));
}

function publicationOf({ outcomes, paths, ...documents }: ReportTotals, others: readonly Message[]): Publication {
  const { live, rejected, draft, scheduled, expired } = outcomes;
  const messages = paths.flatMap(({ path, problems, notes }) => [
    ...problems.map((problem) => ({ path, kind: "problem", ...problem }) as const),
    ...notes.map((note) => ({ path, kind: "note", ...note }) as const),
  ]);
  return {
    articles: { published: live, rejected, hidden: draft + scheduled + expired },
    documents,
    messages: [...messages, ...others],
  };
}

function settingsNotes(notes: readonly Omit<Message, "path" | "kind">[]): readonly Message[] {
  return notes.map((note) => ({ path: SETTINGS_PATH, kind: "note", ...note }));
}

async function filesOf(site: Store): Promise<PublishedFiles> {
  const files = new Map<string, Uint8Array>();
  for await (const { entries } of listAll(site, {})) {
    for (const { key } of entries) files.set(key, (await site.read(key))?.body ?? new Uint8Array());
  }
  return files;
}

const pathOf = (folder: string | URL) => (folder instanceof URL ? fileURLToPath(folder) : folder);
const timeOf = ({ now }: MemoryOptions) => Number(now ?? Date.now());
