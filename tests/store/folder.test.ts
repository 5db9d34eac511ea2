import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { folderStore } from "../../functions/store/folder/folder.ts";
import { removeLeftovers } from "../../functions/store/folder/temporary-files.ts";
import { key } from "../../functions/store/key.ts";
import { listAll, type Store } from "../../functions/store/store.ts";
import { StoreError } from "../../functions/store/store-error.ts";
import { DEAD_PROCESS, underFileLimit } from "./processes.ts";

let base: string;
let root: string;
let store: Store;
let skipped: Record<string, string>;
const at = (...path: string[]) => join(root, ...path);

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "dropfeed-folder-"));
  root = join(base, "content");
  mkdirSync(root);
  skipped = {};
  store = folderStore(root, {
    skipped(path, reason) {
      skipped[path] = reason;
    },
  });
});
afterEach(() => rmSync(base, { recursive: true }));

async function keys(prefix = ""): Promise<string[]> {
  const found: string[] = [];
  for await (const { entries } of listAll(store, { prefix })) found.push(...entries.map((entry) => entry.key));
  return found;
}

describe("a folder store", () => {
  it("reads files of other programs, and writes files that they can read", async () => {
    mkdirSync(at("posts"));
    writeFileSync(at("posts", "a.md"), "from outside");
    expect(Buffer.from((await store.read(key("posts/a.md")))?.body ?? "").toString()).toBe("from outside");
    await store.write(key("posts/2023/b.md"), "from inside", "absent");
    expect(readFileSync(at("posts", "2023", "b.md"), "utf8")).toBe("from inside");
    expect(await keys()).toEqual(["posts/2023/b.md", "posts/a.md"]);
  });

  it("gives a file a new version when another program changes it", async () => {
    writeFileSync(at("a.md"), "one");
    const before = await store.stat(key("a.md"));
    writeFileSync(at("a.md"), "two");
    utimesSync(at("a.md"), 1, 1);
    const after = await store.stat(key("a.md"));
    expect(after?.version).not.toBe(before?.version);
    expect(after?.modified).toBe(1_000);
    expect(await store.write(key("a.md"), "three", before?.version ?? "absent")).toEqual({ kind: "conflict" });
  });

  it("removes folders that become empty, but never the root or a folder with files", async () => {
    await store.write(key("a/b/c/d.md"), "", "absent");
    await store.write(key("a/x.md"), "", "absent");
    await store.remove(key("a/b/c/d.md"), "anything");
    expect(readdirSync(at("a"))).toEqual(["x.md"]);
    await store.remove(key("a/x.md"), "anything");
    expect(readdirSync(root)).toEqual([]);
    await store.write(key("a/b/again.md"), "", "absent");
    expect(await keys()).toEqual(["a/b/again.md"]);
  });

  it("recreates folders that others removed", async () => {
    await store.write(key("a/b/1.md"), "", "absent");
    rmSync(at("a"), { recursive: true });
    await store.write(key("a/b/2.md"), "", "absent");
    expect(await keys()).toEqual(["a/b/2.md"]);
    rmSync(root, { recursive: true });
    expect(await keys()).toEqual([]);
    await store.write(key("a/b/3.md"), "", "absent");
    expect(await keys()).toEqual(["a/b/3.md"]);
  });

  it("lists no folder without files", async () => {
    mkdirSync(at("empty", "within", "empty"), { recursive: true });
    await store.write(key("full/within/full/a.md"), "", "absent");
    expect(await store.list({ delimiter: "/" })).toEqual({ entries: [], prefixes: ["full/"] });
  });

  it("lists the current content of large folders, even if it changes between two pages", async () => {
    const names = Array.from({ length: 2_500 }, (_, i) => `large/${String(i).padStart(4, "0")}.md`);
    mkdirSync(at("large"));
    for (const name of names) writeFileSync(at(name), "");
    utimesSync(at("large"), 1_000_000, 1_000_000);
    expect(await keys()).toEqual(names);
    const first = await store.list({ limit: 10 });
    expect(first.next).toBe("large/0009.md");
    rmSync(at("large/0010.md"));
    writeFileSync(at("large/0011b.md"), "");
    const second = await store.list({ limit: 3, after: first.next });
    expect(second.entries.map((entry) => entry.key)).toEqual(["large/0011.md", "large/0011b.md", "large/0012.md"]);
  });
});

