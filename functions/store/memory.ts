/**
 * A store in memory, for the state of builds without `--state` and for tests.
 *
 * Versions are hashes of the bodies, like the ETags of S3: an object that returns to its old bytes returns to its old version.
 * In lean mode, versions are numbers instead.
 */
import { createHash } from "node:crypto";
import { type Body, bytesOf } from "./body.ts";
import type { Key } from "./key.ts";
import { findIn, takePage } from "./listing.ts";
import { sortedKeys } from "./sorted-keys.ts";
import { type Expected, type Meta, matchesExpected, type Store, type StoredObject, type Version } from "./store.ts";

type StoredValue = {
  /** Strings are converted to bytes only on request: most of what a build writes here is never read as bytes. */
  readonly body: string | Uint8Array;
  readonly modified: number;
  readonly meta: Meta;
  /** The sequence number of the write that stored it, counted over all writes of this store. */
  readonly number: number;
  /** Computed on first access. */
  version?: Version;
};

type VersionOf = (value: StoredValue) => Version;

export type MemoryOptions = {
  /** The current time in milliseconds since 1970; the system clock by default. */
  readonly now?: () => number;
  /**
   * For a million objects, few of which are read. Versions are numbers, which take no time to compute but do not return
   * with old bytes. Text is stored as UTF-8, which takes half the memory and no work of the garbage collector.
   */
  readonly lean?: boolean;
};

/** Copies bodies when it stores them and when it returns them. */
export function memoryStore({ now = Date.now, lean = false }: MemoryOptions = {}): Store {
  const objects = new Map<Key, StoredValue>();
  const keys = sortedKeys();
  const versionOf = lean ? numberOf : hashOf;
  let writes = 0;
  const isExpected = (key: Key, expected: Expected) => {
    if (expected === "anything") return true;
    const value = objects.get(key);
    return matchesExpected(expected, value && versionOf(value));
  };
  const stat = (key: Key) => {
    const value = objects.get(key);
    return value && objectOf(key, value, versionOf);
  };

  return {
    async read(key) {
      const value = objects.get(key);
      return value && objectOf(key, value, versionOf);
    },
    async stat(key) {
      return stat(key);
    },
    async write(key, body, expected, meta = NO_META) {
      if (!isExpected(key, expected)) return { kind: "conflict" };
      const value: StoredValue = {
        body: lean ? bytesToKeep(body) : bodyToKeep(body),
        modified: now(),
        meta,
        number: ++writes,
      };
      if (!objects.has(key)) keys.add(key);
      objects.set(key, value);
      return {
        kind: "written",
        get version() {
          return versionOf(value);
        },
      };
    },
    async remove(key, expected) {
      if (!isExpected(key, expected)) return { kind: "conflict" };
      if (objects.delete(key)) keys.delete(key);
      return { kind: "removed" };
    },
    async list(options) {
      return takePage(findIn(keys, options), options.limit, stat);
    },
  };
}

/** Body, version and size are computed on access. */
function objectOf(key: Key, value: StoredValue, versionOf: VersionOf): StoredObject {
  return {
    key,
    modified: value.modified,
    meta: value.meta,
    text: typeof value.body === "string" ? value.body : undefined,
    get body() {
      return Buffer.from(value.body);
    },
    get version() {
      return versionOf(value);
    },
    get size() {
      return Buffer.byteLength(value.body);
    },
  };
}

/** Bodies as bytes. Most objects are keys of the index, which have no body. */
function bytesToKeep(body: Body): StoredValue["body"] {
  if (body.length === 0) return "";
  return body instanceof Uint8Array ? Buffer.from(body) : bytesOf(body);
}

/** Copies bytes, because the caller may change them later. */
function bodyToKeep(body: Body): StoredValue["body"] {
  if (body instanceof Uint8Array) return Buffer.from(body);
  return typeof body === "string" ? body : bytesOf(body);
}

function numberOf(value: StoredValue): Version {
  return String(value.number) as Version;
}

function hashOf(value: StoredValue): Version {
  value.version ??= value.body.length === 0 ? EMPTY_HASH : hash(value.body);
  return value.version;
}

function hash(body: string | Uint8Array): Version {
  return createHash("sha1").update(body).digest("base64url") as Version;
}

const EMPTY_HASH = hash("");
const NO_META: Meta = {};
