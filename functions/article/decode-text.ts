/** Decodes a file's bytes (UTF-8 or UTF-16) to text, or says why they are not text and, if it can be told, what they are. */
import { isUtf8 } from "node:buffer";
import type { Problem } from "./article.ts";
import { cleanText } from "./characters.ts";

export type Decoding =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "undecodable"; readonly problem: Problem };

/**
 * Accepts UTF-8, and UTF-16 with a byte-order mark as Windows' Notepad writes it. It never guesses an encoding: a wrong guess would
 * publish wrong words.
 *
 * The returned text has no byte-order mark, only `\n` as line ends, and no character that XML cannot contain; so it contains
 * no reference mark (`MARK`) either.
 */
export function decodeText(bytes: Uint8Array): Decoding {
  const utf16 = utf16Of(bytes);
  if (utf16) return decodeUtf16(bytes, utf16);
  const nul = bytes.indexOf(0);
  if (nul >= 0) return undecodable(nulReason(bytes), lineOfByte(bytes, nul));
  if (!isUtf8(bytes)) {
    const at = firstBadByte(bytes);
    return undecodable(`byte ${at + 1} of the file is not UTF-8${hintAt(bytes, at)}; ${ADVICE}`, lineOfByte(bytes, at));
  }
  return { kind: "text", text: normalize(new TextDecoder().decode(bytes)) };
}

const ADVICE = "save the file as UTF-8";

type Utf16 = "utf-16le" | "utf-16be";

function utf16Of(bytes: Uint8Array): Utf16 | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : undefined;
}

function decodeUtf16(bytes: Uint8Array, encoding: Utf16): Decoding {
  const text = decode16(bytes, encoding);
  const nul = text.indexOf("\0");
  if (nul >= 0)
    return undecodable(
      nul === 0 ? `is UTF-32; ${ADVICE}` : "holds a NUL character: this is no text",
      lineOf(text, nul),
    );
  if (bytes.length % 2 === 1)
    return undecodable(`is UTF-16 and ends in the middle of a character; ${ADVICE}`, lineOf(text));
  if (text.isWellFormed()) return { kind: "text", text: normalize(text) };
  const at = text.search(/\p{Surrogate}/u);
  const code = text.charCodeAt(at).toString(16).toUpperCase();
  return undecodable(
    `is UTF-16 with half a character (U+${code}, byte ${2 * at + 3} of the file); ${ADVICE}`,
    lineOf(text, at),
  );
}

/** Keeps lone surrogates, which `TextDecoder` would replace with U+FFFD, and drops the byte-order mark. */
function decode16(bytes: Uint8Array, encoding: Utf16): string {
  const even = Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)));
  return (encoding === "utf-16le" ? even : even.swap16()).toString("utf16le");
}

/** Some programs write a byte-order mark before another one, and it would hide front matter. */
function normalize(text: string): string {
  return cleanText(text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text).replace(/^\uFEFF+/, "");
}

function undecodable(reason: string, line: number): Decoding {
  return { kind: "undecodable", problem: { line, reason } };
}

function lineOf(text: string, at = text.length): number {
  return text.slice(0, at).split(/\r\n|\n|\r/).length;
}

function lineOfByte(bytes: Uint8Array, at: number): number {
  let line = 1;
  for (let end = bytes.indexOf(10); end >= 0 && end < at; end = bytes.indexOf(10, end + 1)) line++;
  return line;
}

const SAMPLE_LENGTH = 1000;

/** In UTF-16 every other byte of most texts is NUL. */
function nulReason(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, SAMPLE_LENGTH);
  const isPaired = (odd: number) => sample.every((byte, index) => (byte === 0) === (index % 2 === odd));
  return sample.length > 1 && (isPaired(0) || isPaired(1))
    ? `looks like UTF-16 without a byte-order mark; ${ADVICE}`
    : "holds a NUL byte: this is no text";
}

const AROUND = 12;

/**
 * Latin letters with a few accents are most likely Windows-1252 (or Latin-1, which is the same for letters): the word shows the
 * writer whether it is.
 */
function hintAt(bytes: Uint8Array, at: number): string {
  const around = bytes.subarray(Math.max(0, at - 100), at + 100);
  const accents = around.reduce((count, byte) => count + (byte > 0x7f ? 1 : 0), 0);
  if (accents * 5 > around.length) return "";
  const part = windows1252(bytes.subarray(Math.max(0, at - AROUND), at + AROUND));
  const before = Math.min(at, AROUND);
  const start = part.slice(0, before).search(/\S*$/);
  const [word = ""] = /^\S+/.exec(part.slice(start)) ?? [];
  return `, but may be Windows-1252 or Latin-1, in which it reads ${JSON.stringify(cleanText(word))}`;
}

/** What the bytes from 0x80 are. Node's own decoder reads them as Latin-1, in which they are invisible. */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

function windows1252(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes).toString("latin1");
  return latin1.replace(/[\u0080-\u009f]/g, (character) => WINDOWS_1252.charAt(character.charCodeAt(0) - 0x80));
}

/** A lenient decoder writes U+FFFD for bad bytes, so re-encoding its output first differs from the input there. */
function firstBadByte(bytes: Uint8Array): number {
  const reencoded = new TextEncoder().encode(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
  return bytes.findIndex((byte, index) => byte !== reencoded[index]);
}