describe("a folder store and links", () => {
  beforeEach(() => {
    mkdirSync(join(base, "secrets"));
    writeFileSync(join(base, "secrets", "key.pem"), "secret");
    writeFileSync(at("real.md"), "real");
  });

  it("follows a link to a file inside, and replaces the link when it writes", async () => {
    symlinkSync("real.md", at("link.md"));
    expect(Buffer.from((await store.read(key("link.md")))?.body ?? "").toString()).toBe("real");
    expect(await store.stat(key("link.md"))).toMatchObject({ size: 4 });
    expect(await keys()).toEqual(["link.md", "real.md"]);
    await store.write(key("link.md"), "own", "anything");
    expect(readFileSync(at("real.md"), "utf8")).toBe("real");
  });

  it.each([
    ["a link to a file outside", "../secrets/key.pem", "key.pem"],
    ["a link to a folder outside", "../secrets", "key.pem/key.pem"],
    ["a link to a folder inside, which may contain itself", ".", "key.pem/real.md"],
    ["a link to a missing file", "missing", "key.pem"],
    ["a link to itself", "key.pem", "key.pem"],
  ])("ignores %s", async (_, target, asked) => {
    symlinkSync(target, at("key.pem"));
    expect(await store.read(key(asked))).toBeUndefined();
    expect(await store.stat(key(asked))).toBeUndefined();
    expect(await keys()).toEqual(["real.md"]);
    expect(await keys("key.pem/")).toEqual([]);
    expect(await store.list({ delimiter: "/" })).toMatchObject({ prefixes: [] });
    expect(skipped["key.pem"]).toMatch(/^it is a link/);
    await store.remove(key(asked), "anything");
    expect(readdirSync(join(base, "secrets"))).toEqual(["key.pem"]);
  });

  it("does not write into a folder that is a link", async () => {
    symlinkSync("../secrets", at("out"));
    await expect(store.write(key("out/a.md"), "", "anything")).rejects.toThrow(/link/);
    await expect(store.write(key("out/deep/a.md"), "", "anything")).rejects.toBeInstanceOf(StoreError);
    expect(readdirSync(join(base, "secrets"))).toEqual(["key.pem"]);
  });

  it("supports a root that is a link itself", async () => {
    symlinkSync("content", join(base, "alias"));
    const alias = folderStore(join(base, "alias"));
    await alias.write(key("a/b.md"), "", "absent");
    expect((await alias.list({})).entries.map((entry) => entry.key)).toEqual(["a/b.md", "real.md"]);
  });

  it("lists nothing for prefixes that point outside the root", async () => {
    for (const prefix of ["../", "../secrets/", "/etc/", "./", "a/../../secrets/", "//"]) {
      expect(await store.list({ prefix })).toEqual({ entries: [], prefixes: [] });
    }
    expect(skipped).toEqual({});
  });
});

describe("the incomplete files of a killed process", () => {
  const half = (...path: string[]) => {
    writeFileSync(at(...path), "half");
    return readdirSync(at(...path.slice(0, -1)));
  };

  it("are removed only from the folders of the given keys", async () => {
    for (const name of ["top.md", "a/b.md", "a/c/d.md"]) await store.write(key(name), "", "absent");
    const name = `.dropfeed-${DEAD_PROCESS}-7`;
    for (const folder of [[], ["a"], ["a", "c"]]) half(...folder, name);
    removeLeftovers(root, ["top.md", "a/c/d.md", "a/c/e.md", "gone/f.md", "top.md/g.md"].map(key));
    expect(readdirSync(root)).toEqual(["a", "top.md"]);
    expect(readdirSync(at("a", "c"))).toEqual(["d.md"]);
    expect(readdirSync(at("a"))).toContain(name);
  });

  it("are kept if they belong to another running process", () => {
    half(`.dropfeed-${process.ppid}-7`);
    half(`.dropfeed-${process.pid}-7`);
    half(".dropfeed-notes");
    removeLeftovers(root, [key("a.md")]);
    expect(readdirSync(root)).toEqual([`.dropfeed-${process.ppid}-7`, ".dropfeed-notes"]);
  });

  it("are not removed behind a link", () => {
    mkdirSync(join(base, "elsewhere"));
    symlinkSync("../elsewhere", at("a"));
    half("a", `.dropfeed-${DEAD_PROCESS}-7`);
    removeLeftovers(root, [key("a/b.md")]);
    expect(readdirSync(join(base, "elsewhere"))).toHaveLength(1);
  });
});

