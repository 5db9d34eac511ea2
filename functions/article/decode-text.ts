/** The text that a file's bytes spell. */
import { isUtf8 } from "node:buffer";
import type { Problem } from "./article.ts";
import { cleanText } from "./characters.ts";

export type Decoding =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "undecodable"; readonly problem: Problem };

/**
 * UTF-8, or the UTF-16 of Windows' Notepad where its mark says so, and nothing that has to be guessed.
 *
 * The text has no byte-order mark, only `\n` for line ends, and nothing that XML cannot hold; so no mark of a reference either.
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
  return { kind: "text", text: tidy(new TextDecoder().decode(bytes)) };
}

function utf16Of(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : undefined;
}

function decodeUtf16(bytes: Uint8Array, encoding: "utf-16le" | "utf-16be"): Decoding {
  const text = new TextDecoder(encoding).decode(bytes);
  return text.includes("\0")
    ? undecodable("holds a NUL character: this is no text", bytes, 0)
    : { kind: "text", text: tidy(text) };
}

function tidy(text: string): string {
  return cleanText(text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text);
}

function undecodable(reason: string, bytes: Uint8Array, at: number): Decoding {
  let line = 1;
  for (let end = bytes.indexOf(10); end >= 0 && end < at; end = bytes.indexOf(10, end + 1)) line++;
  return { kind: "undecodable", problem: { line, reason } };
}

/** A lenient decoder puts U+FFFD where it cannot read on, so what it wrote and what it read part there. */
function firstBadByte(bytes: Uint8Array): number {
  const again = new TextEncoder().encode(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
  return bytes.findIndex((byte, index) => byte !== again[index]);
}
