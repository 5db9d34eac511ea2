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

/** Where Jekyll, Docusaurus, Hugo and mkdocs-material keep it; the first that is there counts. Each costs a request. */
const PLACES = [
  ...["authors.", "_data/authors.", "blog/authors.", "data/authors.", ".authors.", "blog/.authors."],
  "docs/blog/.authors.",
];
const AUTHORS_PATH = /^(?:(?:_data|blog|data)\/|\.|(?:docs\/)?blog\/\.)?authors\.(?:ya?ml|json)$/;

/** Whether the path is that of a file of authors, or of a folder of other tools that may hold one. */
export function leadsToAuthors(path: string): boolean {
  return path === "_data" || AUTHORS_PATH.test(path);
}

/** `last`: the authors that the site was published with, as JSON. While the file is invalid, they apply. */
export async function readAuthors(content: Store, last: StoredObject | undefined): Promise<KnownAuthors> {
  const before = last === undefined ? undefined : textOf(last);
  const kept = before === undefined ? {} : { authors: JSON.parse(before) as Readonly<Record<string, Person>> };
  const file = await findFile(content);
  // What could not be listed is not gone.
  if (file instanceof StoreRefusedError) return { ...kept, isChanged: false, notes: [{ reason: file.reason }] };
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

async function findFile(content: Store): Promise<Entry | StoreRefusedError | undefined> {
  const listings = await Promise.all(PLACES.map((prefix) => orRefusal(content.list({ prefix, limit: 20 }))));
  const found = listings.flatMap((listing) => (listing instanceof StoreRefusedError ? [] : listing.entries));
  const refused = listings.find((listing) => listing instanceof StoreRefusedError);
  return found.find(({ key }) => AUTHORS_PATH.test(key)) ?? refused;
}

function inFile(path: string, { line, reason }: Problem): Problem {
  return { reason: line === undefined ? `${path}: ${reason}` : `${path}:${line}: ${reason}` };
}
