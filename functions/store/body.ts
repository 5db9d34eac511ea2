/** What is written into a store, as bytes. */

/**
 * Bytes; or a text, whole or in parts that are each whole characters.
 *
 * A feed's document is a hundred parts that are there already. Joining them, and encoding what was joined, takes twenty times as
 * long as encoding one behind the other into memory that is there already.
 */
export type Body = Uint8Array | string | readonly string[];

/** In bytes. */
export function sizeOf(body: Body): number {
  if (body instanceof Uint8Array) return body.length;
  return partsOf(body).reduce((size, part) => size + Buffer.byteLength(part), 0);
}

/** In memory of their own, unless they are bytes already. */
export function bytesOf(body: Body): Uint8Array {
  return body instanceof Uint8Array ? body : encode(body, Buffer.allocUnsafe(sizeOf(body)));
}

const SCRATCH_BYTES = 4 * 1024 * 1024;
let scratch: Buffer | undefined;

/** For use right away: the next call writes over them. */
export function bytesForNow(body: Body): Uint8Array {
  if (body instanceof Uint8Array) return body;
  const most = partsOf(body).reduce((units, part) => units + part.length, 0) * MOST_BYTES;
  if (most > SCRATCH_BYTES) return bytesOf(body);
  scratch ??= Buffer.allocUnsafeSlow(SCRATCH_BYTES);
  return encode(body, scratch);
}

/** That a UTF-16 unit can become. */
const MOST_BYTES = 3;

function encode(text: string | readonly string[], into: Buffer): Uint8Array {
  let end = 0;
  for (const part of partsOf(text)) end += into.write(part, end);
  return into.subarray(0, end);
}

function partsOf(text: string | readonly string[]): readonly string[] {
  return typeof text === "string" ? [text] : text;
}
