/** Converts the options of `list` to a ListObjectsV2 request, and its response to a listing. */
import type { _Object, ListObjectsV2CommandInput, ListObjectsV2CommandOutput } from "@aws-sdk/client-s3";
import { parseKey } from "../key.ts";
import { afterPrefix, compareKeys } from "../key-order.ts";
import { pageSize } from "../listing.ts";
import { type Entry, type Listing, type ListOptions, StoreBusyError, type Version } from "../store.ts";

/**
 * `base` is the store's prefix, which is added before all keys. Keys in the response are URL-encoded, because XML cannot
 * represent all characters.
 */
export function listRequest(base: string, options: ListOptions): Omit<ListObjectsV2CommandInput, "Bucket"> {
  const after = startAfter(options);
  return {
    Prefix: base + (options.prefix ?? ""),
    Delimiter: options.delimiter,
    StartAfter: after === undefined ? undefined : base + after,
    MaxKeys: pageSize(options.limit),
    EncodingType: "url",
  };
}

/**
 * Some S3 implementations list a common prefix again when the listing starts at it or inside it. None does when it starts
 * after the last key that the prefix can contain.
 */
function startAfter({ prefix = "", delimiter, after }: ListOptions): string | undefined {
  if (after === undefined || delimiter === undefined || !after.startsWith(prefix)) return after;
  const end = after.indexOf(delimiter, prefix.length);
  return end < 0 ? after : afterPrefix(after.slice(0, end + 1));
}

/** Skips objects whose names are not valid keys, such as the folder markers of some tools. */
export function listingOf(base: string, output: ListObjectsV2CommandOutput): Listing {
  const named = (output.Contents ?? []).map((object) => ({ name: nameOf(base, object.Key), object }));
  const prefixes = (output.CommonPrefixes ?? []).map(({ Prefix }) => nameOf(base, Prefix));
  const entries = named.flatMap(({ name, object }) => entryOf(name, object) ?? []);
  const isValidPrefix = (prefix: string) => "key" in parseKey(prefix.slice(0, -1));
  const last = lastOf([named.at(-1)?.name, prefixes.at(-1)]);
  if (output.IsTruncated && last === undefined) throw new StoreBusyError("a listing was cut off before its first name");
  return { entries, prefixes: prefixes.filter(isValidPrefix), ...(output.IsTruncated ? { next: last } : {}) };
}

function nameOf(base: string, encoded = ""): string {
  return decodeURIComponent(encoded.replaceAll("+", " ")).slice(base.length);
}

function entryOf(name: string, { ETag, Size, LastModified }: _Object): Entry | undefined {
  const parsed = parseKey(name);
  if ("reason" in parsed) return undefined;
  return { key: parsed.key, version: ETag as Version, size: Size ?? 0, modified: LastModified?.getTime() ?? 0 };
}

function lastOf(names: readonly (string | undefined)[]): string | undefined {
  return names
    .filter((name) => name !== undefined)
    .sort(compareKeys)
    .at(-1);
}
