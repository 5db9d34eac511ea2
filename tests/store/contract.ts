/** The contract of all stores: one test suite that runs against each of them. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Key, key } from "../../functions/store/key.ts";
import { copyObject, listAll, readRange, type Store, type Version } from "../../functions/store/store.ts";
import { modelListing, oddKeys, randomListings } from "./contract-keys.ts";

export type Abilities = {
  /** Whether the store returns type, cache control and encoding. */
  readonly keepsMeta: boolean;
  /** False if a copy does not fail when its source is no longer what was looked up: moto, which stands in for S3, ignores that. */
  readonly checksSource?: false;
  /** Whether a segment of a key may be longer than a file name. */
  readonly longNames: boolean;
  /** The number of random listings to test. */
  readonly listings: number;
};

export type StoreProvider = {
  /** A new, empty store. */
  readonly empty: () => Promise<Store>;
  readonly close?: () => Promise<void>;
};

const META = { type: "audio/mpeg", cacheControl: "max-age=60", copyOf: '"version"' };
const UNKNOWN_VERSION = "0".repeat(32) as Version;

/** `open` is called once, `empty` before each test. */
export function storeContract(name: string, open: () => Promise<StoreProvider>, abilities: Abilities): void {
  describe(`the store contract, for ${name}`, () => {
    let provider: StoreProvider;
    let store: Store;
    beforeAll(async () => {
      provider = await open();
    });
    beforeEach(async () => {
      store = await provider.empty();
    });
    afterAll(() => provider?.close?.());

    const textAt = async (at: Key) => {
      const object = await store.read(at);
      return object && Buffer.from(object.body).toString();
    };
    async function put(at: string, body: Uint8Array | string = ""): Promise<Version> {
      const result = await store.write(key(at), body, "anything");
      if (result.kind === "conflict") throw new Error("a write without a condition met a conflict");
      return result.version;
    }
    const keysOf = async (options: Parameters<Store["list"]>[0]) => {
      const keys: string[] = [];
      for await (const { entries, prefixes } of listAll(store, options)) {
        keys.push(...entries.map((entry) => entry.key), ...prefixes);
      }
      return keys;
    };
    const A = key("a/b.md");

    it("returns what was written, as text or as bytes", async () => {
      await put("text", "Grüße, 世界 😀");
      expect(await textAt(key("text"))).toBe("Grüße, 世界 😀");
      const bytes = Buffer.from(Array.from({ length: 512 }, (_, i) => i % 256));
      await put("bytes", bytes);
      expect(Buffer.from((await store.read(key("bytes")))?.body ?? []).equals(bytes)).toBe(true);
    });

    it("returns text that was written in parts, even if it is long and others are written at the same time", async () => {
      const parts = (letter: string, count: number) => Array.from({ length: count }, (_, at) => `${letter}ü世😀${at}`);
      const texts = { few: parts("a", 3), many: parts("b", 5000), huge: parts("c", 150_000), none: [] };
      const written = Object.entries(texts).map(([name, body]) => store.write(key(name), body, "anything"));
      await Promise.all(written);
      for (const [name, body] of Object.entries(texts)) expect(await textAt(key(name))).toBe(body.join(""));
      expect((await store.stat(key("few")))?.size).toBe(Buffer.byteLength(texts.few.join("")));
    });

    it("keeps empty bodies and bodies of 5 MB", async () => {
      const large = Buffer.alloc(5 * 1024 * 1024, "0123456789abcdef\u00ff", "latin1");
      await put("empty");
      await put("large", large);
      expect(await store.read(key("empty"))).toMatchObject({ size: 0, body: { length: 0 } });
      expect(Buffer.from((await store.read(key("large")))?.body ?? []).equals(large)).toBe(true);
      expect((await store.stat(key("large")))?.size).toBe(large.length);
    });

    it("is not affected by changes to byte arrays after they were written or read", async () => {
      const bytes = Buffer.from("before");
      await put("bytes", bytes);
      bytes.fill("x");
      (await store.read(key("bytes")))?.body.fill(0);
      expect(await textAt(key("bytes"))).toBe("before");
    });

    it("returns the same metadata from write, read, stat and list", async () => {
      const before = Date.now();
      const version = await put("a/b.md", "one ü");
      const read = await store.read(A);
      const stat = await store.stat(A);
      const [listed] = (await store.list({})).entries;
      for (const entry of [read, stat, listed]) expect(entry).toMatchObject({ key: A, version, size: 6 });
      for (const entry of [read, stat, listed]) expect(Math.abs((entry?.modified ?? 0) - before)).toBeLessThan(60_000);
    });

    it("finds nothing where nothing was written", async () => {
      expect(await store.read(A)).toBeUndefined();
      expect(await store.stat(A)).toBeUndefined();
      expect(await store.list({})).toEqual({ entries: [], prefixes: [] });
      expect(await store.list({ prefix: "no/such/" })).toEqual({ entries: [], prefixes: [] });
    });

    it("creates only what is absent", async () => {
      expect(await store.write(A, "one", "absent")).toMatchObject({ kind: "written" });
      expect(await store.write(A, "two", "absent")).toEqual({ kind: "conflict" });
      expect(await textAt(A)).toBe("one");
      await store.remove(A, "anything");
      expect(await store.write(A, "three", "absent")).toMatchObject({ kind: "written" });
    });

    it("replaces only the version that is expected", async () => {
      const one = await put("a/b.md", "one");
      const two = await put("a/b.md", "twice");
      expect(await store.write(A, "three", one)).toEqual({ kind: "conflict" });
      expect(await textAt(A)).toBe("twice");
      expect(await store.write(A, "three", two)).toMatchObject({ kind: "written" });
      expect(await textAt(A)).toBe("three");
    });

    it("reports a conflict if a version of a missing object is expected", async () => {
      expect(await store.write(A, "one", UNKNOWN_VERSION)).toEqual({ kind: "conflict" });
      expect(await store.remove(A, UNKNOWN_VERSION)).toEqual({ kind: "conflict" });
      expect(await store.read(A)).toBeUndefined();
    });

    it("removes only the expected version of the named object", async () => {
      const one = await put("a/b.md", "one");
      const two = await put("a/b.md", "twice");
      await put("a/c.md", "other");
      expect(await store.remove(A, one)).toEqual({ kind: "conflict" });
      expect(await store.remove(A, "absent")).toEqual({ kind: "conflict" });
      expect(await textAt(A)).toBe("twice");
      expect(await store.remove(A, two)).toEqual({ kind: "removed" });
      expect(await store.read(A)).toBeUndefined();
      expect(await keysOf({})).toEqual(["a/c.md"]);
    });

    it("counts a missing object as removed", async () => {
      expect(await store.remove(A, "anything")).toEqual({ kind: "removed" });
      expect(await store.remove(A, "absent")).toEqual({ kind: "removed" });
    });

    it("lets exactly one of ten concurrent writers win, whether they create or replace", async () => {
      const writers = Array.from({ length: 10 }, (_, i) => `writer ${i}`);
      for (const expected of ["absent", await put("replaced", "before")] as const) {
        const at = key(expected === "absent" ? "created" : "replaced");
        const results = await Promise.all(writers.map((body) => store.write(at, body, expected)));
        const winners = writers.filter((_, i) => results[i]?.kind === "written");
        expect(winners).toHaveLength(1);
        expect(await textAt(at)).toBe(winners[0]);
      }
    });

    it("keeps unusual keys apart, and lists them in the order of their bytes", async () => {
      for (const odd of oddKeys(abilities.longNames)) await put(odd, `body of ${odd}`);
      for (const odd of oddKeys(abilities.longNames)) expect(await textAt(key(odd))).toBe(`body of ${odd}`);
      const expected = modelListing(oddKeys(abilities.longNames), {}).names;
      expect(await keysOf({})).toEqual(expected);
      for (const odd of expected) expect(await keysOf({ prefix: odd })).toContain(odd);
    });

    it("continues a listing after 1,000 keys", async () => {
      const names = Array.from({ length: 1_050 }, (_, i) => `many/${String(i).padStart(5, "0")}`);
      for (let i = 0; i < names.length; i += 50) await Promise.all(names.slice(i, i + 50).map((name) => put(name)));
      const first = await store.list({ prefix: "many/" });
      expect(first.entries).toHaveLength(1_000);
      expect(first.next).toBe("many/00999");
      expect(await keysOf({ prefix: "many/" })).toEqual(names);
      expect((await store.list({ prefix: "many/", after: "many/00048" })).next).toBe("many/01048");
      expect((await store.list({ prefix: "many/", after: "many/00049" })).next).toBeUndefined();
    });

    it("lists new and removed keys immediately", async () => {
      await put("a/1.md");
      await put("a/3.md");
      expect(await keysOf({ prefix: "a/" })).toEqual(["a/1.md", "a/3.md"]);
      await put("a/2.md");
      await store.remove(key("a/1.md"), "anything");
      expect(await keysOf({ prefix: "a/" })).toEqual(["a/2.md", "a/3.md"]);
      await store.remove(key("a/2.md"), "anything");
      await store.remove(key("a/3.md"), "anything");
      expect(await store.list({ delimiter: "/" })).toEqual({ entries: [], prefixes: [] });
    });

    it("lists by prefix, delimiter, start and limit like a sorted list of all keys", async () => {
      const { names, listings } = randomListings(abilities.listings);
      for (const name of names) await put(name, name);
      for (const options of listings) {
        const expected = modelListing(names, options);
        const keys: string[] = [];
        for (let after = options.after; ; ) {
          const { entries, prefixes, next } = await store.list({ ...options, after });
          expect(entries.length + prefixes.length).toBeLessThanOrEqual(options.limit);
          keys.push(...modelListing([...entries.map((entry) => entry.key), ...prefixes], {}).names);
          if (next === undefined) break;
          expect(next).toBe(keys.at(-1));
          after = next;
        }
        expect({ options, keys }).toEqual({ options, keys: expected.names });
      }
    });

    it("returns parts of an object, and no more than there is", async () => {
      await put("a/b.md", "0123456789");
      const part = async (start: number, length: number) => {
        const bytes = await readRange(store, A, start, length);
        return bytes && Buffer.from(bytes).toString();
      };
      expect(await Promise.all([part(0, 4), part(4, 3), part(8, 10), part(10, 5), part(20, 1)])).toEqual([
        ...["0123", "456", "89", "", ""],
      ]);
      expect(await readRange(store, key("none"), 0, 10)).toBeUndefined();
    });

    it("copies objects from a store of its kind, at the version that was looked up", async () => {
      const from = await provider.empty();
      const [small, large] = [Buffer.from("small ü"), Buffer.alloc(3_000_000, "0123456789abcdef\u00ff", "latin1")];
      for (const [name, body] of Object.entries({ "s ü+.mp3": small, "l.mp3": large, "e.mp3": Buffer.of() })) {
        await from.write(key(name), body, "anything");
        const entry = await from.stat(key(name));
        if (entry === undefined) throw new Error("what was written is not there");
        const copied = await copyObject(key(`media/${name}`), { store: from, entry }, store, META);
        const read = await store.read(key(`media/${name}`));
        expect(copied).toEqual({ kind: "written", version: read?.version });
        expect(Buffer.compare(read?.body ?? Buffer.of(1), body)).toBe(0);
        if (abilities.keepsMeta) expect(read?.meta).toEqual(META);
        await from.write(key(name), "changed", "anything");
        if (abilities.checksSource === false) continue;
        const late = await store.copyFrom?.(key("late"), { store: from, entry }, META);
        expect(late ?? { kind: "conflict" }).toEqual({ kind: "conflict" });
      }
      expect(await store.read(key("late"))).toBeUndefined();
    });

    it.runIf(abilities.keepsMeta)("keeps type, cache control and encoding", async () => {
      const meta = { type: "application/rss+xml; charset=utf-8", cacheControl: "max-age=60", encoding: "gzip" };
      await store.write(A, "zipped", "anything", meta);
      expect((await store.read(A))?.meta).toEqual(meta);
      await store.write(A, "plain", "anything", { type: "text/html" });
      expect((await store.read(A))?.meta).toEqual({ type: "text/html" });
    });
  });
}
