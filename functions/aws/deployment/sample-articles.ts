/**
 * Plants the sample articles that ship with a release into the content bucket.
 *
 * Their writer is whoever owns the bucket, from then on: a seed that was changed or removed there stays as it is. So
 * the state store remembers under which version each was planted, and only what still has that version is replaced or taken away.
 * What lies under a seed's name but was never planted is not ours, unless it is the same to the byte.
 */
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import * as v from "valibot";
import { contentType } from "../../edge/document-headers.ts";
import { inParallel } from "../../publish/in-parallel.ts";
import { key } from "../../store/key.ts";
import { orRefusal, type Store, StoreRefusedError, type Version } from "../../store/store.ts";
import { parseJson } from "../queues/inbox-message.ts";

export type InstalledSamples = {
  readonly planted: readonly string[];
  readonly removed: readonly string[];
  readonly left: readonly string[];
};

export type SampleTarget = {
  readonly content: Store;
  /** The content bucket's name: what was planted in another is not remembered of this one. */
  readonly bucket: string;
  readonly state: Store;
  readonly folder: string;
};

const PLANTED = key("seeds/planted.json");

/** Version when planted, by path. */
type Memory = Readonly<Record<string, Version>>;
const MemoryFile = v.object({ bucket: v.string(), versions: v.record(v.string(), v.string()) });

/** May be stopped anywhere and done again. */
export async function installSamples({ content, bucket, state, folder }: SampleTarget): Promise<InstalledSamples> {
  const memory = await recall(state, bucket);
  const seeds = await seedsIn(folder);
  const planted = await inParallel(seeds, async (path) =>
    plant(path, await readFile(join(folder, path)), memory, content),
  );
  const old = Object.keys(memory).filter((path) => !seeds.includes(path));
  const removed = await inParallel(old, (path) => uproot(path, memory, content));
  const versions = Object.fromEntries(
    planted.flatMap(({ path, version }) => (version === undefined ? [] : [[path, version]])),
  );
  // Last: what was planted and not yet remembered is known again by its bytes.
  await state.write(PLANTED, JSON.stringify({ bucket, versions }), "anything", { type: "application/json" });
  return {
    planted: planted.filter(({ outcome }) => outcome === "planted").map(({ path }) => path),
    removed: removed.filter(({ outcome }) => outcome === "removed").map(({ path }) => path),
    left: [...planted, ...removed].filter(({ outcome }) => outcome === "left").map(({ path }) => path),
  };
}

async function recall(state: Store, bucket: string): Promise<Memory> {
  const stored = await state.read(PLANTED);
  const parsed = v.safeParse(MemoryFile, stored && parseJson(new TextDecoder().decode(stored.body)));
  return parsed.success && parsed.output.bucket === bucket ? (parsed.output.versions as Memory) : {};
}

/** Paths with `/`; names that begin with `.` or `_` are no content. A folder without files is none in a zip: then there are no seeds. */
async function seedsIn(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  return files
    .map((file) => file.split(sep).join("/"))
    .filter((path) => !/(?:^|\/)[._]/.test(path))
    .sort();
}

type Planted = { readonly path: string; readonly outcome: "planted" | "same" | "left"; readonly version?: Version };

async function plant(path: string, body: Uint8Array, memory: Memory, content: Store): Promise<Planted> {
  const at = key(path);
  const there = await orRefusal(content.read(at));
  const before = memory[path];
  if (there instanceof StoreRefusedError) return { path, outcome: "left", version: before };
  if (there !== undefined && Buffer.compare(there.body, body) === 0)
    return { path, outcome: "same", version: there.version };
  // Absent though planted: its owner has removed it. There under another version: its owner has changed it, or it was never ours.
  // Either way the store finds that it is not what is expected.
  const result = await content.write(at, body, before ?? "absent", { type: contentType(path) });
  return result.kind === "written"
    ? { path, outcome: "planted", version: result.version }
    : { path, outcome: "left", version: before };
}

async function uproot(
  path: string,
  memory: Memory,
  content: Store,
): Promise<{ path: string; outcome: "removed" | "gone" | "left" }> {
  const there = await orRefusal(content.stat(key(path)));
  if (there instanceof StoreRefusedError) return { path, outcome: "left" };
  if (there === undefined) return { path, outcome: "gone" };
  if (there.version !== memory[path]) return { path, outcome: "left" };
  const { kind } = await content.remove(there.key, there.version);
  return { path, outcome: kind === "removed" ? "removed" : "left" };
}
