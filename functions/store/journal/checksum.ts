/** CRC-32 of bytes (ISO 3309, as in gzip): finds every damage of a file that is not made on purpose. */
import zlib from "node:zlib";

/** `start` is the checksum of the bytes before these, or 0. */
export type Checksum = (bytes: Uint8Array, start?: number) => number;

/** In plain JavaScript: a hundredth of the speed, for Node before 20.15, which has no `zlib.crc32`. */
export const portableChecksum: Checksum = (bytes, start = 0) => {
  let sum = ~start;
  for (const byte of bytes) sum = (sum >>> 8) ^ (TABLE[(sum ^ byte) & 0xff] ?? 0);
  return ~sum >>> 0;
};

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  return sum;
});

const native: unknown = Reflect.get(zlib, "crc32");

export const checksum: Checksum = typeof native === "function" ? (native as Checksum) : portableChecksum;
