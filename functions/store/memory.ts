/**
 * A store in memory: the state of a build that keeps none, and what tests run on.
 *
 * Its versions are hashes of the bodies, as S3's ETags are: what comes back to its old bytes comes back to its old version. Not so
 * where it is to be lean.
 */
import { createHash } from "node:crypto";
import { type Body, bytesOf } from "./body.ts";
import type { Key } from "./key.ts";
import { findIn, takePage } from "./listing.ts";
import { sortedKeys } from "./sorted-keys.ts";
import { type Expected, type Meta, matchesExpected, type Store, type StoredObject, type Version } from "./store.ts";

type Held = {
  /** Text stays text until it is asked for as bytes: most of what a build writes here never is. */
  readonly body: string | Uint8Array;
  readonly modified: number;
  readonly meta: Meta;
  /** Which write of all wrote it. */
  readonly number: number;
  /** Made when first asked for, as is all that an entry tells of it. */
  version?: Version;
};

type VersionOf = (held: Held) => Version;

export type MemoryOptions = {
  /** Milliseconds since 1970; the clock by default. */
  readonly now?: () => number;
  /**
   * For a million objects, few of which are read: versions are numbers, which take no time to make but do not come back with old
   * bytes, and texts are kept as UTF-8, in half the room and out of the garbage collector's way.
   */
  readonly lean?: boolean;
};

/** Bodies are copied on their way in and out. */
export function memoryStore({ now = Date.now, lean = false }: MemoryOptions = {}): Store {
  const objects = new Map<Key, Held>();
  const keys = sortedKeys();
  const versionOf = lean ? numberOf : hashOf;
  let writes = 0;
  const isExpected = (key: Key, expected: Expected) => {
    if (expected === "anything") return true;
    const held = objects.get(key);
    return matchesExpected(expected, held && versionOf(held));
  };
  const stat = (key: Key) => {
    const held = objects.get(key);
    return held && objectOf(key, held, versionOf);
  };

  return {
    async read(key) {
      const held = objects.get(key);
      return held && objectOf(key, held, versionOf);
    },
    async stat(key) {
      return stat(key);
    },
    async write(key, body, expected, meta = NONE) {
      if (!isExpected(key, expected)) return { kind: "conflict" };
      const held: Held = {
        body: lean ? packed(body) : keepable(body),
        modified: now(),
        meta,
        number: ++writes,
      };
      if (!objects.has(key)) keys.add(key);
      objects.set(key, held);
      return {
        kind: "written",
        get version() {
          return versionOf(held);
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

/** Everything but the key is told when it is asked for. */
function objectOf(key: Key, held: Held, versionOf: VersionOf): StoredObject {
  return {
    key,
    modified: held.modified,
    meta: held.meta,
    text: typeof held.body === "string" ? held.body : undefined,
    get body() {
      return Buffer.from(held.body);
    },
    get version() {
      return versionOf(held);
    },
    get size() {
      return Buffer.byteLength(held.body);
    },
  };
}

/** The index's keys have no body: of those there are most. */
function packed(body: Body): Held["body"] {
  if (body.length === 0) return "";
  return body instanceof Uint8Array ? Buffer.from(body) : bytesOf(body);
}

/** Bytes are their owner's, who may go on writing to them. */
function keepable(body: Body): Held["body"] {
  if (body instanceof Uint8Array) return Buffer.from(body);
  return typeof body === "string" ? body : bytesOf(body);
}

function numberOf(held: Held): Version {
  return String(held.number) as Version;
}

function hashOf(held: Held): Version {
  held.version ??= held.body.length === 0 ? EMPTY : hash(held.body);
  return held.version;
}

function hash(body: string | Uint8Array): Version {
  return createHash("sha1").update(body).digest("base64url") as Version;
}

const EMPTY = hash("");
const NONE: Meta = {};
