/** Slugs: what names an article, a tag or an author in a URL. */
import { createHash } from "node:crypto";

/** Of UTF-8. Percent-encoding makes three of each, and a store's key holds 1,024. */
const MAX_SLUG_BYTES = 120;

/**
 * Letters, marks and numbers of any script in lower case, one `-` for whatever stands between them: `C++ & C#` is `c-plus-plus-c-sharp`.
 *
 * Never empty, never `.` or `..`, at most 120 bytes of UTF-8; the slug of a slug is itself. Where nothing is left to read, or too
 * much to keep, some digits of a hash stand in, so that two texts seldom share a slug by accident.
 */
export function slugOf(text: string): string {
  const slug = spellOut(plain(text))
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
  if (!/[\p{L}\p{N}]/u.test(slug)) return `x-${digest(text)}`;
  return byteLength(slug) <= MAX_SLUG_BYTES ? slug : `${beginning(slug, MAX_SLUG_BYTES - 9)}-${digest(slug)}`;
}

/**
 * The slug of a file by its name alone, without extension. A date before the name, as Jekyll wants it
 * (`2023-09-14-hello.md`), is no part of it.
 */
export function slugOfPath(path: string): string {
  return slugOf(stemOf(path).replace(/^\d{4}-\d{2}-\d{2}[-_ ]+(?=.)/, ""));
}

/** `hello` of `posts/hello.md`. */
export function stemOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/(?<=.)\.[^.]*$/, "");
}

/** Upper case may unfold into what is not normal again, and the other way round. */
function plain(text: string): string {
  return text.toWellFormed().normalize("NFKC").toLowerCase().normalize("NFKC");
}

/** Without this, C, C++ and C# were one. */
function spellOut(text: string): string {
  return text.replace(/(?<=\p{L})\+\+/gu, "-plus-plus-").replace(/(?<=\p{L})#(?![\p{L}\p{N}])/gu, "-sharp-");
}

function beginning(text: string, bytes: number): string {
  let [end, size] = [0, 0];
  for (const character of text) {
    size += byteLength(character);
    if (size > bytes) break;
    end += character.length;
  }
  return text.slice(0, end).replace(/-$/, "");
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}

function byteLength(text: string): number {
  return Buffer.byteLength(text);
}
