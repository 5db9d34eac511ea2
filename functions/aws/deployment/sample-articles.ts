/**
 * Installs the sample articles that ship with a release (the folder `seeds`) into the content bucket.
 *
 * From then on they belong to the owner of the bucket: a sample that was changed or removed there stays that way. The state store
 * therefore remembers the version that each sample had when it was installed, and only objects that still have that version are
 * replaced or removed. An object that has a sample's name but was never installed is not ours, unless its bytes are identical.
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
  /** Written, because they were new or had changed in the release. */
  readonly installed: readonly string[];
  readonly removed: readonly string[];
  /** Left as they are, because the owner of the bucket has changed or removed them. */
  readonly skipped: readonly string[];
};

export type SampleTarget = {
  readonly content: Store;
  /** The content bucket's name. Samples installed in another bucket do not count as installed in this one. */
  readonly bucket: string;
  readonly state: Store;
  readonly folder: string;
};

const INSTALLED_KEY = key("seeds/planted.json");

/** The version of each sample when it was installed, by path. */
type InstalledVersions = Readonly<Record<string, Version>>;
const InstalledFile = v.object({ bucket: v.string(), versions: v.record(v.string(), v.string()) });

/** Can be stopped at any point and run again. */
export async function installSamples({ content, bucket, state, folder }: SampleTarget): Promise<InstalledSamples> {
  const installed = await readInstalled(state, bucket);
  const seeds = await samplePaths(folder);
  const results = await inParallel(seeds, async (path) =>
    installSample(path, await readFile(join(folder, path)), installed, content),
  );
  const old = Object.keys(installed).filter((path) => !seeds.includes(path));
  const removals = await inParallel(old, (path) => removeSample(path, installed, content));
  const versions = Object.fromEntries(
    results.flatMap(({ path, version }) => (version === undefined ? [] : [[path, version]])),
  );
  // Written last: a sample that was installed but not yet recorded is recognized by its bytes next time.
  await state.write(INSTALLED_KEY, JSON.stringify({ bucket, versions }), "anything", { type: "application/json" });
  return {
    installed: results.filter(({ outcome }) => outcome === "installed").map(({ path }) => path),
    removed: removals.filter(({ outcome }) => outcome === "removed").map(({ path }) => path),
    skipped: [...results, ...removals].filter(({ outcome }) => outcome === "skipped").map(({ path }) => path),
  };
}

async function readInstalled(state: Store, bucket: string): Promise<InstalledVersions> {
  const stored = await state.read(INSTALLED_KEY);
  const parsed = v.safeParse(InstalledFile, stored && parseJson(new TextDecoder().decode(stored.body)));
  return parsed.success && parsed.output.bucket === bucket ? (parsed.output.versions as InstalledVersions) : {};
}

/**
 * Paths with `/`. Names that begin with `.` or `_` are not content. A zip holds no empty folders, so a missing folder means that there
 * are no samples.
 */
async function samplePaths(folder: string): Promise<string[]> {
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

type InstallResult = {
  readonly path: string;
  readonly outcome: "installed" | "same" | "skipped";
  readonly version?: Version;
};

async function installSample(
  path: string,
  body: Uint8Array,
  installed: InstalledVersions,
  content: Store,
): Promise<InstallResult> {
  const name = key(path);
  const current = await orRefusal(content.read(name));
  const version = installed[path];
  if (current instanceof StoreRefusedError) return { path, outcome: "skipped", version };
  if (current !== undefined && Buffer.compare(current.body, body) === 0)
    return { path, outcome: "same", version: current.version };
  // An installed sample that is absent was removed by the owner. One with another version was changed by the owner, or was never
  // ours. In both cases the version is not the expected one, and the write reports a conflict.
  const result = await content.write(name, body, version ?? "absent", { type: contentType(path) });
  return result.kind === "written"
    ? { path, outcome: "installed", version: result.version }
    : { path, outcome: "skipped", version };
}

async function removeSample(
  path: string,
  installed: InstalledVersions,
  content: Store,
): Promise<{ path: string; outcome: "removed" | "gone" | "skipped" }> {
  const current = await orRefusal(content.stat(key(path)));
  if (current instanceof StoreRefusedError) return { path, outcome: "skipped" };
  if (current === undefined) return { path, outcome: "gone" };
  if (current.version !== installed[path]) return { path, outcome: "skipped" };
  const { kind } = await content.remove(current.key, current.version);
  return { path, outcome: kind === "removed" ? "removed" : "skipped" };
}
