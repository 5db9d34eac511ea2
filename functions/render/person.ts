/** People, as they may be told to readers. */
import type { Person } from "../article/article.ts";
import { followable } from "./address.ts";
import { tellableLine } from "./plain-text.ts";

/** Without those whose name holds nothing that can be told. */
export function tellablePeople(people: readonly Person[]): Person[] {
  return people
    .map(({ name, url, avatar }) => ({ name: tellableLine(name), url: followable(url), avatar: followable(avatar) }))
    .filter(({ name }) => name !== "");
}
