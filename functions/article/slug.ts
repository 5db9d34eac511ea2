/** Makes slugs: the names of articles, tags and authors in URLs. */
import { createHash } from "node:crypto";
import { readArticlePath } from "./article-path.ts";

/** In UTF-8. Percent-encoding turns each byte into three, and a store's key may have 1,024 bytes. */
const MAX_SLUG_BYTES = 120;

/**
 * Keeps letters, marks and numbers of any script in lower case, and joins them with one `-`: `C++ & C#` becomes `c-plus-plus-c-sharp`.
 *
 * A slug is never empty, never `.` or `..`, and at most 120 bytes of UTF-8; the slug of a slug is itself. If no letter or number
 * is left, or the slug is too long, it gets some digits of a hash, so that two texts seldom share a slug by accident.
 */
export function slugOf(text: string): string {
  const slug = spellOut(normalizedLowerCase(text))
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
  if (!/[\p{L}\p{N}]/u.test(slug)) return `x-${digest(text)}`;
  return byteLength(slug) <= MAX_SLUG_BYTES ? slug : `${beginning(slug, MAX_SLUG_BYTES - 9)}-${digest(slug)}`;
}

/** The slug made from a path alone: the file's name or, for a bundle (`hello/index.md`), its folder's, without a date before it. */
export function slugOfPath(path: string): string {
  return slugOf(readArticlePath(path).name);
}

/** Lower-casing normalized text can denormalize it, so it is normalized before and after. */
function normalizedLowerCase(text: string): string {
  return text.toWellFormed().normalize("NFKC").toLowerCase().normalize("NFKC");
}

/** Without this, C, C++ and C# would share one slug. */
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
