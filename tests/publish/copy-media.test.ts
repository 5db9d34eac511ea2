import { mkdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { copyIfChanged } from "../../functions/publish/documents/copy-if-changed.ts";
import { folderStore } from "../../functions/store/folder/folder.ts";
import { key } from "../../functions/store/key.ts";
import { memoryStore } from "../../functions/store/memory.ts";
import { type Store, StoreBusyError, type Version } from "../../functions/store/store.ts";
import { temporaryFolder } from "../local/temporary-folder.ts";

const TARGET = { name: "media/e.mp3", type: "audio/mpeg", freshness: "asset" } as const;

function folders() {
  const root = temporaryFolder();
  const [content, site] = [join(root, "content"), join(root, "site")];
  mkdirSync(content);
  return {
    file: join(content, "e.mp3"),
    copy: join(site, TARGET.name),
    content: folderStore(content),
    site: folderStore(site),
  };
}

async function copy(content: Store, site: Store) {
  const entry = await content.stat(key("e.mp3"));
  if (entry === undefined) throw new Error("there is nothing to copy");
  return (await copyIfChanged(site, { store: content, entry }, TARGET)).outcome;
}

/** A store that fails when an object is read whole, and tells the longest part that was read. */
function inPartsOnly(store: Store) {
  const longest = { bytes: 0 };
  const wrapped: Store = {
    ...store,
    read: async () => Promise.reject(new Error("an object is read whole")),
    readRange: async (at, start, length) => {
      const part =
        (await store.readRange?.(at, start, length)) ?? (await store.read(at))?.body.subarray(start, start + length);
      longest.bytes = Math.max(longest.bytes, part?.length ?? 0);
      return part;
    },
  };
  return { store: wrapped, longest };
}

describe("a media file", () => {
  it("is copied from file to file, and left alone while its bytes are the same", async () => {
    const { file, copy: copied, content, site } = folders();
    const [one, other] = [inPartsOnly(content), inPartsOnly(site)];
    writeFileSync(file, Buffer.alloc(9_000_000, "sound"));
    expect(await copy(one.store, other.store)).toBe("written");
    const { mtimeMs, ino } = statSync(copied);
    expect(await copy(one.store, other.store)).toBe("unchanged");
    utimesSync(file, 1, 1);
    expect(await copy(one.store, other.store)).toBe("unchanged");
    expect(statSync(copied)).toMatchObject({ mtimeMs, ino });
    const changed = Buffer.alloc(9_000_000, "sound");
    changed.write("x", 8_999_999);
    writeFileSync(file, changed);
    expect(await copy(one.store, other.store)).toBe("written");
    expect(Buffer.compare((await site.read(key(TARGET.name)))?.body ?? Buffer.of(), changed)).toBe(0);
    expect(Math.max(one.longest.bytes, other.longest.bytes)).toBeLessThanOrEqual(4 * 1024 * 1024);
  });

  it("is copied again if it is to be served otherwise, and compared with nothing if its version is known", async () => {
    const [content, site] = [memoryStore(), memoryStore()];
    await content.write(key("e.mp3"), "sound", "anything");
    expect(await copy(content, site)).toBe("written");
    const unread = async () => Promise.reject(new Error("the file is read"));
    expect(await copy({ ...content, read: unread }, site)).toBe("unchanged");
    const object = await site.read(key(TARGET.name));
    await site.write(key(TARGET.name), "sound", "anything", { ...object?.meta, type: "audio/old" });
    expect(await copy(content, site)).toBe("written");
    expect((await site.read(key(TARGET.name)))?.meta).toEqual(object?.meta);
  });

  it("that changes while it is copied is copied later", async () => {
    const { file, content, site } = folders();
    writeFileSync(file, "one");
    const entry = await content.stat(key("e.mp3"));
    if (entry === undefined) throw new Error("there is nothing to copy");
    const source = { store: content, entry: { ...entry, version: "earlier" as Version } };
    await expect(copyIfChanged(site, source, TARGET)).rejects.toBeInstanceOf(StoreBusyError);
    expect(await site.stat(key(TARGET.name))).toBeUndefined();
  });
});
