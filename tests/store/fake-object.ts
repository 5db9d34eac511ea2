/** An object in the fake S3. */
import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

export type FakeObject = {
  readonly body: Buffer;
  readonly etag: string;
  readonly modified: Date;
  readonly headers: Readonly<Record<string, string>>;
};

export function etagOf(body: Buffer): string {
  return `"${createHash("md5").update(body).digest("hex")}"`;
}

const KEPT = ["content-type", "cache-control", "content-encoding"];

/** The headers that S3 stores with an object. */
export function keptHeaders(headers: IncomingHttpHeaders): Readonly<Record<string, string>> {
  const names = Object.keys(headers).filter((name) => KEPT.includes(name) || name.startsWith("x-amz-meta-"));
  return Object.fromEntries(names.map((name) => [name, String(headers[name])]));
}
