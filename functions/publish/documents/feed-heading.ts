/** Says how a feed and its archive are called: the site, or a part of it as the newest of the given articles spells it. Pure. */
import type { Person } from "../../article/article.ts";
import { languageOf } from "../../render/pages/language-format.ts";
import { kindOfFolder, type PartKind } from "../../render/part-kinds.ts";
import { authorsOf, printablePeople } from "../../render/person.ts";
import { printableLine } from "../../render/printable-text.ts";
import type { Settings } from "../../settings/settings.ts";
import { languageOfArticle, partFolder, sectionsOf } from "../plan/part-folders.ts";
import type { ArticleRecord } from "../state/record.ts";
import { feedPrefix, pathOf } from "../state/state-keys.ts";

export type FeedHeading = {
  /** Of the feed documents. */
  readonly title: string;
  readonly description: string;
  /** Of the HTML page. */
  readonly page: {
    readonly kind: "site" | PartKind;
    readonly title: string;
    /** The author, as the newest article names them. */
    readonly person?: Person;
  };
  /** Of a feed of one language. BCP 47. */
  readonly language?: string;
};

const DESCRIPTIONS: Readonly<Record<PartKind, string>> = {
  tag: "Articles about",
  author: "Articles by",
  section: "Articles in",
  language: "Articles in",
};

/** `newest`: articles of the feed, newest first: an archive page is called as its own articles say, so that it holds still. */
export function headingOf(folder: string, newest: readonly ArticleRecord[], settings: Settings): FeedHeading {
  const { title, description } = settings;
  const kind = kindOfFolder(folder);
  if (kind === undefined) return { title, description, page: { kind: "site", title } };
  const written = nameOf(folder, kind, newest, settings);
  const name = kind === "language" ? languageOf(written).name : written;
  return {
    title: `${title} – ${name}`,
    description: `${DESCRIPTIONS[kind]} ${name}`,
    page: { kind, title: name, person: kind === "author" ? personOf(name, newest, settings) : undefined },
    language: kind === "language" ? written : undefined,
  };
}

function nameOf(folder: string, kind: PartKind, newest: readonly ArticleRecord[], settings: Settings): string {
  for (const record of newest) {
    const names = NAMES[kind](record, folder, settings).map(printableLine);
    const name = names.find((name) => name !== "" && partFolder(kind, name) === folder);
    if (name !== undefined) return name;
  }
  return folder.split("/")[1] ?? folder;
}

function personOf(name: string, newest: readonly ArticleRecord[], settings: Settings): Person | undefined {
  for (const { article } of newest) {
    const person = printablePeople(authorsOf(article, settings)).find((each) => each.name === name);
    if (person !== undefined) return person;
  }
  return undefined;
}

type NamesOf = (record: ArticleRecord, folder: string, settings: Settings) => readonly string[];

const NAMES: Readonly<Record<PartKind, NamesOf>> = {
  tag: ({ article }) => article.tags,
  author: ({ article }, _, settings) => authorsOf(article, settings).map(({ name }) => name),
  section({ keys }, folder, settings) {
    const key = keys.find((each) => each.startsWith(feedPrefix(folder)));
    return key === undefined ? [] : sectionsOf(pathOf(key), settings);
  },
  language: ({ article }, _, settings) => [languageOfArticle(article, settings)],
};