describe("what a folder store cannot hold", () => {
  it.each([
    ["a key below a file", "file.md/below.md", "a file exists where a folder is needed"],
    ["a key that is a folder", "folder", "a folder exists where a file is needed"],
    ["a name that is too long", `${"é".repeat(128)}.md`, "the name is too long"],
    ["the store's own names", ".dropfeed-1-1", "reserved for the store's own files"],
    ["folders of the store's own names", ".dropfeed-x/a.md", "reserved for the store's own files"],
  ])("it refuses with a reason: %s", async (_, text, reason) => {
    writeFileSync(at("file.md"), "whole");
    mkdirSync(at("folder"));
    writeFileSync(at("folder", "a.md"), "whole");
    const asked = store.write(key(text), "body", "anything");
    await expect(asked).rejects.toBeInstanceOf(StoreError);
    await expect(asked).rejects.toThrow(reason);
    await expect(asked).rejects.toThrow(root);
    expect(await store.read(key(text))).toBeUndefined();
    expect(await store.remove(key(text), "anything")).toEqual({ kind: "removed" });
    expect(readdirSync(root)).toEqual(["file.md", "folder"]);
    expect(readFileSync(at("file.md"), "utf8")).toBe("whole");
    expect(readdirSync(at("folder"))).toEqual(["a.md"]);
  });

  it("it reports files that are not objects", async () => {
    writeFileSync(at("back\\slash.md"), "");
    writeFileSync(at("line\nbreak.md"), "");
    writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0x61, 0xff, 0x2e, 0x6d, 0x64])]), "");
    execFileSync("mkfifo", [at("pipe.md")]);
    expect(await keys()).toEqual([]);
    expect(skipped).toEqual({
      "back\\slash.md": "its name contains a backslash",
      "line\nbreak.md": "its name contains a control character",
      "a\ufffd.md": "its name is not UTF-8",
      "pipe.md": "it is not a regular file",
    });
    expect(await store.read(key("pipe.md"))).toBeUndefined();
  });

  it("it lists no temporary files", async () => {
    await store.write(key("a/b.md"), "", "absent");
    writeFileSync(at("a", `.dropfeed-${DEAD_PROCESS}-7`), "half");
    expect(await keys()).toEqual(["a/b.md"]);
    expect(await keys("a/")).toEqual(["a/b.md"]);
  });

  it("it keeps the old object when there is no space for the new one", async () => {
    await store.write(key("a.md"), "old", "absent");
    const result = underFileLimit(`
      import { folderStore } from "./functions/store/folder/folder.ts";
      const store = folderStore(${JSON.stringify(root)});
      try { await store.write("a.md", "x".repeat(1_000_000), "anything"); console.log("written"); }
      catch (error) { console.log(error.name + ": " + error.message); }
    `);
    expect(result).toBe(`StoreError: ${at("a.md")}: too large for this file system\n`);
    expect(readdirSync(root)).toEqual(["a.md"]);
    expect(readFileSync(at("a.md"), "utf8")).toBe("old");
  });

  it("it names the file for which it has no permission", async (context) => {
    if (process.getuid?.() === 0) context.skip("root has all permissions");
    execFileSync("chmod", ["555", root]);
    await expect(store.write(key("a.md"), "", "anything")).rejects.toThrow(`${at("a.md")}: no permission`);
    execFileSync("chmod", ["755", root]);
  });

  it("it reports a root that is a file", async () => {
    renameSync(root, join(base, "moved"));
    writeFileSync(root, "");
    await expect(store.write(key("a/b.md"), "", "anything")).rejects.toBeInstanceOf(StoreError);
    await expect(keys()).rejects.toThrow(`${root}: a file exists where a folder is needed`);
  });
});
