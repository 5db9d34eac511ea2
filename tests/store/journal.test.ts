import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checksum, portableChecksum } from "../../functions/store/journal/checksum.ts";
import { removeJournal } from "../../functions/store/journal/files.ts";
import { type JournalStore, journalStore } from "../../functions/store/journal/journal.ts";
import { key } from "../../functions/store/key.ts";
import { listAll, type Store } from "../../functions/store/store.ts";
import { StoreError } from "../../functions/store/store-error.ts";
import { program, start, underFileLimit } from "./processes.ts";

let folder: string;
const open: JournalStore[] = [];
const at = (name: string) => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dropfeed-journal-"));
});
afterEach(() => {
  for (const store of open.splice(0)) store.close();
  rmSync(folder, { recursive: true });
});

function opened(): JournalStore {
  const store = journalStore(folder);
  open.push(store);
  return store;
}
function reopened(): JournalStore {
  open.pop()?.close();
  return opened();
}
async function contents(store: Store): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for await (const { entries } of listAll(store, {})) {
    for (const entry of entries) {
      const object = await store.read(entry.key);
      expect(object).toMatchObject(entry);
      found[entry.key] = Buffer.from(object?.body ?? "missing").toString();
    }
  }
  return found;
}

describe("a journal store", () => {
  it("restores everything when it is reopened: bodies, versions, times and meta", async () => {
    const store = opened();
    const meta = { type: "a\tb\nc", encoding: "ü" };
    await store.write(key("gone"), "gone", "absent");
    await store.write(key("empty"), "", "absent");
    await store.write(key("日本 \u{1f600}"), "one", "absent");
    await store.write(key("日本 \u{1f600}"), "世界", "anything", meta);
    await store.remove(key("gone"), "anything");
    const before = { ...(await store.read(key("日本 \u{1f600}"))), body: undefined };
    const again = reopened();
    expect(await contents(again)).toEqual({ empty: "", "日本 \u{1f600}": "世界" });
    expect(await again.read(key("日本 \u{1f600}"))).toMatchObject({ ...before, meta, body: Buffer.from("世界") });
  });

  it("never assigns a version twice, even after closing, removing or compacting", async () => {
    const versions = new Set<string>();
    const rounds = 5;
    for (let round = 0; round < rounds; round++) {
      const store = round === 0 ? opened() : reopened();
      // Enough outdated lines to trigger a compaction.
      for (let i = 0; i < 1_500; i++) {
        const result = await store.write(key("same"), "same", "anything");
        if (result.kind === "written") versions.add(result.version);
      }
      await store.remove(key("same"), "anything");
    }
    expect(versions.size).toBe(rounds * 1_500);
  });

  it("removes outdated data when it is closed", async () => {
    const store = opened();
    const body = "x".repeat(100_000);
    for (let i = 0; i < 200; i++) await store.write(key(`records/${i % 10}`), `${i}${body}`, "anything");
    for (let i = 0; i < 2_000; i++) {
      await store.write(key(`due/${i}`), "", "absent");
      await store.remove(key(`due/${i}`), "absent");
      await store.remove(key(`due/${i}`), "anything");
    }
    const expected = await contents(store);
    const again = reopened();
    expect(readdirSync(folder).sort()).toEqual([".dropfeed-lock", "bodies-2", "journal"]);
    expect(statSync(at("bodies-2")).size).toBeLessThan(1_100_000);
    expect(statSync(at("journal")).size).toBeLessThan(1_000);
    expect(await contents(again)).toEqual(expected);
    for (let i = 0; i < 1_000; i++) {
      await again.write(key("due/one"), "", "absent");
      await again.remove(key("due/one"), "anything");
    }
    expect(await contents(reopened())).toEqual(expected);
    expect(statSync(at("journal")).size).toBeLessThan(1_000);
    reopened();
    expect(readdirSync(folder).sort()).toEqual([".dropfeed-lock", "bodies-3", "journal"]);
  });

  it("removes the leftovers of a killed compaction, and keeps current data", async () => {
    await opened().write(key("a"), "true", "absent");
    open.pop()?.close();
    writeFileSync(at("bodies-2"), "half");
    writeFileSync(at("journal-next"), "half");
    expect(await contents(opened())).toEqual({ a: "true" });
    expect(readdirSync(folder).sort()).toEqual([".dropfeed-lock", "bodies-1", "journal"]);
  });

  it("cuts off an incomplete last line of any length, and continues", async () => {
    const store = opened();
    await store.write(key("a"), "one", "absent");
    open.pop()?.close();
    const complete = readFileSync(at("journal"), "utf8");
    const line = "b ü\t17\t1700000000000\t3\t5\n";
    const bytes = Buffer.from(line);
    for (let length = 0; length < bytes.length; length++) {
      appendFileSync(at("journal"), bytes.subarray(0, length));
      const store = opened();
      expect(await contents(store)).toEqual({ a: "one" });
      await store.write(key("c"), "three", "absent");
      expect(await contents(reopened())).toEqual({ a: "one", c: "three" });
      open.pop()?.close();
      writeFileSync(at("journal"), complete);
    }
  });

  it("starts a new journal if the head is incomplete", async () => {
    for (const begun of ["", "dropfeed jou", "dropfeed journal 2\t1\t"]) {
      writeFileSync(at("journal"), begun);
      expect(await contents(opened())).toEqual({});
      await open[0]?.write(key("a"), "one", "anything");
      expect(await contents(reopened())).toEqual({ a: "one" });
      open.pop()?.close();
    }
  });

  it.each(["notes of mine", "notes of mine\n", "\n"])(
    "rejects a file that is not its own journal, and does not change it: %j",
    (content) => {
      writeFileSync(at("journal"), content);
      expect(() => journalStore(folder)).toThrow(/journal: is not a journal that this release can read/);
      expect(readFileSync(at("journal"), "utf8")).toBe(content);
      expect(readdirSync(folder)).toEqual(["journal"]);
    },
  );

  it.each([
    ["dropfeed journal 1\t1\t0\t0\n", "is that of another release"],
    ["dropfeed journal 3\t1\t0\t0\t00000000\n", "is that of another release"],
    ["dropfeed journal 2\t1\t0\t0\n", "is damaged: a checksum is wrong"],
    ["dropfeed journal 2\t1\t0\t0\t00000000\n", "is damaged: a checksum is wrong"],
  ])("rejects a journal that it cannot use, which can be removed: %j", async (content, damage) => {
    writeFileSync(at("journal"), content);
    writeFileSync(at("bodies-1"), "x");
    writeFileSync(at("last-run"), "x");
    expect(() => journalStore(folder)).toThrow(expect.objectContaining({ name: "StoreError", damage }));
    removeJournal(folder);
    expect(readdirSync(folder)).toEqual(["last-run"]);
    expect(await contents(opened())).toEqual({});
  });

  it("notices a change of any byte of its files before it returns it", async () => {
    const store = opened();
    for (const name of ["a", "b", "c"]) await store.write(key(name), `text of ${name}`, "absent", { type: "text/x" });
    await store.remove(key("b"), "anything");
    const before = await contents(store);
    open.pop()?.close();
    for (const name of ["journal", "bodies-1"]) {
      const bytes = readFileSync(at(name));
      for (let position = 0; position < bytes.length; position++) {
        const changed = Buffer.from(bytes);
        changed[position] = (changed[position] ?? 0) ^ (1 << (position % 8));
        writeFileSync(at(name), changed);
        const found = await contentsIfGood();
        // A last line without its end counts as one that was never written.
        const isCut = name === "journal" && position === bytes.length - 1;
        if (found !== undefined && !isCut) expect(found, `${name} at ${position}`).toEqual(before);
        writeFileSync(at(name), bytes);
      }
    }
    expect(await contents(opened())).toEqual(before);
  });

  async function contentsIfGood() {
    try {
      return await contents(opened());
    } catch (error) {
      expect(error).toMatchObject({ name: "StoreError" });
      return undefined;
    } finally {
      open.pop()?.close();
    }
  }

  it.each([[""], ["123456789"], ["\0\xff"]])("has the same checksum without the help of zlib: %j", (text) => {
    expect(portableChecksum(Buffer.from(text))).toBe(checksum(Buffer.from(text)));
    expect(portableChecksum(Buffer.from("123456789"))).toBe(0xcbf43926);
    expect(portableChecksum(Buffer.from("456789"), checksum(Buffer.from("123")))).toBe(0xcbf43926);
  });

  it("reports an incomplete body instead of returning half of it", async () => {
    await opened().write(key("a"), "0123456789", "absent");
    open.pop()?.close();
    truncateSync(at("bodies-1"), 5);
    await expect(opened().read(key("a"))).rejects.toThrow(/bodies-1: is damaged/);
  });

  it("lets one process in at a time", () => {
    opened();
    expect(() => journalStore(folder)).toThrow(StoreError);
    reopened();
  });

  it("keeps every completed write when its process is killed", async () => {
    const source = program(`
      import { journalStore } from "./functions/store/journal/journal.ts";
      const store = journalStore(${JSON.stringify(folder)});
      for (let i = 0; ; i++) {
        await store.write("records/" + i, "body of " + i, "absent");
        await store.write("feeds/" + i, "", "absent");
        if (i > 0) await store.remove("feeds/" + (i - 1), "anything");
        console.log("answered " + i);
      }
    `);
    const running = start(source);
    await running.printed("answered 500\n");
    const printed = await running.end("SIGKILL");
    const last = Number(printed.slice(0, printed.lastIndexOf("\n")).split(" ").at(-1));
    const found = await contents(opened());
    for (let i = 0; i <= last; i++) expect(found[`records/${i}`]).toBe(`body of ${i}`);
    expect(Object.keys(found).filter((name) => name.startsWith("feeds/")).length).toBeLessThanOrEqual(2);
  });

  it("loses nothing when the disk is full, and continues once there is space", async () => {
    const printed = underFileLimit(`
      import { journalStore } from "./functions/store/journal/journal.ts";
      const store = journalStore(${JSON.stringify(folder)});
      let lines = 0;
      try { for (;; lines++) await store.write("feeds/" + lines + "-".repeat(800), "", "absent"); }
      catch (error) { console.log(error.name, lines); }
      console.log((await store.write("short", "", "absent")).kind);
      try { await store.write("large", "x".repeat(1_000_000), "absent"); } catch (error) { console.log(error.name); }
      for (let i = 0; i < 80; i++) await store.remove("feeds/" + i + "-".repeat(800), "anything").catch(() => {});
      store.close();
    `);
    const lines = Number(/^StoreError (\d+)\nwritten\nStoreError\n$/.exec(printed)?.[1]);
    expect(lines).toBeGreaterThan(70);
    const store = opened();
    const names = Object.keys(await contents(store));
    expect(names).toContain("short");
    for (const name of names) expect(name).toMatch(/^(feeds\/\d+-{800}|short)$/);
    await store.write(key("small"), "fits", "absent");
    expect(await contents(reopened())).toMatchObject({ small: "fits" });
    expect(Object.keys(await contents(open[0] ?? store))).toHaveLength(names.length + 1);
  });
});
