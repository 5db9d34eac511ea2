/** Decodes a file's bytes (UTF-8 or UTF-16) to text, or says why they are not text. */
import { isUtf8 } from "node:buffer";
import type { Problem } from "./article.ts";
import { cleanText } from "./characters.ts";

export type Decoding =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "undecodable"; readonly problem: Problem };

/**
 * Accepts UTF-8, and UTF-16 with a byte-order mark as Windows' Notepad writes it. It never guesses an encoding.
 *
 * The returned text has no byte-order mark, only `\n` as line ends, and no character that XML cannot contain; so it contains
 * no reference mark (`MARK`) either.
 */
export function decodeText(bytes: Uint8Array): Decoding {
  const utf16 = utf16Of(bytes);
  if (utf16) return decodeUtf16(bytes, utf16);
  const nul = bytes.indexOf(0);
  if (nul >= 0) return undecodable("holds a NUL byte: this is no text", bytes, nul);
  if (!isUtf8(bytes)) {
    const at = firstBadByte(bytes);
    return undecodable(`byte ${at + 1} of the file is not UTF-8; save the file as UTF-8`, bytes, at);
  }
  return { kind: "text", text: normalize(new TextDecoder().decode(bytes)) };
}

function utf16Of(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : undefined;
}

function decodeUtf16(bytes: Uint8Array, encoding: "utf-16le" | "utf-16be"): Decoding {
  const text = new TextDecoder(encoding).decode(bytes);
  return text.includes("\0")
    ? undecodable("holds a NUL character: this is no text", bytes, 0)
    : { kind: "text", text: normalize(text) };
}

function normalize(text: string): string {
  return cleanText(text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text);
}

function undecodable(reason: string, bytes: Uint8Array, at: number): Decoding {
  let line = 1;
  for (let end = bytes.indexOf(10); end >= 0 && end < at; end = bytes.indexOf(10, end + 1)) line++;
  return { kind: "undecodable", problem: { line, reason } };
}

/** A lenient decoder writes U+FFFD for bad bytes, so re-encoding its output first differs from the input there. */
function firstBadByte(bytes: Uint8Array): number {
  const reencoded = new TextEncoder().encode(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
  return bytes.findIndex((byte, index) => byte !== reencoded[index]);
}
