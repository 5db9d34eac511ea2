/**
 * Benchmark: the requests, dollars and time (at 15 ms per request) that publishing one article on S3 takes, by size of
 * the site.
 */
import { handleMessages } from "../functions/publish/handle-messages.ts";
import { changedMessages, type Message } from "../functions/publish/message.ts";
import type { Stores } from "../functions/publish/stores.ts";
import { key } from "../functions/store/key.ts";
import type { Counts } from "../functions/store/request-counter.ts";
import { alternatingRuns } from "./alternating-runs.ts";
import { type Benchmark, DROPFEED, type Row } from "./benchmark.ts";
import { corpusArticle } from "./corpus.ts";
import { dollars, duration, formatNumber } from "./format-number.ts";
import { type IsolatedWork, runIsolated } from "./isolated-process.ts";
import { inScratch } from "./paths.ts";
import { NOW, publishedSite, RELEASE, SITE_OPTIONS, textOf } from "./published-site.ts";
import { distantStore, priceOf, S3_METHODS } from "./requests.ts";
import { bucketsOf } from "./s3-like-stores.ts";

export const publishOne: Benchmark = {
  name: "publish",
  description: "one article published on a large site: requests, dollars, simulated time",
  async run({ sizes, log }) {
    const rows: Row[] = [];
    for (const articles of sizes.publish) {
      log(`publish, ${articles} articles`);
      const run = (folder: string) => runIsolated<StepResults>("publish", articles, folder);
      const { result } = await inScratch(run);
      rows.push(...result.flatMap((each) => rowsOf(each, articles)));
    }
    return rows;
  },
};

type Publish = { readonly counts: Counts; readonly ms: number };
type StepResults = readonly { readonly name: string; readonly runs: readonly Publish[] }[];

function rowsOf({ name, runs }: StepResults[number], articles: number): Row[] {
  const task = `${name} among ${formatNumber(articles)}`;
  const row = (measure: string, cell: string): Row => ({ task, measure, cells: { [DROPFEED]: cell } });
  // The requests should be the same in every run; if not, the table lists all variants.
  const requests = new Set(runs.map(({ counts }) => formatCounts(counts)));
  return [
    row("requests", [...requests].join("; ")),
    row("cost", dollars(Math.max(...runs.map(({ counts }) => priceOf(counts))))),
    row("time at 15 ms", duration(runs.map(({ ms }) => ms))),
  ];
}

function formatCounts(counts: Counts): string {
  const names = Object.keys(S3_METHODS) as (keyof Counts)[];
  return names
    .filter((name) => counts[name] > 0)
    .map((name) => `${counts[name]} ${S3_METHODS[name]}`)
    .join(", ");
}

const RUNS = 3;
const PATH = "news.md";
const NEWS = {
  title: "News",
  date: new Date(NOW).toISOString(),
  tags: ["Tag 1", "Tag 2", "Tag 3"],
  author: "Author 1",
};
/** 3 KB of Markdown without front matter. */
const bodyOf = (number: number) => corpusArticle(number, 10).split("\n---\n")[1] ?? "";

/**
 * The changes to the article in each round. A round restores the site's initial state; the warm-up round creates the
 * documents.
 */
const STEPS: readonly (readonly [string, string | undefined])[] = [
  ["a new article", textOf(NEWS, bodyOf(0))],
  ["an edit of it", textOf(NEWS, bodyOf(1))],
  ["its removal", undefined],
];

export const isolatedPublish: IsolatedWork = async (articles): Promise<StepResults> => {
  const site = await publishedSite(articles);
  const results = await alternatingRuns(STEPS, RUNS, ([, text]) => publishStep(site, text));
  return [...results].map(([[name], runs]) => ({ name, runs }));
};

async function publishStep(site: Stores, text: string | undefined): Promise<Publish> {
  if (text === undefined) await site.content.remove(key(PATH), "anything");
  else await site.content.write(key(PATH), text, "anything");
  const buckets = bucketsOf(site, (store) => distantStore(store));
  const started = performance.now();
  await publishAll(changedMessages([PATH]), buckets.stores);
  return { counts: buckets.counts(), ms: performance.now() - started };
}

/** Processes messages, including the follow-up messages, until none is left, as the work queue does. */
async function publishAll(messages: readonly Message[], stores: Stores): Promise<void> {
  let waiting = [...messages];
  const send = async (more: readonly Message[]) => void waiting.push(...more);
  while (waiting.length > 0) {
    const batch = waiting;
    waiting = [];
    const publisher = { ...stores, now: NOW, release: RELEASE, siteOptions: SITE_OPTIONS, rebuildSize: 1000, send };
    const { reports } = await handleMessages(batch, publisher);
    const failures = reports.flatMap(({ failed, paths }) => [
      ...failed,
      ...paths.filter((path) => path.problems.length > 0),
    ]);
    if (failures.length > 0) throw new Error(`not published: ${JSON.stringify(failures)}`);
  }
}
