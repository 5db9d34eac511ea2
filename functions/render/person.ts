/** People, as they may be told to readers. */
import type { Person } from "../article/article.ts";
import { printableLine } from "./printable-text.ts";
import { followable } from "./site-urls.ts";

/** Without those whose name holds nothing that can be told. */
export function printablePeople(people: readonly Person[]): Person[] {
  return people
    .map(({ name, url, avatar }) => ({ name: printableLine(name), url: followable(url), avatar: followable(avatar) }))
    .filter(({ name }) => name !== "");
}
