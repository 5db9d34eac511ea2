/** Reads the site's file of authors (`authors.yml`), which tells whom the keys stand for that articles name as authors. */
import type { Person, Problem } from "../article/article.ts";
import { parseAuthors } from "../settings/parse-authors.ts";
import { type Entry, orRefusal, type Store, type StoredObject, StoreRefusedError, textOf } from "../store/store.ts";

export type KnownAuthors = {
  /** Undefined if there is no such file. */
  readonly authors?: Readonly<Record<string, Person>>;
  /** Whether they differ from those that the site was published with. */
  readonly isChanged: boolean;
  readonly notes: readonly Problem[];
};

/** Where Jekyll, Docusaurus, Hugo and mkdocs-material keep it; the first that is there counts. */
const PLACES = ["authors.", "_data/authors.", "blog/authors.", "data/authors.", ".authors.", "blog/.authors."];

/** `last`: the authors that the site was published with, as JSON. While the file is invalid, they apply. */
export async function readAuthors(content: Store, last: StoredObject | undefined): Promise<KnownAuthors> {
  const before = last === undefined ? undefined : textOf(last);
  const kept = before === undefined ? {} : { authors: JSON.parse(before) as Readonly<Record<string, Person>> };
  const file = await findFile(content);
  if (file === undefined) return { isChanged: before !== undefined, notes: [] };
  const object = await orRefusal(content.read(file.key));
  if (object instanceof StoreRefusedError)
    return { ...kept, isChanged: false, notes: [{ reason: `${file.key}: ${object.reason}` }] };
  if (object === undefined) return { isChanged: before !== undefined, notes: [] };
  const reading = parseAuthors(file.key, object.body);
  if (reading.kind === "rejected")
    return { ...kept, isChanged: false, notes: reading.problems.map((problem) => inFile(file.key, problem)) };
  return { authors: reading.authors, isChanged: JSON.stringify(reading.authors) !== before, notes: [] };
}

async function findFile(content: Store): Promise<Entry | undefined> {
  const listings = await Promise.all(PLACES.map((prefix) => orRefusal(content.list({ prefix, limit: 20 }))));
  const found = listings.flatMap((listing) => (listing instanceof StoreRefusedError ? [] : listing.entries));
  return found.find(({ key }) => /^[^.]*\.?authors\.(?:ya?ml|json)$/.test(key));
}

function inFile(path: string, { line, reason }: Problem): Problem {
  return { reason: line === undefined ? `${path}: ${reason}` : `${path}:${line}: ${reason}` };
}
