/** Brings the forms in which other tools write authors into names, or objects with `name`, `url` and `avatar`. */
import { isPerson, mayBeSeveral, namesIn, withoutMail } from "./names-in-text.ts";
import { isRecord } from "./validate.ts";

const NAMES = ["full_name", "fullName", "display_name", "displayName", "nickname", "login", "key"];
const ADDRESSES = ["website", "web", "link", "homepage", "uri", "profile", "profile_url"];
const PICTURES = ["image", "image_url", "imageURL", "picture", "photo", "profile_image", "gravatar"];

type Fields = Readonly<Record<string, unknown>>;

/** A text with semicolons, a list, one person, or a map of persons by key (Docusaurus, mkdocs-material). */
export function peopleForm(value: unknown, isNothing: (value: unknown) => boolean): unknown {
  if (typeof value === "string") return value.includes(";") ? namesIn(value, ";") : namesIn(value, ",");
  if (Array.isArray(value))
    return value.filter((item) => !isNothing(item) && !isNameless(item, isNothing)).flatMap(listedNames);
  if (!isRecord(value)) return value;
  return isMap(value) ? Object.entries(value).map(([key, item]) => withKey(key, item)) : [personForm(value)];
}

/** In a list an item is one author, unless it is certain to be more. */
function listedNames(item: unknown): unknown[] {
  if (typeof item !== "string" || !mayBeSeveral(item)) return [personForm(item)];
  const names = namesIn(item, ",");
  return names.every(isPerson) ? names : [personForm(item)];
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
