/** The `dev` command: publishes a content folder, serves the site on this machine, and republishes files that change. */
import { once } from "node:events";
import { type Message, REBUILD_EVERYTHING } from "../../publish/message.ts";
import type { Publisher } from "../../publish/publisher.ts";
import { memoryStore } from "../../store/memory.ts";
import { drainMessages } from "../drain-messages.ts";
import { checkApart, checkContent, renewFolderMark } from "../folders/check-folders.ts";
import { type ContentFolder, openContent } from "../folders/content-folder.ts";
import { readFolderSettings } from "../folders/folder-settings.ts";
import type { OwnedStore } from "../folders/owned-store.ts";
import { openSite } from "../folders/site-folder.ts";
import { removeStale, totalReports } from "../report-totals.ts";
import { isLoopback } from "../server/allowed-hosts.ts";
import { startServer } from "../server/server.ts";
import { buildSummary } from "../terminal/build-summary.ts";
import { leftOutLines } from "../terminal/left-out-lines.ts";
import { printProblems } from "../terminal/print-problems.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { watchContent } from "./watch-content.ts";

export type DevOptions = {
  readonly content: string;
  readonly out: string;
  readonly port: number;
  /** The name or address to listen on for other devices; this machine only by default. */
  readonly host?: string;
  readonly release: string;
  /** Stops the command; without it, the command runs until the process receives SIGINT or SIGTERM. */
  readonly signal?: AbortSignal;
};

/** How often to check for scheduled and expiring articles, in milliseconds. */
const TICK_INTERVAL = 10_000;

/** Returns the exit code. @throws StoreError, FolderError, PortInUseError */
export async function dev(options: DevOptions, terminal: Terminal): Promise<number> {
  checkContent(options.content);
  checkApart(options.content, [options.out]);
  const { site, close } = openSite(options.out);
  renewFolderMark(options.out);
  const links: SiteLinks = { url: "", hubs: [] };
  try {
    const serving = await startServer({
      folder: options.out,
      port: options.port,
      host: options.host,
      site: () => links,
    });
    links.url = serving.url;
    if (options.host !== undefined && !isLoopback(options.host)) {
      const addresses = [serving.url, ...serving.others].join(" ");
      terminal.problem(`Warning: with --host, every device on this network can read the site: ${addresses}`);
    }
    try {
      return await publishAndWatch(options, site, links, terminal);
    } finally {
      await serving.close();
    }
  } finally {
    close();
  }
}

/** The server announces these in its `Link` headers. */
type SiteLinks = { url: string; hubs: readonly string[] };

async function publishAndWatch(options: DevOptions, site: OwnedStore, links: SiteLinks, terminal: Terminal) {
  const { content, release } = options;
  const settings = await readFolderSettings({ content, url: links.url, defaultUrl: links.url }, terminal);
  if (settings === undefined) return 2;
  let opened = openContent(content, { isWatched: true });
  const stores = { state: memoryStore(), site };
  const publisher = { ...stores, release, siteOptions: { url: links.url }, rebuildSize: Number.POSITIVE_INFINITY };
  const publish = async (messages: readonly Message[]) => {
    // After a folder was removed and made again, it is another one.
    if (messages.some(({ kind }) => kind === "rebuild")) opened = openContent(content, { isWatched: true });
    const { content: store, skippedFiles } = opened;
    const done = await publishOnce(messages, { ...publisher, content: store }, { ...options, skippedFiles }, terminal);
    links.hubs = done.settings?.settings.hubs ?? links.hubs;
  };
  const watching = watchContent(content, publish, (error) => terminal.problem(`dropfeed: ${error.message}`));
  await publish(REBUILD_EVERYTHING);
  const ticking = setInterval(() => watching.ask([{ kind: "tick" }]), TICK_INTERVAL);
  terminal.result(`Serving ${links.url} – change a file in ${content} and it is published again. Ctrl-C ends it.`);
  await end(options.signal);
  clearInterval(ticking);
  await watching.close();
  return 0;
}

async function publishOnce(
  messages: readonly Message[],
  publisher: Omit<Publisher, "send" | "now"> & { readonly site: OwnedStore },
  options: DevOptions & Pick<ContentFolder, "skippedFiles">,
  terminal: Terminal,
) {
  const started = performance.now();
  const done = await drainMessages(messages, { ...publisher, now: Date.now() });
  const isFirst = messages === REBUILD_EVERYTHING;
  const result = totalReports(isFirst ? [...done.reports, options.skippedFiles()] : done.reports);
  if (isFirst) await removeStale(publisher.site, result);
  publisher.site.saveNames();
  printProblems({ ...options, settingsProblems: done.settings?.problems ?? [] }, publisher.site, result, terminal);
  const took = performance.now() - started;
  if (isFirst && done.settings)
    for (const line of buildSummary(result, { settings: done.settings.settings, took })) terminal.result(line);
  else if (result.paths.length > 0)
    for (const line of [changeLine(result, took), ...leftOutLines(result.paths)]) terminal.result(line);
  return done;
}

function changeLine({ paths, written, removed }: ReturnType<typeof totalReports>, took: number): string {
  const what = paths.length === 1 ? paths[0]?.path : `${paths.length} files`;
  return `${what}: ${written.length} written, ${removed.length} removed, ${Math.round(took)} ms`;
}

async function end(signal: AbortSignal | undefined) {
  if (signal !== undefined) return signal.aborted ? undefined : once(signal, "abort");
  return Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
}
