/** A rebuild that takes several messages, and is interrupted by crashes. */
import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { compressedStore } from "../../functions/aws/compressed-store.ts";
import { handleMessages } from "../../functions/publish/handle-messages.ts";
import { key } from "../../functions/store/key.ts";
import { memoryStore } from "../../functions/store/memory.ts";
import { listAll, type Store } from "../../functions/store/store.ts";
import type { FakeObject } from "../store/fake-object.ts";
import { type Bundled, bundleFunction } from "./bundled.ts";
import { bodies, put, type Site, startSite } from "./site.ts";

let bundled: Bundled;
let site: Site;
beforeAll(async () => {
  bundled = await bundleFunction();
  site = await startSite(bundled);
});
afterAll(async () => {
  await site?.close();
  bundled?.remove();
});

/** How many paths a message handles at its second delivery. */
const BATCH = 250;
const COUNT = BATCH + 10;
const LIVE = BATCH / 50 + 10;

/** Most of the files are empty and thus not articles, which keeps the test fast. */
function* contentFiles(): Generator<readonly [path: string, body: string]> {
  for (let index = 0; index < COUNT; index++) {
    const date = `20${10 + (index % 10)}-01-${(index % 19) + 10}`;
    const isLive = index >= BATCH || index % 50 === 0;
    yield [
      `${String(index).padStart(4, "0")}.md`,
      isLive ? `---\ntitle: Title ${index}\ndate: ${date}\n---\nText ${index}.\n` : "",
    ];
  }
}

/** All documents that readers can get, including gzip twins. */
function everything() {
  const documents = [...site.s3.objects].filter(([name]) => name.startsWith("site/"));
  return new Map(documents.map(([name, { body }]) => [name.slice("site/".length), body.toString("base64")]));
}

/** The expected documents: published in memory, in one go. */
async function uninterrupted() {
  const [content, state, memory] = [memoryStore(), memoryStore(), memoryStore()];
  for (const [path, body] of contentFiles()) await content.write(key(path), body, "anything");
  const siteOptions = { defaultUrl: "https://feeds.example.org/", defaultIdHost: "d111111abcdef8.cloudfront.net" };
  const stores = { content, state, site: compressedStore(memory) };
  const publisher = { ...stores, now: Date.now(), release: "", siteOptions, send: async () => {}, rebuildSize: COUNT };
  await handleMessages([{ kind: "rebuild" }], publisher);
  return documentsOf(memory);
}

async function documentsOf(store: Store) {
  const documents = new Map<string, string>();
  for await (const { entries } of listAll(store, {})) {
    for (const entry of entries) {
      documents.set(entry.key, Buffer.from((await store.read(entry.key))?.body ?? []).toString("base64"));
    }
  }
  return documents;
}

/** Kills the function after it has written `puts` more objects. */
async function crash(puts: number) {
  const call = site.doWork();
  let hasEnded = false;
  call.then(() => {
    hasEnded = true;
  });
  const end = site.s3.count("put") + puts;
  while (site.s3.count("put") < end && !hasEnded) await new Promise((wake) => setTimeout(wake, 1));
  await site.lambda.kill();
  expect((await call).kind).toBe("died");
}

it("survives a crash in each batch, and ends with the same bytes as an uninterrupted rebuild", async () => {
  const objects = site.s3.objects as Map<string, FakeObject>;
  for (const [path, text] of contentFiles()) {
    const body = Buffer.from(text);
    const etag = `"${createHash("md5").update(body).digest("hex")}"`;
    objects.set(`content/${path}`, { body, etag, modified: new Date(), headers: {} });
  }
  const work = site.sqs.queue("work.fifo");
  put(work, { kind: "rebuild" });
  await crash(40); // while it writes the records and index keys of all paths
  expect(bodies(work)).toEqual([{ kind: "rebuild" }]);
  await site.doWork();
  expect(bodies(work)).toEqual([{ kind: "rebuild", after: "0249.md", size: BATCH }]);
  await crash(100); // while it writes the documents of the second batch
  await site.settle();

  const published = everything();
  expect([...published.keys()].filter((name) => name.startsWith("articles/"))).toHaveLength(LIVE);
  expect(published).toEqual(await uninterrupted());
  const records = [...objects].filter(([name]) => name.startsWith("state/records/"));
  expect(records.filter(([, { body }]) => body.includes("underWay"))).toEqual([]);
});
