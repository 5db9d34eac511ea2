/**
 * Benchmark: many files are dropped into the bucket at once and published through the Lambda function's own steps,
 * which collect a thousand events at a time and publish ten messages at a time.
 *
 * The files are generated when they are read, and the output goes to the memory disk. So the memory of the process is
 * that of the function and of the keys in its stores (about 100 bytes per key), without the stores' contents.
 */
import { processInbox } from "../functions/aws/queues/inbox.ts";
import { processWork } from "../functions/aws/queues/work.ts";
import type { Message } from "../functions/publish/message.ts";
import type { Stores } from "../functions/publish/stores.ts";
import type { Counts } from "../functions/store/request-counter.ts";
import { listAll } from "../functions/store/store.ts";
import { type Benchmark, DROPFEED, type Row } from "./benchmark.ts";
import { corpusPath } from "./corpus.ts";
import { droppedStores } from "./drop-stores.ts";
import { dollars, duration, formatNumber, size } from "./format-number.ts";
import { type IsolatedWork, runIsolated } from "./isolated-process.ts";
import { memoryQueues, quietTelemetry } from "./memory-queues.ts";
import { inScratch } from "./paths.ts";
import { NOW, RELEASE, SITE_OPTIONS } from "./published-site.ts";
import { distantStore, priceOf, requestsOf } from "./requests.ts";
import { bucketsOf } from "./s3-like-stores.ts";
import { shuffled } from "./seeded-random.ts";
import { type SimulatedTime, simulatedTime } from "./simulated-time.ts";

export const drop: Benchmark = {
  name: "drop",
  description: "many files dropped at once, through the Lambda function's own steps",
  async run({ sizes, log }) {
    const rows: Row[] = [];
    for (const articles of sizes.build) {
      for (const { order, name, maxArticles } of ORDERS) {
        if (articles > maxArticles) continue;
        log(`drop, ${articles} articles, ${order}`);
        const { result, memory } = await inScratch((folder) => runIsolated<DropResult>(name, articles, folder));
        rows.push(...rowsOf(`drop of ${formatNumber(articles)}, ${order}`, result, memory));
      }
    }
    return rows;
  },
};

/** The order of the events: by name, which here is newest first, as with files named by date; or random. */
const ORDERS = [
  { order: "by date", name: "drop", maxArticles: Number.POSITIVE_INFINITY },
  // Every batch changes most pages of a growing archive: 100,000 articles would take hours here.
  { order: "in any order", name: "drop-shuffled", maxArticles: 10_000 },
] as const;

type DropResult = {
  readonly batches: readonly Batch[];
  readonly counts: Counts;
};

/** Milliseconds: `busy` is real time on this machine, `waiting` is simulated waiting for stores. */
type Batch = { readonly busy: number; readonly waiting: number };

function rowsOf(task: string, { batches, counts }: DropResult, memory: number | undefined): Row[] {
  const row = (measure: string, cell: string): Row => ({ task, measure, cells: { [DROPFEED]: cell } });
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const busy = batches.map((batch) => batch.busy);
  const waiting = batches.map((batch) => batch.waiting);
  const totals = batches.map((batch) => batch.busy + batch.waiting);
  return [
    row("batches", formatNumber(batches.length)),
    row("requests", formatNumber(requestsOf(counts))),
    row("cost", dollars(priceOf(counts))),
    row("time at work", duration([sum(busy)])),
    row("time waiting", duration([sum(waiting)])),
    row("time, both", duration([sum(totals)])),
    row("longest batch", duration([Math.max(...totals)])),
    row("peak memory", memory === undefined ? "–" : size([memory])),
  ];
}

export const isolatedDrop: IsolatedWork = (articles, folder) =>
  publishAll(
    Array.from({ length: articles }, (_, number) => number),
    folder,
  );
export const isolatedShuffledDrop: IsolatedWork = (articles, folder) => publishAll(shuffled(articles), folder);

async function publishAll(order: readonly number[], folder: string): Promise<DropResult> {
  const { stores, close } = droppedStores(order.length, folder);
  const time = simulatedTime();
  const buckets = bucketsOf(stores, (store) => distantStore(store, time));
  const site = time.watched(buckets.stores.site); // This store compresses in other threads.
  const batches = await publishInBatches(order, { ...buckets.stores, site }, time);
  await checkAllPublished(stores, order.length);
  close();
  return { batches, counts: buckets.counts() };
}

/** Processes the inbox first, then the work queue. On AWS both run concurrently. */
async function publishInBatches(order: readonly number[], stores: Stores, time: SimulatedTime): Promise<Batch[]> {
  const { queues, take } = memoryQueues();
  const telemetry = quietTelemetry();
  await queues.inbox.send(order.map((number) => ({ body: eventOf(corpusPath(number)) })));
  const send = async (messages: readonly Message[]) =>
    void (await queues.work.send(messages.map((body) => ({ body }))));
  for (let records = take("inbox", 1000); records.length > 0; records = take("inbox", 1000))
    await processInbox(records, queues, telemetry);
  const publisher = () => ({
    ...stores,
    now: NOW,
    release: RELEASE,
    siteOptions: SITE_OPTIONS,
    rebuildSize: 1000,
    send,
  });
  const batches: Batch[] = [];
  for (let records = take("work", 10); records.length > 0; records = take("work", 10)) {
    const [started, at] = [performance.now(), time.now()];
    await processWork(records, { publisher, queues, telemetry, timeLeft: () => 120_000 });
    batches.push({ busy: performance.now() - started, waiting: time.now() - at });
  }
  return batches;
}

/** The event that EventBridge sends for a new object. */
const eventOf = (key: string) => ({ source: "aws.s3", time: new Date().toISOString(), detail: { object: { key } } });

async function checkAllPublished({ state, site }: Stores, articles: number): Promise<void> {
  const archived = await countOf(state, "archive/");
  const pages = await countOf(site, "articles/");
  if (archived !== articles || pages !== articles)
    throw new Error(`expected ${articles} articles, found ${pages} pages and ${archived} archive entries`);
}

async function countOf(store: Stores["site"], prefix: string): Promise<number> {
  let found = 0;
  for await (const { entries } of listAll(store, { prefix })) found += entries.length;
  return found;
}
