import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { compressedStore } from "../../functions/aws/compressed-store.ts";
import { key } from "../../functions/store/key.ts";
import { memoryStore } from "../../functions/store/memory.ts";
import { listAll, type Meta, type Store } from "../../functions/store/store.ts";
import { storeContract } from "../store/contract.ts";

const everything = { keepsMeta: true, longNames: true, listings: 50 };
storeContract("a compressed store", async () => ({ empty: async () => compressedStore(memoryStore()) }), everything);

const ATOM = key("tags/rss/atom.xml");
const TWIN = key("tags/rss/atom.xml.gz");
const META: Meta = { type: "application/atom+xml; charset=utf-8", cacheControl: "public, max-age=60" };

/** Records every write and removal that reaches the underlying store, in order; all after the first `stopAfter` fail. */
function watched(stopAfter = Number.POSITIVE_INFINITY) {
  const memory = memoryStore();
  const operations: string[] = [];
  const watch = (name: "write" | "remove") => ({
    [name]: (...request: never[]) => {
      if (operations.length === stopAfter) throw new Error("stopped");
      operations.push(`${name} ${request[0]}`);
      return (memory[name] as (...request: never[]) => Promise<unknown>)(...request);
    },
  });
  const below: Store = { ...memory, ...watch("write"), ...watch("remove") };
  return { memory, operations, store: compressedStore(below) };
}

async function keysOf(store: Store) {
  const keys: string[] = [];
  for await (const { entries } of listAll(store, {})) keys.push(...entries.map((entry) => entry.key));
  return keys;
}

describe("a compressed store", () => {
  it.each([
    ["atom.xml", true],
    ["feed.json", true],
    ["feeds.opml", true],
    ["tags/rss/atom.xml", true],
    ["archive/2023-09/2/feed.json", true],
    ["feed.xml", false],
    ["index.html", false],
    ["media/atom.xml", false],
    ["media/notes/feed.json", false],
  ])("gives %s a twin: %s", async (name, has) => {
    const { memory, store } = watched();
    await store.write(key(name), "body", "anything", META);
    expect(await keysOf(memory)).toEqual(has ? [name, `${name}.gz`] : [name]);
  });

  it("writes the twin first, with the document's own headers and its encoding", async () => {
    const { memory, operations, store } = watched();
    await store.write(ATOM, "<feed/>", "anything", META);
    expect(operations).toEqual([`write ${TWIN}`, `write ${ATOM}`]);
    const twin = await memory.read(TWIN);
    expect(twin?.meta).toEqual({ ...META, encoding: "gzip" });
    expect(gunzipSync(twin?.body ?? "").toString()).toBe("<feed/>");
  });

  it("makes equal twins of equal documents, with no time in them", async () => {
    const [first, second] = [watched(), watched()];
    for (const { store } of [first, second]) await store.write(ATOM, "<feed/>", "anything", META);
    const twins = await Promise.all([first, second].map(({ memory }) => memory.read(TWIN)));
    expect(twins[0]?.version).toBe(twins[1]?.version);
    expect([...(twins[0]?.body ?? [])].slice(4, 8)).toEqual([0, 0, 0, 0]);
  });

  it("removes the twin first", async () => {
    const { operations, store } = watched();
    await store.write(ATOM, "<feed/>", "anything", META);
    await store.remove(ATOM, "anything");
    expect(operations.slice(2)).toEqual([`remove ${TWIN}`, `remove ${ATOM}`]);
  });

  it("does not list twins, but lists files whose names only look like twins", async () => {
    const { store } = watched();
    await store.write(ATOM, "<feed/>", "anything", META);
    await store.write(key("media/atom.xml.gz"), "a file", "anything");
    expect(await keysOf(store)).toEqual(["media/atom.xml.gz", ATOM]);
  });

  const wrong: Readonly<Record<string, (memory: Store) => Promise<unknown>>> = {
    "is missing": (memory) => memory.remove(TWIN, "anything"),
    "has other content": (memory) =>
      memory.write(TWIN, gzipSync("<feed>other</feed>"), "anything", { ...META, encoding: "gzip" }),
    "has other headers": (memory) =>
      memory.write(TWIN, gzipSync("<feed/>"), "anything", { type: META.type, encoding: "gzip" }),
    "is not gzip": (memory) => memory.write(TWIN, "<feed/>", "anything", { ...META, encoding: "gzip" }),
  };
  it.each(Object.entries(wrong))("treats a document as absent if its twin %s", async (_, damage) => {
    const { memory, store } = watched();
    await store.write(ATOM, "<feed/>", "anything", META);
    expect(await store.read(ATOM)).toBeDefined();
    await damage(memory);
    expect(await store.read(ATOM)).toBeUndefined();
    expect((await store.stat(ATOM))?.key).toBe(ATOM);
  });

  it("accepts a twin that another gzip made", async () => {
    const { memory, store } = watched();
    await store.write(ATOM, "<feed/>", "anything", META);
    await memory.write(TWIN, gzipSync("<feed/>", { level: 1 }), "anything", { ...META, encoding: "gzip" });
    expect(await store.read(ATOM)).toBeDefined();
  });

  it("shows a twin without a document, so that it is removed", async () => {
    const { memory, store } = watched(1);
    await expect(store.write(ATOM, "<feed/>", "anything", META)).rejects.toThrow("stopped");
    expect(await keysOf(memory)).toEqual([TWIN]);
    const after = compressedStore(memory);
    expect(await after.read(ATOM)).toBeUndefined();
    expect((await after.stat(ATOM))?.key).toBe(ATOM);
    await after.remove(ATOM, "anything");
    expect(await keysOf(memory)).toEqual([]);
  });
});
