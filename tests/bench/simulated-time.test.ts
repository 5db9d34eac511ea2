import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { describe, expect, it } from "vitest";
import { distantStore } from "../../bench/requests.ts";
import { bucketsOf } from "../../bench/s3-like-stores.ts";
import { simulatedTime } from "../../bench/simulated-time.ts";
import { key } from "../../functions/store/key.ts";
import { memoryStore } from "../../functions/store/memory.ts";

const compress = promisify(gzip);
const none = { content: memoryStore(), state: memoryStore(), site: memoryStore() };

describe("simulatedTime", () => {
  it("adds the time of sequential requests, but not of concurrent ones", async () => {
    const time = simulatedTime();
    const store = distantStore(memoryStore(), time);
    await store.read(key("a"));
    await store.read(key("b"));
    expect(time.now()).toBe(30);
    await Promise.all(["c", "d", "e"].map((name) => store.read(key(name))));
    expect(time.now()).toBe(45);
  });

  it("makes requests wait for one of 64 connections per store", async () => {
    const time = simulatedTime();
    const [one, other] = [distantStore(memoryStore(), time), distantStore(memoryStore(), time)];
    const reads = Array.from({ length: 65 }, (_, number) => one.read(key(String(number))));
    await Promise.all([...reads, other.read(key("a"))]);
    expect(time.now()).toBe(30);
  });

  it("stands still while a watched store compresses", async () => {
    const time = simulatedTime();
    const near = memoryStore();
    const slow = { ...near, read: async () => void (await compress(Buffer.alloc(5_000_000))) };
    const watched = time.watched({ ...slow, read: async () => void (await slow.read()) });
    let ended = Number.NaN;
    const reading = watched.read(key("a")).then(() => {
      ended = time.now();
    });
    const others = Array.from({ length: 20 }, () => time.sleep(15));
    await Promise.all([reading, ...others]);
    expect(ended).toBe(0);
  });

  it("wakes sleepers in the order in which their sleeps end", async () => {
    const time = simulatedTime();
    const order: number[] = [];
    await Promise.all([30, 10, 20].map((ms) => time.sleep(ms).then(() => order.push(ms))));
    expect(order).toEqual([10, 20, 30]);
  });
});

describe("bucketsOf", () => {
  it("counts the requests for the gzip copy of a document", async () => {
    const time = simulatedTime();
    const buckets = bucketsOf(none, (store) => distantStore(store, time));
    const site = time.watched(buckets.stores.site);
    await site.write(key("atom.xml"), "<feed/>", "anything", {});
    await site.read(key("atom.xml"));
    expect(buckets.counts()).toEqual({ read: 2, stat: 0, write: 2, remove: 0, list: 0 });
    expect(time.now()).toBe(45);
  });
});
