/**
 * The interface of all stores: a store keeps bytes under keys, in an S3 bucket, a folder or memory.
 *
 * Every write and removal states which version it expects to find, so that two publishers cannot silently overwrite each
 * other's changes.
 */
import type { Body } from "./body.ts";
import type { Key } from "./key.ts";

/** An opaque mark of an object's content (an ETag on S3). The same bytes may or may not get the same version again. */
export type Version = string & { readonly __brand: "Version" };

/** The condition of a write or removal: any state, no object, or an object of this version. */
export type Expected = "anything" | "absent" | Version;

export type WriteResult = { readonly kind: "written"; readonly version: Version } | { readonly kind: "conflict" };
/** Removing a missing object counts as removed, unless a version was expected. */
export type RemoveResult = { readonly kind: "removed" } | { readonly kind: "conflict" };

/** The HTTP headers to serve an object with. Only stores that serve objects directly keep them: a folder returns `{}`. */
export type Meta = {
  readonly type?: string;
  readonly cacheControl?: string;
  readonly encoding?: string;
  /** The version of the object that this one is a copy of; no header. */
  readonly copyOf?: string;
};

/** An object without its body. `size` is in bytes, `modified` in milliseconds since 1970. */
export type Entry = { readonly key: Key; readonly version: Version; readonly size: number; readonly modified: number };

export type StoredObject = Entry & {
  readonly body: Uint8Array;
  /** The body as text, if the store has it as text already; use `textOf` to read it. */
  readonly text?: string;
  readonly meta: Meta;
};

/** The body as text; it must be UTF-8. */
export function textOf(stored: StoredObject): string {
  // `body` may be a getter that encodes the text, so it is not read if the text is stored.
  if (stored.text !== undefined) return stored.text;
  const { buffer, byteOffset, byteLength } = stored.body;
  return Buffer.from(buffer, byteOffset, byteLength).toString("utf8");
}

export type ListOptions = {
  /** Only keys that begin with this string; it need not end at a slash. */
  readonly prefix?: string;
  /** Keys that are equal up to the next delimiter after the prefix are listed once, as that common prefix. */
  readonly delimiter?: "/";
  /** Only keys and common prefixes that sort after this string. */
  readonly after?: string;
  /** The maximum number of entries and prefixes together; 1,000 is the default and the upper bound. */
  readonly limit?: number;
};

/**
 * One page of a listing, in the order of the keys' UTF-8 bytes. If more pages follow, `next` is the `after` of the next one.
 * A store may return a short or even empty page, so only a page without `next` is the last.
 */
export type Listing = {
  readonly entries: readonly Entry[];
  readonly prefixes: readonly string[];
  readonly next?: string;
};

/** What to copy: an object of another store, as it was when its version was looked up. */
export type CopySource = { readonly store: Store; readonly entry: Entry };

export type Store = {
  readonly read: (key: Key) => Promise<StoredObject | undefined>;
  /** Stores that keep `Meta` return it too. */
  readonly stat: (key: Key) => Promise<(Entry & { readonly meta?: Meta }) | undefined>;
  /** A part of an object, of fewer bytes where the object ends. Stores that hold objects in memory need none: use `readRange`. */
  readonly readRange?: (key: Key, start: number, length: number) => Promise<Uint8Array | undefined>;
  /**
   * Writes a copy of an object of any size without holding it in memory. Undefined if it cannot: use `copyObject`. A conflict: the source
   * is not at that version any more.
   */
  readonly copyFrom?: (key: Key, source: CopySource, meta?: Meta) => Promise<WriteResult | undefined>;
  /** What a store of the same kind needs to know to copy from this one. */
  readonly location?: unknown;
  readonly write: (key: Key, body: Body, expected: Expected, meta?: Meta) => Promise<WriteResult>;
  readonly remove: (key: Key, expected: Expected) => Promise<RemoveResult>;
  readonly list: (options: ListOptions) => Promise<Listing>;
};

/** The store could not answer this time (busy, disconnected, timed out); the same call may succeed later. */
export class StoreBusyError extends Error {
  override readonly name = "StoreBusyError";
}

/** The store refuses access to this one object, also when asked again; other objects are not affected. */
export class StoreRefusedError extends Error {
  override readonly name = "StoreRefusedError";
  /** The message without the object's name. */
  readonly reason: string;

  constructor(name: string, reason: string, options?: ErrorOptions) {
    super(`${name}: ${reason}`, options);
    this.reason = reason;
  }
}

/** Returns a StoreRefusedError instead of throwing it, so that one refused object does not stop the work on others. */
export async function orRefusal<T>(request: Promise<T>): Promise<T | StoreRefusedError> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof StoreRefusedError) return error;
    throw error;
  }
}

/** Whether the stored object (undefined if it is missing) meets the condition of a write or removal. */
export function matchesExpected(expected: Expected, stored: Version | undefined): boolean {
  if (expected === "anything") return true;
  return expected === "absent" ? stored === undefined : stored === expected;
}

/** A part of an object; undefined if there is no such object. */
export async function readRange(
  store: Store,
  key: Key,
  start: number,
  length: number,
): Promise<Uint8Array | undefined> {
  if (store.readRange !== undefined) return store.readRange(key, start, length);
  return (await store.read(key))?.body.subarray(start, start + length);
}

/** Copies an object, through memory if the stores know no other way. A conflict: it has changed, or the store keeps a file of others. */
export async function copyObject(key: Key, source: CopySource, to: Store, meta: Meta): Promise<WriteResult> {
  const copied = await to.copyFrom?.(key, source, meta);
  if (copied !== undefined) return copied;
  const object = await source.store.read(source.entry.key);
  return object === undefined ? { kind: "conflict" } : to.write(key, object.body, "anything", meta);
}

/** All pages of a listing. */
export async function* listAll(store: Store, options: Omit<ListOptions, "limit">): AsyncGenerator<Listing> {
  for (let after = options.after; ; ) {
    const listing = await store.list({ ...options, after });
    yield listing;
    if (listing.next === undefined) return;
    after = listing.next;
  }
}
