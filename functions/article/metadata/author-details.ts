/**
 * Gives the one author of an article the address and the picture that stand in keys of their own: `author_url`, `authorImageURL`
 * (Docusaurus), `author_site` (VuePress).
 */
import type { Entry } from "./nested-keys.ts";
import { isWebAddress, personForm } from "./people-forms.ts";
import { isRecord, type WrittenMetadata } from "./validate.ts";

/** In their plain form. */
const KEYS: ReadonlyMap<string, "url" | "avatar"> = new Map([
  ...["url", "site", "website", "link", "homepage", "uri", "web"].map((word) => [`author${word}`, "url"] as const),
  ...["image", "imageurl", "avatar", "avatarurl", "picture", "photo"].map(
    (word) => [`author${word}`, "avatar"] as const,
  ),
]);

export function isAuthorDetail({ plain, value }: Entry): boolean {
  return KEYS.has(plain) && isWebAddress(value);
}

/** Of several authors, nobody can tell whose address it is. */
export function withAuthorDetails(written: WrittenMetadata, entries: readonly Entry[]): WrittenMetadata {
  const details = entries.filter(isAuthorDetail).map(({ plain, value }) => [KEYS.get(plain), value] as const);
  const { value } = written;
  const authors = isRecord(value) ? value.authors : undefined;
  if (details.length === 0 || !isRecord(value) || !Array.isArray(authors) || authors.length !== 1) return written;
  const person = typeof authors[0] === "string" ? { name: authors[0] } : authors[0];
  if (!isRecord(person)) return written;
  const detailed = personForm({ ...Object.fromEntries(details.toReversed()), ...person });
  return { ...written, value: { ...value, authors: [detailed] } };
}
