/** Parses a file of authors (`authors.yml`, `authors.json`): takes its bytes, and returns each person by the key that articles use. */
import * as v from "valibot";
import type { Person, Problem } from "../article/article.ts";
import { decodeText } from "../article/decode-text.ts";
import { readYaml } from "../article/front-matter/yaml.ts";
import { readJson } from "../article/json/parse-json.ts";
import { personForm } from "../article/metadata/people-forms.ts";
import { isRecord } from "../article/metadata/validate.ts";
import { line, webAddress } from "../article/metadata/value-schemas.ts";

export type AuthorsParsing =
  | { readonly kind: "authors"; readonly authors: Readonly<Record<string, Person>> }
  | { readonly kind: "rejected"; readonly problems: readonly Problem[] };

/** In bytes: some hundred people. Some YAML takes time that grows faster than its length. */
const MAX_BYTES = 64_000;

/** The file may be a map of people by key, that map under `authors`, or a list of people with a key each. */
export function parseAuthors(path: string, bytes: Uint8Array): AuthorsParsing {
  if (bytes.length > MAX_BYTES)
    return rejected({ reason: `is ${bytes.length} bytes long; the limit is ${MAX_BYTES} bytes` });
  const decoding = decodeText(bytes);
  if (decoding.kind === "undecodable") return rejected(decoding.problem);
  const reading = path.endsWith(".json") ? jsonValue(decoding.text) : yamlValue(decoding.text);
  if ("kind" in reading) return reading;
  const people = entriesOf(reading.value).flatMap(([key, value]) => {
    const person = personOf(key, value);
    return key === "__proto__" || person === undefined ? [] : [[key, person] as const];
  });
  return { kind: "authors", authors: Object.fromEntries(people) };
}

function rejected(...problems: readonly Problem[]): AuthorsParsing {
  return { kind: "rejected", problems };
}

function jsonValue(text: string): { readonly value: unknown } | AuthorsParsing {
  const json = readJson(text);
  return json.kind === "broken" ? rejected(json.problem) : { value: json.value };
}

function yamlValue(text: string): { readonly value: unknown } | AuthorsParsing {
  const yaml = readYaml(`${text.replace(/^---[ \t]*\n/, "")}\n`, 1);
  return yaml.kind === "broken" ? rejected(...yaml.problems) : { value: yaml.written.value };
}

const KEYS = ["key", "id", "slug", "username", "login", "short_name", "name"];

function entriesOf(value: unknown): [key: string, person: unknown][] {
  if (Array.isArray(value)) {
    return value.filter(isRecord).flatMap((person) => {
      const key = KEYS.map((name) => person[name]).find((name) => typeof name === "string" && name !== "");
      return key === undefined ? [] : [[String(key), person]];
    });
  }
  if (!isRecord(value)) return [];
  return isRecord(value.authors) || Array.isArray(value.authors) ? entriesOf(value.authors) : Object.entries(value);
}

function personOf(key: string, value: unknown): Person | undefined {
  const form = personForm(typeof value === "string" ? { name: value } : value);
  if (!isRecord(form)) return undefined;
  const name = v.safeParse(line, form.name ?? key);
  const [url, avatar] = [form.url, form.avatar].map((address) => v.safeParse(webAddress, address));
  if (!name.success || name.output === "") return undefined;
  return {
    name: name.output,
    ...(url?.success && { url: url.output }),
    ...(avatar?.success && { avatar: avatar.output }),
  };
}
