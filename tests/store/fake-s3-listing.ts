/** Answers ListObjectsV2 requests of the fake S3. */
import type { FakeObject } from "./fake-object.ts";

type ListRequest = { readonly bucket: string; readonly query: URLSearchParams };

/** The XML response. Names are URL-encoded on request, in S3's way with spaces as `+`. */
export function listXml(objects: ReadonlyMap<string, FakeObject>, { bucket, query }: ListRequest): string {
  const size = Number(query.get("max-keys") ?? 1000);
  const encode = query.get("encoding-type") === "url" ? encodeName : escapeXml;
  const names = namesOf([...objects.keys()], bucket, query);
  const isPrefix = (name: string) => name.indexOf(query.get("delimiter") ?? "\0", query.get("prefix")?.length) >= 0;
  const page = names.slice(0, size).map((name) => {
    const object = objects.get(`${bucket}/${name}`);
    return object === undefined || isPrefix(name) ? prefixXml(encode(name)) : objectXml(encode(name), object);
  });
  const isTruncated = names.length > size;
  return `<?xml version="1.0" encoding="UTF-8"?>
<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${bucket}</Name><MaxKeys>${size}</MaxKeys>
<KeyCount>${page.length}</KeyCount><IsTruncated>${isTruncated}</IsTruncated>${page.join("\n")}</ListBucketResult>`;
}

/**
 * The keys of the bucket and their common prefixes, each once, in the order of their bytes. The start is compared with keys, so
 * a listing that starts inside a common prefix contains that prefix again; other servers (such as moto) compare the start with
 * the prefix.
 */
function namesOf(objects: readonly string[], bucket: string, query: URLSearchParams): string[] {
  const prefix = query.get("prefix") ?? "";
  const delimiter = query.get("delimiter");
  const after = query.get("start-after") ?? "";
  const names = new Set<string>();
  for (const object of objects) {
    if (!object.startsWith(`${bucket}/${prefix}`)) continue;
    const key = object.slice(bucket.length + 1);
    if (!isAfter(key, after)) continue;
    const end = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
    names.add(end < 0 ? key : key.slice(0, end + 1));
  }
  return [...names].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

function isAfter(name: string, after: string): boolean {
  return Buffer.compare(Buffer.from(name), Buffer.from(after)) > 0;
}

function objectXml(name: string, { etag, body, modified }: FakeObject): string {
  return `<Contents><Key>${name}</Key><LastModified>${modified.toISOString()}</LastModified><ETag>${escapeXml(etag)}</ETag>
<Size>${body.length}</Size></Contents>`;
}

function prefixXml(name: string): string {
  return `<CommonPrefixes><Prefix>${name}</Prefix></CommonPrefixes>`;
}

function encodeName(name: string): string {
  return encodeURIComponent(name).replaceAll("%2F", "/").replaceAll("%20", "+");
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
