/**
 * Many files dropped into the bucket at once, through what the Lambda function does with them: a thousand events at a time are
 * gathered, ten messages at a time are published.
 *
 * The files are made when they are read, and what is written goes to the memory disk, so that the memory of the process is that
 * of the function and of the keys of its stores (some 100 bytes a key), not of what the stores hold.
 */
import { processInbox } from "../functions/aws/queues/inbox.ts";
import { processWork } from "../functions/aws/queues/work.ts";
import type { Message } from "../functions/publish/message.ts";
import type { Stores } from "../functions/publish/stores.ts";
import type { Counts } from "../functions/store/counted.ts";
import { listAll } from "../functions/store/store.ts";
import { type Benchmark, type Row, US } from "./benchmark.ts";
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
  about: "many files dropped at once, through the Lambda function's own steps",
  async run({ sizes, say }) {
    const rows: Row[] = [];
    for (const articles of sizes.build) {
      for (const { order, name, most } of ORDERS) {
        if (articles > most) continue;
        say(`drop, ${articles} articles, ${order}`);
        const { told, memory } = await inScratch((folder) => runIsolated<Told>(name, articles, folder));
        rows.push(...rowsOf(`drop of ${formatNumber(articles)}, ${order}`, told, memory));
      }
    }
    return rows;
  },
};

/** The order in which events come: by name, which here is newest first, as of dated files; or by no order that dates know of. */
const ORDERS = [
  { order: "by date", name: "drop", most: Number.POSITIVE_INFINITY },
  // Every batch touches most of the archive, whose pages are more with each batch: a hundred thousand would take hours here.
  { order: "in any order", name: "drop-shuffled", most: 10_000 },
] as const;

type Told = {
  readonly batches: readonly Batch[];
  readonly counts: Counts;
};

/** Milliseconds of this machine, and of simulated waiting for stores. */
type Batch = { readonly busy: number; readonly waiting: number };

function rowsOf(what: string, { batches, counts }: Told, memory: number | undefined): Row[] {
  const row = (measure: string, cell: string): Row => ({ what, measure, cells: { [US]: cell } });
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const busy = batches.map((batch) => batch.busy);
  const waiting = batches.map((batch) => batch.waiting);
  const whole = batches.map((batch) => batch.busy + batch.waiting);
  return [
    row("batches", formatNumber(batches.length)),
    row("requests", formatNumber(requestsOf(counts))),
    row("cost", dollars(priceOf(counts))),
    row("time at work", duration([sum(busy)])),
    row("time waiting", duration([sum(waiting)])),
    row("time, both", duration([sum(whole)])),
    row("longest batch", duration([Math.max(...whole)])),
    row("peak memory", memory === undefined ? "–" : size([memory])),
  ];
}

export const dropInside: IsolatedWork = (articles, folder) =>
  publishAll(
    Array.from({ length: articles }, (_, number) => number),
    folder,
  );
export const dropShuffledInside: IsolatedWork = (articles, folder) => publishAll(shuffled(articles), folder);

async function publishAll(order: readonly number[], folder: string): Promise<Told> {
  const { stores, close } = droppedStores(order.length, folder);
  const time = simulatedTime();
  const buckets = bucketsOf(stores, (store) => distantStore(store, time));
  const site = time.watched(buckets.stores.site); // It compresses.
  const batches = await run(order, { ...buckets.stores, site }, time);
  await checkAllThere(stores, order.length);
  close();
  return { batches, counts: buckets.counts() };
}

/** Inbox first, then work: in truth the inbox is emptied beside. */
async function run(order: readonly number[], stores: Stores, time: SimulatedTime): Promise<Batch[]> {
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

/** As EventBridge tells of a new object. */
const eventOf = (key: string) => ({ source: "aws.s3", time: new Date().toISOString(), detail: { object: { key } } });

async function checkAllThere({ state, site }: Stores, articles: number): Promise<void> {
  const archived = await countOf(state, "archive/");
  const pages = await countOf(site, "articles/");
  if (archived !== articles || pages !== articles)
    throw new Error(`of ${articles} articles ${pages} have a page and ${archived} are in the archive`);
}

async function countOf(store: Stores["site"], prefix: string): Promise<number> {
  let found = 0;
  for await (const { entries } of listAll(store, { prefix })) found += entries.length;
  return found;
}
