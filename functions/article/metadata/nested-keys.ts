/** Lists the keys of front matter or of a JSON item, with those inside the tables in which other tools keep some of them. */
import { plainKey } from "./key-table.ts";
import { isRecord } from "./validate.ts";

export type Entry = {
  /** The keys that lead to the value, as written. */
  readonly path: readonly string[];
  /** As messages show it: `extra.lang`. */
  readonly name: string;
  /** The form by which the tables of keys know it: `lang`, `lastupdatedate`. */
  readonly plain: string;
  readonly value: unknown;
};

/** Tables whose keys mean the same as outside (Hugo, Zola); the value tells whether the name stays part of the key. */
const TABLES: ReadonlyMap<string, "same" | "prefixed"> = new Map([
  ["taxonomies", "same"],
  ["extra", "same"],
  ["params", "same"],
  ["itunes", "same"],
  ["podcast", "same"],
  ["lastupdate", "prefixed"],
  ["date", "prefixed"],
  ["header", "prefixed"],
  ["seo", "prefixed"],
  ["meta", "prefixed"],
]);

/** Keys outside tables come first, so that they win. Keys of a table inside a table are not listed. */
export function entriesOf(value: Readonly<Record<string, unknown>>): Entry[] {
  const entries: Entry[] = [];
  const inside: Entry[] = [];
  for (const key of Object.keys(value)) {
    const plain = plainKey(key);
    const item = value[key];
    const table = TABLES.get(plain);
    if (table === undefined || !isRecord(item)) entries.push({ path: [key], name: key, plain, value: item });
    else inside.push(...insideOf(key, item, table === "same" ? "" : plain));
  }
  return inside.length === 0 ? entries : [...entries, ...inside];
}

/** The entries inside one object; `prefix` becomes part of their plain form. */
export function insideOf(table: string, value: Readonly<Record<string, unknown>>, prefix = ""): Entry[] {
  return Object.keys(value).map((key) => {
    return { path: [table, key], name: `${table}.${key}`, plain: prefix + plainKey(key), value: value[key] };
  });
}
