/** Says how a feed and its archive are called: the site, a tag or an author, as the newest of the given articles spells it. Pure. */
import { slugOf } from "../../article/slug.ts";
import { authorsOf, printablePeople } from "../../render/person.ts";
import { printableLine } from "../../render/printable-text.ts";
import type { Settings } from "../../settings/settings.ts";
import type { ArticleRecord } from "../state/record.ts";

export type FeedHeading = {
  /** Of the feed documents. */
  readonly title: string;
  readonly description: string;
  /** Of the HTML page. */
  readonly page: { readonly kind: "site" | "tag" | "author"; readonly title: string };
};

/** `newest`: articles of the feed, newest first: an archive page is called as its own articles say, so that it holds still. */
export function headingOf(folder: string, newest: readonly ArticleRecord[], settings: Settings): FeedHeading {
  const { title, description } = settings;
  if (folder === "") return { title, description, page: { kind: "site", title } };
  const kind = folder.startsWith("tags/") ? "tag" : "author";
  const name = nameOf(folder, kind, newest, settings);
  return {
    title: `${title} – ${name}`,
    description: kind === "tag" ? `Articles about ${name}` : `Articles by ${name}`,
    page: { kind, title: name },
  };
}

function nameOf(folder: string, kind: "tag" | "author", newest: readonly ArticleRecord[], settings: Settings): string {
  const slug = folder.split("/")[1];
  for (const { article } of newest) {
    const authors = () => printablePeople(authorsOf(article, settings)).map((author) => author.name);
    const names = kind === "tag" ? article.tags.map(printableLine) : authors();
    const name = names.find((name) => name !== "" && slugOf(name) === slug);
    if (name !== undefined) return name;
  }
  return slug ?? folder;
}
