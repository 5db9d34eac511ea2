/** The content that can be written to a store (text, text in parts, or bytes), and its conversion to bytes. */

/**
 * Bytes, one string, or a list of strings to be concatenated. No character may be split between two strings of the list.
 *
 * A feed document consists of about a hundred strings that already exist. Joining them and encoding the result takes twenty
 * times as long as encoding them one after the other target memory that is already allocated.
 */
export type Body = Uint8Array | string | readonly string[];

/** The size of the encoded body in bytes. */
export function sizeOf(body: Body): number {
  if (body instanceof Uint8Array) return body.length;
  return partsOf(body).reduce((size, part) => size + Buffer.byteLength(part), 0);
}

/** The encoded body in newly allocated memory; a body that is bytes already is returned as it is, not copied. */
export function bytesOf(body: Body): Uint8Array {
  return body instanceof Uint8Array ? body : encode(body, Buffer.allocUnsafe(sizeOf(body)));
}

const SCRATCH_BYTES = 4 * 1024 * 1024;
let scratch: Buffer | undefined;

/** The encoded body in shared memory. Use it immediately: the next call overwrites it. */
export function bytesForNow(body: Body): Uint8Array {
  if (body instanceof Uint8Array) return body;
  const maxBytes = partsOf(body).reduce((length, part) => length + part.length, 0) * MAX_BYTES_PER_UNIT;
  if (maxBytes > SCRATCH_BYTES) return bytesOf(body);
  scratch ??= Buffer.allocUnsafeSlow(SCRATCH_BYTES);
  return encode(body, scratch);
}

/** The largest number of UTF-8 bytes that one UTF-16 code unit can become. */
const MAX_BYTES_PER_UNIT = 3;

function encode(text: string | readonly string[], target: Buffer): Uint8Array {
  let end = 0;
  for (const part of partsOf(text)) end += target.write(part, end);
  return target.subarray(0, end);
}

function partsOf(text: string | readonly string[]): readonly string[] {
  return typeof text === "string" ? [text] : text;
}
