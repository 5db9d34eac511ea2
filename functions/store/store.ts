/**
 * The port to a place that keeps bytes under keys: a bucket, a folder, memory.
 *
 * Every write and removal says what it expects to find, so that two publishers can never overwrite each other unseen.
 */
import type { Body } from "./body.ts";
import type { Key } from "./key.ts";

/** Opaque: what a store calls the state of one object (an ETag on S3). The same bytes may come back to the same version. */
export type Version = string & { readonly __brand: "Version" };

/** What must be there for a write or removal to take place. */
export type Expected = "anything" | "absent" | Version;

export type WriteResult = { readonly kind: "written"; readonly version: Version } | { readonly kind: "conflict" };
/** Removing what is not there counts as removed, unless a version was expected. */
export type RemoveResult = { readonly kind: "removed" } | { readonly kind: "conflict" };

/** How an object is to be served. Only a store that objects are served from keeps it: a folder gives `{}`. */
export type Meta = { readonly type?: string; readonly cacheControl?: string; readonly encoding?: string };

/** One object without its body. `size` in bytes, `modified` in milliseconds since 1970. */
export type Entry = { readonly key: Key; readonly version: Version; readonly size: number; readonly modified: number };

export type StoredObject = Entry & {
  readonly body: Uint8Array;
  /** The body as text, where the store has it so already: `textOf` reads it. */
  readonly text?: string;
  readonly meta: Meta;
};

/** A body that is known to be UTF-8. */
export function textOf(stored: StoredObject): string {
  // Where there is a text, asking for the body would make one.
  if (stored.text !== undefined) return stored.text;
  const { buffer, byteOffset, byteLength } = stored.body;
  return Buffer.from(buffer, byteOffset, byteLength).toString("utf8");
}

export type ListOptions = {
  /** Only keys that begin so; not a key itself, so it may end anywhere. */
  readonly prefix?: string;
  /** Keys that share the part up to the next delimiter behind the prefix are listed once, as that part. */
  readonly delimiter?: "/";
  /** Only keys, and shared parts, that sort behind this string. */
  readonly after?: string;
  /** At most this many entries and prefixes together; 1,000 at the most and by default. */
  readonly limit?: number;
};

/**
 * In the order of the keys' UTF-8 bytes. `next`, if there is more, is the `after` of the listing that goes on; a store may
 * stop early, even with nothing in hand, so only a listing without `next` is the last.
 */
export type Listing = {
  readonly entries: readonly Entry[];
  readonly prefixes: readonly string[];
  readonly next?: string;
};

export type Store = {
  readonly read: (key: Key) => Promise<StoredObject | undefined>;
  readonly stat: (key: Key) => Promise<Entry | undefined>;
  readonly write: (key: Key, body: Body, expected: Expected, meta?: Meta) => Promise<WriteResult>;
  readonly remove: (key: Key, expected: Expected) => Promise<RemoveResult>;
  readonly list: (options: ListOptions) => Promise<Listing>;
};

/** The store could not answer this time (busy, cut off, out of time); the same call may succeed later. */
export class StoreBusyError extends Error {
  override readonly name = "StoreBusyError";
}

/** The store keeps this one object back, whoever of us asks and whenever; it gives others out. */
export class StoreRefusedError extends Error {
  override readonly name = "StoreRefusedError";
  /** Without the object's name. */
  readonly reason: string;

  constructor(what: string, reason: string, options?: ErrorOptions) {
    super(`${what}: ${reason}`, options);
    this.reason = reason;
  }
}

/** What was asked for, or the refusal of it: where one object that is kept back is to harm no other. */
export async function orRefusal<T>(asked: Promise<T>): Promise<T | StoreRefusedError> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof StoreRefusedError) return error;
    throw error;
  }
}

/** Whether what is there, by its version, is what a write or removal expects. */
export function matchesExpected(expected: Expected, there: Version | undefined): boolean {
  if (expected === "anything") return true;
  return expected === "absent" ? there === undefined : there === expected;
}

/** Every entry and prefix of a listing, however many calls it takes. */
export async function* listAll(store: Store, options: Omit<ListOptions, "limit">): AsyncGenerator<Listing> {
  for (let after = options.after; ; ) {
    const listing = await store.list({ ...options, after });
    yield listing;
    if (listing.next === undefined) return;
    after = listing.next;
  }
}
