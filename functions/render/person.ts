/** Prepares people (authors) for publishing: printable names, and only URLs that are safe to follow. */
import type { Person } from "../article/article.ts";
import { printableLine } from "./printable-text.ts";
import { followable } from "./site-urls.ts";

/** Omits people whose name has no printable characters. */
export function printablePeople(people: readonly Person[]): Person[] {
  return people
    .map(({ name, url, avatar }) => ({ name: printableLine(name), url: followable(url), avatar: followable(avatar) }))
    .filter(({ name }) => name !== "");
}
