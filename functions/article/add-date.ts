/** Takes the bytes of an article without a date, and returns them with the date in its front matter, and nothing else changed. */
import type { Article, Reading, WrittenDate } from "./article.ts";
import { toInstant } from "./date/instant.ts";
import { withDateLine, withDateMember } from "./date-proposals.ts";
import { rawText } from "./raw-text.ts";
import { inputFormatOf, readArticle } from "./read-article.ts";

export type DateAddition =
  | { readonly kind: "added"; readonly bytes: Uint8Array }
  | { readonly kind: "refused"; readonly reason: string };

/** `date`: ISO 8601 with a zone. What is returned has been read again: it is the same article, with this date. */
export function addDate(path: string, bytes: Uint8Array, date: string): DateAddition {
  const before = readArticle(path, bytes);
  if (before.kind !== "article") return refused("it cannot be read");
  if (before.article.date !== undefined) return refused("it has a date by now");
  const { text, encode } = rawText(bytes);
  const proposed = inputFormatOf(path) === "json" ? withDateMember(text, date) : withDateLine(text, date);
  for (const each of proposed) {
    const encoded = encode(each);
    if (isDated(before.article, readArticle(path, encoded), date)) return { kind: "added", bytes: encoded };
  }
  return refused("its front matter has an unusual form");
}

const refused = (reason: string): DateAddition => ({ kind: "refused", reason });

/** Whether the reading is that of the same article with this date. */
function isDated(before: Article, reading: Reading, date: string): boolean {
  if (reading.kind !== "article") return false;
  const { date: written, ...rest } = reading.article;
  if (written === undefined || toInstant(written, "UTC") !== toInstant(date as WrittenDate, "UTC")) return false;
  return isEqual(rest, before);
}

/** The order of members does not matter; a member that is undefined is none. */
function isEqual(one: object, other: object): boolean {
  const sorted = (value: object) =>
    JSON.stringify(
      Object.entries(value)
        .filter(([, each]) => each !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  return sorted(one) === sorted(other);
}
