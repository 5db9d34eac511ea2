/** The content that can be written to a store (text, bytes, or a list of both), and its conversion to bytes. */

/**
 * Bytes, one string, or a list of parts to be concatenated. No character may be split between two strings of the list.
 *
 * A feed document consists of about a hundred parts that already exist. Joining them and encoding the result takes twenty
 * times as long as copying them one after the other into memory that is already allocated.
 */
export type Body = Part | readonly Part[];
export type Part = Uint8Array | string;

/** The size of the encoded body in bytes. */
export function sizeOf(body: Body): number {
  return partsOf(body).reduce((size, part) => size + lengthOf(part), 0);
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
  const maxBytes = partsOf(body).reduce((bytes, part) => bytes + maxLengthOf(part), 0);
  if (maxBytes > SCRATCH_BYTES) return bytesOf(body);
  scratch ??= Buffer.allocUnsafeSlow(SCRATCH_BYTES);
  return encode(body, scratch);
}

/** The largest number of UTF-8 bytes that one UTF-16 code unit can become. */
const MAX_BYTES_PER_UNIT = 3;

function encode(body: string | readonly Part[], target: Buffer): Uint8Array {
  let end = 0;
  for (const part of partsOf(body)) {
    if (typeof part !== "string") target.set(part, end);
    end += typeof part === "string" ? target.write(part, end) : part.length;
  }
  return target.subarray(0, end);
}

function partsOf(body: Body): readonly Part[] {
  return typeof body === "string" || body instanceof Uint8Array ? [body] : body;
}

const lengthOf = (part: Part) => (typeof part === "string" ? Buffer.byteLength(part) : part.length);
const maxLengthOf = (part: Part) => (typeof part === "string" ? part.length * MAX_BYTES_PER_UNIT : part.length);
