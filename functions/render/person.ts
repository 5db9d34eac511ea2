/** Prepares people (authors) for publishing: printable names, and only URLs that are safe to follow. */
import type { Article, Person } from "../article/article.ts";
import type { Settings } from "../settings/settings.ts";
import { printableLine } from "./printable-text.ts";
import { followable } from "./site-urls.ts";

/** The article's authors, or else the site's. A name that is a key in the site's file of authors stands for that person. */
export function authorsOf({ authors }: Pick<Article, "authors">, settings: Settings): readonly Person[] {
  const written = authors.length > 0 ? authors : settings.authors;
  const { knownAuthors } = settings;
  if (knownAuthors === undefined) return written;
  return written.map((person) => {
    const isKey = Object.hasOwn(knownAuthors, person.name);
    return (isKey ? { ...knownAuthors[person.name], ...withoutName(person) } : person) as Person;
  });
}

function withoutName({ name: _, ...rest }: Person): Omit<Person, "name"> {
  return rest;
}

/** Omits people whose name has no printable characters. */
export function printablePeople(people: readonly Person[]): Person[] {
  return people
    .map(({ name, url, avatar }) => ({ name: printableLine(name), url: followable(url), avatar: followable(avatar) }))
    .filter(({ name }) => name !== "");
}
