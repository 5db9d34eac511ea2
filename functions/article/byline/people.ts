/** Parses the names in a byline into authors and a source: `Ann Lee, Bo Chen in Paris and Cy Day of The Paper`. */
import type { Person } from "../article.ts";
import {
  hasNameShape,
  isCollective,
  isFullName,
  isLowerCaseName,
  isNobody,
  isSingleName,
  isSuffix,
} from "./person-name.ts";
import { HANDLE, sourceAfterVia, withoutPlace } from "./source.ts";
import { isAgency, isDegree, isOutlet, isPlace, isRole, isTitle, isWorkplace, outletName } from "./vocabulary.ts";

export type People = { readonly authors: readonly Person[]; readonly source?: string };

/** What the rest of the line allows its names to be: the surer it is a byline, the more. */
export type Certainty = {
  /** A one-word name is accepted. */
  readonly allowsSingleName: boolean;
  /** Text that is not a name, role or place is accepted as a source, even if it does not look like one. */
  readonly allowsAnySource: boolean;
  /** Names accepted by their shape, whatever their words mean, since the form of the line makes sure of them. */
  readonly shapes?: "full names" | "all names" | "lower-case names";
};

type Item = { readonly text: string; readonly isAfterAnd: boolean };

const BARS = /\s+[–—/·]\s+|\s+-{1,2}\s+|\s*[|•]\s*/;
const LIST = /(\s*,\s*(?:and\s+|&\s*)|\s*[,;]\s*|\s+(?:and|&|with)\s+)/i;
const EMAIL = /^[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}$/;

/** Returns undefined if any part of the text does not belong in a byline: the entire line must be a byline. */
export function readPeople(text: string, certainty: Certainty): People | undefined {
  const [, before, outlet] = /^(.+?)\s*[,;|]?\s+(?:via:?|source:)\s+(.+)$/i.exec(text) ?? [];
  const source = outlet === undefined ? undefined : sourceAfterVia(outlet);
  if (outlet !== undefined && source === undefined) return undefined;
  const [first = "", ...columns] = (before ?? text).split(BARS);
  const [author, ...items] = itemsOf(first);
  let people = author && readFirst(author.text, { authors: [] }, certainty);
  for (const item of items) people = people && readNext(item, people, certainty);
  for (const column of columns) people = people && readColumn(column, people, certainty);
  // `Ann Lee of Rabobank via The Paper`: where it came from counts, not where she works.
  return people && source !== undefined ? { ...people, source } : people;
}

/** Splits at commas and "and". A part after "and" is a second author; a part after a comma may also be a newspaper. */
function itemsOf(text: string): readonly Item[] {
  const parts = text.split(LIST);
  return parts.flatMap((part, index) =>
    index % 2 === 0 ? [{ text: part, isAfterAnd: /and|&|with/i.test(parts[index - 1] ?? "") }] : [],
  );
}

function readFirst(text: string, people: People, certainty: Certainty): People | undefined {
  if (isNobody(text)) return people;
  return readPerson(text, people, certainty);
}

function readNext({ text, isAfterAnd }: Item, people: People, certainty: Certainty): People | undefined {
  if (isNobody(text)) return people;
  if (isAfterAnd) return readPerson(text, people, { ...certainty, allowsSingleName: false });
  const [, preposition, after] = /^(in|at|for|of|from) (.+)$/.exec(text) ?? [];
  if (preposition !== undefined && after !== undefined) return readPrepositions(preposition, after, people);
  if (isSuffix(text)) return withLast(people, (person) => ({ ...person, name: `${person.name} ${text}` }));
  return (
    readMention(text, people) ??
    readRoleOrPlace(text, people) ??
    readRoleAt(text, people) ??
    readSource(text, people, isOutlet(text) || (certainty.allowsAnySource && isTitle(text))) ??
    readPerson(text, people, { ...certainty, allowsSingleName: false }) ??
    readSource(text, people, certainty.allowsAnySource)
  );
}

/** Text after a bar or dash is never a second author. */
function readColumn(text: string, people: People, certainty: Certainty): People | undefined {
  const isSource = isOutlet(text) || certainty.allowsAnySource;
  return readMention(text, people) ?? readRoleOrPlace(text, people) ?? readSource(text, people, isSource);
}

