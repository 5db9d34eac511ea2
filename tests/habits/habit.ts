/**
 * What the writers of other tools' sites have in common: random articles, as they are meant, and the site that a tool's habits make
 * of them. Each tool has a file of its own; words and layouts are ours, the conventions are those that its documentation shows.
 */
import fc from "fast-check";

/** An article as its writer means it. */
export type Meant = {
  readonly title: string;
  /** `2024-05-06` */
  readonly day: string;
  readonly tags: readonly string[];
  readonly author: string;
  /** A sentence that no other article has. */
  readonly marker: string;
  /** Names the file. */
  readonly name: string;
  readonly isHidden: boolean;
  /** Picks among the spellings and layouts that the tool allows. */
  readonly choice: number;
};

/** What feeds must say of an article. What is undefined is not compared. */
export type Expected = {
  readonly marker: string;
  readonly title: string;
  readonly day: string;
  readonly tags: readonly string[];
  readonly authors: readonly string[];
  readonly slug: string;
  /** The slugs of the articles that it links to. */
  readonly links: readonly string[];
};

export type HabitSite = {
  readonly files: Readonly<Record<string, string>>;
  readonly expected: readonly Expected[];
  /** Words that are in no document. */
  readonly hidden: readonly string[];
  /** What `check` may say beside; anything else is a failure. */
  readonly mayNote: readonly RegExp[];
  /** What `check` must say. */
  readonly mustNote: readonly RegExp[];
};

export type Habit = (articles: readonly Meant[]) => HabitSite;

const TITLES = [
  "The ferry",
  "Round #72: a draw",
  "AT&T, again",
  'A "quoted" word',
  "It's late",
  "100% of C++",
  "Über den Fluß",
  "日本の手紙",
  "What now?",
  "[x] done",
  "Why a < b",
  "No. 5 – the end",
  "true",
  "2024",
];
const TAGS = ["sea", "open source", "C#", "été", "how-to", "news"];
const AUTHORS = ["Ann Lee", "Bo Chen", "Zoë Ström"];
const DAYS = ["2019-02-28", "2020-02-29", "2021-12-31", "2022-07-08", "2023-01-01", "2024-05-06", "2024-10-13"];

/** Up to six articles; each name and marker is there once. */
export const someArticles: fc.Arbitrary<readonly Meant[]> = fc
  .array(
    fc.record({
      title: fc.constantFrom(...TITLES),
      day: fc.constantFrom(...DAYS),
      tags: fc.uniqueArray(fc.constantFrom(...TAGS), { maxLength: 3 }),
      author: fc.constantFrom(...AUTHORS),
      isHidden: fc.boolean(),
      choice: fc.nat(1000),
    }),
    { minLength: 2, maxLength: 6 },
  )
  .map((articles) =>
    articles.map((each, index) => ({ ...each, name: NAMES[index] ?? "", marker: `Marker q${index}zx stands here.` })),
  );

const NAMES = ["first-light", "a-boat", "harbor-tide", "old-letters", "on-rain", "winter-days"];

/** The value as YAML, in the quotes that its writer chose. */
export function yaml(value: string, choice: number): string {
  const isPlain = /^[\p{L}][\p{L}\p{N} -]*$/u.test(value) && !/^(?:true|false|null|yes|no|on|off)$/i.test(value);
  if (isPlain && choice % 3 === 0) return value;
  return choice % 3 === 1 ? `'${value.replaceAll("'", "''")}'` : JSON.stringify(value);
}

/** A list in YAML: in brackets, or a line for each. */
export function yamlList(key: string, values: readonly string[], choice: number): string {
  if (values.length === 0) return choice % 2 === 0 ? "" : `${key}: []\n`;
  if (choice % 2 === 0) return `${key}: [${values.map((value) => JSON.stringify(value)).join(", ")}]\n`;
  return `${key}:\n${values.map((value) => `  - ${JSON.stringify(value)}\n`).join("")}`;
}

/** One of these, by the article's choice. */
export function pick<T>({ choice }: Pick<Meant, "choice">, options: readonly T[]): T {
  return options[Math.floor(choice / 6) % options.length] as T;
}

/** The public article before this one, to link to. */
export function sibling(article: Meant, all: readonly Meant[]): Meant | undefined {
  return all.find((other) => !other.isHidden && other !== article);
}

/** Builds a site from what a tool does with one article. */
export function siteOf(
  all: readonly Meant[],
  one: (
    article: Meant,
    other: Meant | undefined,
  ) => { readonly path: string; readonly text: string } & Partial<Expected>,
  more: Partial<HabitSite> = {},
): HabitSite {
  const files: Record<string, string> = {};
  const expected: Expected[] = [];
  for (const article of all) {
    const other = sibling(article, all);
    const { path, text, ...own } = one(article, other);
    files[path] = text;
    const { marker, title, day, tags, author, name } = article;
    const links = other === undefined ? [] : [other.name];
    if (!article.isHidden) expected.push({ marker, title, day, tags, authors: [author], slug: name, links, ...own });
  }
  const hidden = all.filter(({ isHidden }) => isHidden).map(({ marker }) => marker);
  return { mayNote: [], mustNote: [], ...more, files: { ...files, ...more.files }, expected, hidden };
}
