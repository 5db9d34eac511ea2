/** `dev`: publishes a content folder, serves the site on this machine, and publishes again what changes. */
import { once } from "node:events";
import { EVERYTHING, type Message } from "../publish/message.ts";
import type { Publisher } from "../publish/site.ts";
import { memoryStore } from "../store/memory.ts";
import { type ContentFolder, openContent } from "./content-folder.ts";
import { checkApart, checkContent } from "./folders.ts";
import type { OwnedStore } from "./owned-store.ts";
import type { Say } from "./say.ts";
import { serve } from "./serve.ts";
import { settingsOf } from "./settings-of.ts";
import { openSite } from "./site-folder.ts";
import { summary } from "./summary.ts";
import { sweep, tally } from "./tally.ts";
import { tellProblems } from "./tell-problems.ts";
import { watchContent } from "./watch-content.ts";
import { workThrough } from "./work-through.ts";

export type DevOptions = {
  readonly content: string;
  readonly out: string;
  readonly port: number;
  readonly release: string;
  /** Ends it; without one it runs until the process is told to stop. */
  readonly signal?: AbortSignal;
};

/** How often scheduled and expiring articles are looked for, in milliseconds. */
const TICK = 10_000;

/** The exit code. @throws StoreError, FolderError, PortInUseError */
export async function dev(options: DevOptions, say: Say): Promise<number> {
  checkContent(options.content);
  checkApart(options.content, [options.out]);
  const { site, close } = openSite(options.out);
  const told: Told = { url: "", hubs: [] };
  try {
    const serving = await serve({ folder: options.out, port: options.port, site: () => told });
    told.url = serving.url;
    try {
      return await publishAndWatch(options, site, told, say);
    } finally {
      await serving.close();
    }
  } finally {
    close();
  }
}

type Told = { url: string; hubs: readonly string[] };

/** `told`: what the server says of the site in its headers. */
async function publishAndWatch(options: DevOptions, site: OwnedStore, told: Told, say: Say) {
  const { content, release } = options;
  const settings = await settingsOf({ content, url: told.url, defaultUrl: told.url }, say);
  if (settings === undefined) return 2;
  const opened = openContent(content);
  const stores = { content: opened.content, state: memoryStore(), site };
  const publisher = { ...stores, release, given: { url: told.url }, rebuildSize: Number.POSITIVE_INFINITY };
  const publish = async (messages: readonly Message[]) => {
    const done = await publishOnce(messages, publisher, { ...options, leftOut: opened.leftOut }, say);
    told.hubs = done.settings?.settings.hubs ?? told.hubs;
  };
  const watching = watchContent(content, publish, (error) => say.problem(`dropfeed: ${error.message}`));
  await publish(EVERYTHING);
  const ticking = setInterval(() => watching.ask([{ kind: "tick" }]), TICK);
  say.result(`Serving ${told.url} – change a file in ${content} and it is published again. Ctrl-C ends it.`);
  await end(options.signal);
  clearInterval(ticking);
  await watching.close();
  return 0;
}

async function publishOnce(
  messages: readonly Message[],
  publisher: Omit<Publisher, "send" | "now"> & { readonly site: OwnedStore },
  options: DevOptions & Pick<ContentFolder, "leftOut">,
  say: Say,
) {
  const started = performance.now();
  const done = await workThrough(messages, { ...publisher, now: Date.now() });
  const isFirst = messages === EVERYTHING;
  const result = tally(isFirst ? [...done.reports, options.leftOut()] : done.reports);
  if (isFirst) await sweep(publisher.site, result);
  publisher.site.settle();
  tellProblems({ ...options, settingsProblems: done.settings?.problems ?? [] }, publisher.site, result, say);
  const took = performance.now() - started;
  if (isFirst && done.settings)
    for (const line of summary(result, { settings: done.settings.settings, took })) say.result(line);
  else if (result.paths.length > 0) say.result(changeLine(result, took));
  return done;
}

function changeLine({ paths, written, removed }: ReturnType<typeof tally>, took: number): string {
  const what = paths.length === 1 ? paths[0]?.path : `${paths.length} files`;
  return `${what}: ${written.length} written, ${removed.length} removed, ${Math.round(took)} ms`;
}

async function end(signal: AbortSignal | undefined) {
  if (signal !== undefined) return signal.aborted ? undefined : once(signal, "abort");
  return Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
}