/** `NAME`, `NAME in Paris`, `NAME of The Paper`, `NAME (ann@example.org)`. */
function readPerson(text: string, people: People, certainty: Certainty): People | undefined {
  const aside = /^([^(<[]+?)\s*[(<[]([^()<>[\]]+)[)>\]]$/.exec(text) ?? /^(.+?)\s+(@\w+|\S+@\S+)$/.exec(text);
  if (aside) {
    const named = readPerson(aside[1] ?? "", people, certainty);
    return named && readAside(aside[2] ?? "", named);
  }
  const [, quoted] = /^["“]([^"“”]+)["”]$/.exec(text) ?? [];
  if (quoted !== undefined)
    return isFullName(quoted) || isNameIn(quoted, certainty) ? withAuthor(people, quoted) : undefined;
  const role = leadingRole(text);
  if (role !== undefined) {
    const named = readPerson(text.slice(role.length), people, { ...certainty, allowsSingleName: false });
    if (named || certainty.shapes === undefined) return named && readRoleOrPlace(role.trimEnd(), named);
  }
  const phrase = prepositionIn(text);
  const apposition = phrase ? undefined : appositionIn(text);
  if (apposition !== undefined) {
    const named = readPerson(text.slice(0, -apposition.length - 1), people, certainty);
    return named && (readRoleOrPlace(apposition, named) ?? readSource(apposition, named, true));
  }
  const name = phrase?.before ?? text;
  if (!isFullName(name) && !isCollective(name) && !isNameIn(name, certainty)) return undefined;
  const named = withAuthor(people, name.replace(/^the /, "The "));
  return phrase ? readPrepositions(phrase.word, phrase.after, named) : named;
}

function isNameIn(name: string, { allowsSingleName, shapes }: Certainty): boolean {
  if (allowsSingleName && isSingleName(name)) return true;
  if (shapes === "lower-case names" && isLowerCaseName(name)) return true;
  return shapes !== undefined && hasNameShape(name) && (shapes !== "full names" || name.includes(" "));
}

const ROLE_BEFORE =
  /^(?:(.+?) )??(?:(?:staff|senior|chief|guest|special|foreign|contributing|science|business|political|sports|health|economics) ){0,2}(?:writer|reporter|correspondent|editor(?:[ -]in[ -]chief)?|columnist|contributor) (?=\S+ \S)/i;

/** `Xinhua Writer Ann Lee`, `Staff Writer Ann Lee`. */
function leadingRole(text: string): string | undefined {
  const [role, agency] = ROLE_BEFORE.exec(text) ?? [];
  return agency === undefined || isAgency(agency) ? role : undefined;
}

const ROLE_AFTER =
  /(?<= )(?:special (?:to|for) .*|(?:(?:ap|afp|reuters|the associated press|associated press|staff|senior|chief|guest|deputy|assistant|associate|contributing|managing|science|business|political|sports|health|economics) )+\S+)$/i;

/** A role or agency that follows a name without a comma: `ANN LEE Associated Press`, `Ann Lee Staff Writer`. */
function appositionIn(text: string): string | undefined {
  const role = ROLE_AFTER.exec(text)?.[0];
  if (role !== undefined && (isRole(role) || /^special /i.test(role))) return role;
  const words = text.split(" ");
  const starts = [words.length - 3, words.length - 2, words.length - 1].filter((start) => start >= 2);
  return starts
    .map((start) => words.slice(start).join(" "))
    .find((end) => isAgency(end) && /^\p{Lu}{2,4}(?: |$)|\p{L}{5}| News$/u.test(end));
}

function readAside(text: string, people: People): People | undefined {
  const place = text.replace(/^in\s+/, "");
  return readMention(text, people) ?? readRoleOrPlace(place, people) ?? readSource(text, people, true);
}

const PREPOSITION = /^(.+?)\s+(in|at|near|for|of|from)\s+(.+)$/;
const PREPOSITION_ANY_CASE = new RegExp(PREPOSITION, "i");

/**
 * Capitalized prepositions count only in a line that is all capitals; elsewhere they are part of a name (Kim In Sook).
 */
function prepositionIn(text: string): { before: string; word: string; after: string } | undefined {
  const found = (text === text.toUpperCase() ? PREPOSITION_ANY_CASE : PREPOSITION).exec(text);
  return found ? { before: found[1] ?? "", word: (found[2] ?? "").toLowerCase(), after: found[3] ?? "" } : undefined;
}

function readPrepositions(word: string, after: string, people: People): People | undefined {
  if (word === "from" && isPlace(after)) return people;
  if (word === "for" || word === "of" || word === "from") return readSource(withoutPlace(after), people, true);
  if (word === "at" && isWorkplace(after)) return readSource(after, people, true);
  const [place = "", outlet] = after.split(/\s+(?:for|of)\s+(?=(?:the\s+|The\s+)?\p{Lu})/u);
  if (outletName(place) === undefined) return undefined;
  return outlet === undefined ? people : readSource(outlet, people, true);
}

/** An e-mail address becomes the author's URL; a handle is dropped, since feeds have no field for it. */
function readMention(text: string, people: People): People | undefined {
  if (EMAIL.test(text)) return withLast(people, (person) => ({ ...person, url: `mailto:${text}` }));
  return HANDLE.test(text) ? people : undefined;
}

/**
 * Roles and places are dropped, except for the source that a role names: `AP Science Writer`, `Special to The Paper`.
 */
function readRoleOrPlace(text: string, people: People): People | undefined {
  const special = /^special (?:to|for) (.+)$/i.exec(text);
  if (special) return readSource(special[1] ?? "", people, true);
  if (isDegree(text) || isPlace(text)) return people;
  if (!isRole(text)) return undefined;
  const words = text.split(" ");
  const agency = [3, 2, 1].map((count) => words.slice(0, count).join(" ")).find((start) => isAgency(start));
  return agency === undefined || people.source !== undefined ? people : { ...people, source: agency };
}

/** `Senior Strategist at The Paper` */
function readRoleAt(text: string, people: People): People | undefined {
  const phrase = prepositionIn(text);
  return phrase && isRole(phrase.before) ? readPrepositions(phrase.word, phrase.after, people) : undefined;
}

function readSource(text: string, people: People, isSource: boolean): People | undefined {
  const name = isSource ? outletName(text) : undefined;
  if (name === undefined || (people.source !== undefined && people.source !== name)) return undefined;
  return { ...people, source: name };
}

function withAuthor(people: People, name: string): People {
  const isKnown = people.authors.some((author) => author.name.toLowerCase() === name.toLowerCase());
  return isKnown ? people : { ...people, authors: [...people.authors, { name }] };
}

function withLast(people: People, change: (person: Person) => Person): People | undefined {
  const last = people.authors.at(-1);
  return last && { ...people, authors: [...people.authors.slice(0, -1), change(last)] };
}
