/** What publishing one article costs on S3, on sites of any size: requests, dollars, and time at 15 ms a request. */
import { handleMessages } from "../functions/publish/handle-messages.ts";
import { changedMessages, type Message } from "../functions/publish/message.ts";
import type { Stores } from "../functions/publish/stores.ts";
import type { Counts } from "../functions/store/counted.ts";
import { key } from "../functions/store/key.ts";
import { alternatingRuns } from "./alternating-runs.ts";
import { type Benchmark, type Row, US } from "./benchmark.ts";
import { corpusArticle } from "./corpus.ts";
import { dollars, duration, formatNumber } from "./format-number.ts";
import { type IsolatedWork, runIsolated } from "./isolated-process.ts";
import { inScratch } from "./paths.ts";
import { NOW, publishedSite, RELEASE, SITE_OPTIONS, textOf } from "./published-site.ts";
import { distantStore, KINDS, priceOf } from "./requests.ts";
import { bucketsOf } from "./s3-like-stores.ts";

export const publishOne: Benchmark = {
  name: "publish",
  about: "one article published on a large site: requests, dollars, simulated time",
  async run({ sizes, say }) {
    const rows: Row[] = [];
    for (const articles of sizes.publish) {
      say(`publish, ${articles} articles`);
      const run = (folder: string) => runIsolated<Told>("publish", articles, folder);
      const { told } = await inScratch(run);
      rows.push(...told.flatMap((each) => rowsOf(each, articles)));
    }
    return rows;
  },
};

type Publish = { readonly counts: Counts; readonly ms: number };
type Told = readonly { readonly name: string; readonly runs: readonly Publish[] }[];

function rowsOf({ name, runs }: Told[number], articles: number): Row[] {
  const what = `${name} among ${formatNumber(articles)}`;
  const row = (measure: string, cell: string): Row => ({ what, measure, cells: { [US]: cell } });
  // Requests are the same every time, or the table shows that they are not.
  const requests = new Set(runs.map(({ counts }) => written(counts)));
  return [
    row("requests", [...requests].join("; ")),
    row("cost", dollars(Math.max(...runs.map(({ counts }) => priceOf(counts))))),
    row("time at 15 ms", duration(runs.map(({ ms }) => ms))),
  ];
}

function written(counts: Counts): string {
  const names = Object.keys(KINDS) as (keyof Counts)[];
  return names
    .filter((name) => counts[name] > 0)
    .map((name) => `${counts[name]} ${KINDS[name]}`)
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
/** 3 KB of Markdown, without the front matter of its own. */
const wordsOf = (number: number) => corpusArticle(number, 10).split("\n---\n")[1] ?? "";

/** What is done to the article; at the end of a round the site is as it was, and the first round makes the documents. */
const STEPS: readonly (readonly [string, string | undefined])[] = [
  ["a new article", textOf(NEWS, wordsOf(0))],
  ["an edit of it", textOf(NEWS, wordsOf(1))],
  ["its removal", undefined],
];

export const publishInside: IsolatedWork = async (articles): Promise<Told> => {
  const site = await publishedSite(articles);
  const results = await alternatingRuns(STEPS, RUNS, ([, text]) => publishStep(site, text));
  return [...results].map(([[name], runs]) => ({ name, runs }));
};

async function publishStep(site: Stores, text: string | undefined): Promise<Publish> {
  if (text === undefined) await site.content.remove(key(PATH), "anything");
  else await site.content.write(key(PATH), text, "anything");
  const buckets = bucketsOf(site, (store) => distantStore(store));
  const started = performance.now();
  await workThrough(changedMessages([PATH]), buckets.stores);
  return { counts: buckets.counts(), ms: performance.now() - started };
}

/** Until there are no more messages, as the work queue hands them out. */
async function workThrough(messages: readonly Message[], stores: Stores): Promise<void> {
  let waiting = [...messages];
  const send = async (more: readonly Message[]) => void waiting.push(...more);
  while (waiting.length > 0) {
    const batch = waiting;
    waiting = [];
    const publisher = { ...stores, now: NOW, release: RELEASE, siteOptions: SITE_OPTIONS, rebuildSize: 1000, send };
    const { reports } = await handleMessages(batch, publisher);
    const wrong = reports.flatMap(({ failed, paths }) => [
      ...failed,
      ...paths.filter((path) => path.problems.length > 0),
    ]);
    if (wrong.length > 0) throw new Error(`not published: ${JSON.stringify(wrong)}`);
  }
}
