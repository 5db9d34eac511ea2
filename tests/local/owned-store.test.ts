import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ownedStore } from "../../functions/local/folders/owned-store.ts";
import { folderStore } from "../../functions/store/folder/folder.ts";
import { key } from "../../functions/store/key.ts";
import { contents, fill, temporaryFolder } from "./temporary-folder.ts";

const open = (folder: string) => ownedStore(folderStore(folder), folder);
const list = (folder: string) => join(folder, ".dropfeed", "documents");

describe("ownedStore", () => {
  it("it never changes a file that it did not write", async () => {
    const folder = temporaryFolder();
    fill(folder, { "index.html": "mine", "notes/a.txt": "mine too" });
    const store = open(folder);
    expect(await store.write(key("index.html"), "theirs", "anything")).toEqual({ kind: "conflict" });
    await store.remove(key("notes/a.txt"), "anything");
    expect(await store.read(key("index.html"))).toBeUndefined();
    expect([...store.refused]).toEqual(["index.html"]);
    expect(contents(folder)).toEqual({ "index.html": "mine", "notes/a.txt": "mine too" });
  });

  it("it recognizes the files of an earlier run", async () => {
    const folder = temporaryFolder();
    await open(folder).write(key("feed.xml"), "one", "anything");
    const later = open(folder);
    expect([...later.owned]).toEqual(["feed.xml"]);
    expect(await later.write(key("feed.xml"), "two", "anything")).toMatchObject({ kind: "written" });
    await later.remove(key("feed.xml"), "anything");
    later.saveNames();
    expect(contents(folder)).toEqual({});
    expect([...open(folder).owned]).toEqual([]);
  });

  it("it lists a file before writing it, so that a crash leaves no unlisted file", async () => {
    const folder = temporaryFolder();
    const files = folderStore(folder);
    const full = ownedStore({ ...files, write: () => Promise.reject(new Error("disk full")) }, folder);
    await expect(full.write(key("a"), "a", "anything")).rejects.toThrow("disk full");
    expect([...open(folder).owned]).toEqual(["a"]);
  });

  it("it drops a name that a crash left incomplete, and appends nothing to it", async () => {
    const folder = temporaryFolder();
    await open(folder).write(key("whole"), "", "anything");
    writeFileSync(list(folder), `${readFileSync(list(folder), "utf8")}index.ht`);
    fill(folder, { "index.ht": "somebody's" });
    const store = open(folder);
    await store.write(key("next"), "", "anything");
    expect([...open(folder).owned]).toEqual(["whole", "next"]);
    expect(contents(folder)).toMatchObject({ "index.ht": "somebody's" });
  });

  it("it creates nothing in a folder that it wrote nothing to", async () => {
    const folder = temporaryFolder();
    const store = open(folder);
    store.saveNames();
    expect(existsSync(join(folder, ".dropfeed"))).toBe(false);
  });
});
