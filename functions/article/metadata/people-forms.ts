/** Brings the forms in which other tools write authors into names, or objects with `name`, `url` and `avatar`. */
import { isRecord } from "./validate.ts";

const NAMES = ["full_name", "fullName", "display_name", "displayName", "nickname", "login", "key"];
const ADDRESSES = ["website", "web", "link", "homepage", "uri", "profile", "profile_url"];
const PICTURES = ["image", "image_url", "imageURL", "picture", "photo", "profile_image", "gravatar"];

type Fields = Readonly<Record<string, unknown>>;

/** A text with semicolons, a list, one person, or a map of persons by key (Docusaurus, mkdocs-material). */
export function peopleForm(value: unknown, isNothing: (value: unknown) => boolean): unknown {
  if (typeof value === "string") return value.includes(";") ? namesIn(value, ";") : namesIn(value, ",");
  if (Array.isArray(value))
    return value.filter((item) => !isNothing(item) && !isNameless(item, isNothing)).map(personForm);
  if (!isRecord(value)) return value;
  return isMap(value) ? Object.entries(value).map(([key, item]) => withKey(key, item)) : [personForm(value)];
}

function namesIn(text: string, mark: string): string[] {
  const names = text
    .split(mark)
    .map((name) => withoutMail(name))
    .filter((name) => name.trim() !== "" && name.trim() !== "-");
  return mark === "," ? withRoles(names) : names;
}

/** What follows a name and is no other person: `Ann Lee, PhD`, `Ann Lee, Executive Director`. */
const TITLE = /^(?:jr|sr|ii|iii|iv|ph\.?\s?d|m\.?d|m\.?sc|b\.?sc|mba|esq|inc|llc|ltd|gmbh|corp)\.?$/i;
const ROLE =
  /\b(?:director|engineer|developer|programmer|editor|reporter|correspondent|columnist|manager|president|chair(?:man|woman|person)?|officer|(?:co-?)?founder|ceo|cto|cfo|coo|professor|lecturer|researcher|scientist|analyst|consultant|advisor|evangelist|board|(?:head|lead) of|(?:research|senior|junior|staff|team|tech|technical|project|product|chief|freelance|visiting|contributing|ux|ui|web|graphic|software|solutions|design|policy|teaching) (?:lead|head|fellow|writer|intern|architect|designer|advocate))\b/i;

/** A role stays with the name before it, and so does the one word after a role: `Ann Lee, Engineer, Facebook`. */
function withRoles(parts: readonly string[]): string[] {
  const names: string[] = [];
  let isAfterRole = false;
  for (const part of parts.map((each) => each.trim())) {
    const isRole: boolean = TITLE.test(part) || ROLE.test(part);
    const joins: boolean = names.length > 0 && (isRole || (isAfterRole && !part.includes(" ")));
    if (joins) names.push(`${names.pop()}, ${part}`);
    else names.push(part);
    isAfterRole = joins && isRole && !TITLE.test(part);
  }
  return names;
}

/** `Ann Lee <ann@example.org>` is Ann Lee: nobody's address belongs into a feed because it stood in a draft. */
function withoutMail(name: string): string {
  return name.replace(/\s*<[^<>\s]*@[^<>\s]*>\s*$/, "");
}

function isNameless(item: unknown, isNothing: (value: unknown) => boolean): boolean {
  return isRecord(item) && "name" in item && isNothing(item.name);
}

/** A name as text, or an object whose fields have the names that our schema knows. */
export function personForm(value: unknown): unknown {
  if (typeof value === "string") return withoutMail(value);
  if (!isRecord(value)) return value;
  const name =
    value.name ??
    firstOf(value, NAMES, isText) ??
    (isText(value.given) ? `${value.given} ${value.family ?? ""}` : undefined);
  const url = value.url ?? firstOf(value, ADDRESSES, isWebAddress);
  const avatar = value.avatar ?? firstOf(value, PICTURES, isWebAddress);
  return withoutUnset({ ...value, name, url, avatar });
}

function isMap(value: Fields): boolean {
  const items = Object.values(value);
  return items.length > 0 && items.every(isRecord);
}

function withKey(key: string, value: unknown): unknown {
  const person = personForm(value);
  return isRecord(person) && !isText(person.name) ? { ...person, name: key } : person;
}

function firstOf(value: Fields, keys: readonly string[], isGood: (value: unknown) => boolean): unknown {
  return keys.map((key) => value[key]).find(isGood);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

export function isWebAddress(value: unknown): boolean {
  return typeof value === "string" && /^https?:/i.test(value) && URL.canParse(value);
}

function withoutUnset(value: Fields): Fields {
  return Object.fromEntries(
    Object.entries(value).filter(([, item]) => item !== undefined && item !== null && item !== ""),
  );
}
