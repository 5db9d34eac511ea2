/**
 * Creates the state of a site with any number of published articles, without publishing them: the state store has what
 * the publisher would have written, and there are no documents. The first publish creates those it needs.
 *
 * Sites of all sizes have the same structure around their newest articles: the same number in each archive period, the
 * same order of tags and authors, and more articles per tag and author than a feed holds.
 */
import type { WrittenDate } from "../functions/article/article.ts";
import { readArticle } from "../functions/article/read-article.ts";
import { slugOfPath } from "../functions/article/slug.ts";
import { computeRecord, desiredPlacement, type PublishConditions } from "../functions/publish/plan/compute-record.ts";
import type { Stores } from "../functions/publish/stores.ts";
import { parseSettings } from "../functions/settings/parse-settings.ts";
import { key } from "../functions/store/key.ts";
import { memoryStore } from "../functions/store/memory.ts";
import type { Store } from "../functions/store/store.ts";

/** Default settings, except for the URL. */
export const SITE_OPTIONS = { url: "https://example.org/" } as const;
export const RELEASE = "bench";
/** Noon in the middle of a month. */
export const NOW = Date.UTC(2026, 0, 15, 12);

/** An archive page holds a hundred articles, so the month has room for one more. */
const PER_MONTH = 99;
const TAGS = 30;
const AUTHORS = 19;
const HOUR = 3_600_000;

const pathOf = (number: number) => `${String(number).padStart(7, "0")}.md`;

export type ArticleMetadata = {
  readonly title: string;
  readonly date: string;
  readonly tags: readonly string[];
  readonly author: string;
};

/** Number 0 is the newest. */
function metadataOf(number: number): ArticleMetadata {
  const month = Math.floor(number / PER_MONTH);
  const newest = month === 0 ? NOW - HOUR : endOfMonth(month) - 2 * 24 * HOUR;
  const date = new Date(newest - (number % PER_MONTH) * 3 * HOUR).toISOString();
  // Every article has three different tags, and every tag has a tenth of the articles.
  const tags = [number, number * 7 + 10, number * 11 + 21].map((tag) => `Tag ${tag % TAGS}`);
  return { title: `Number ${number}`, date, tags, author: `Author ${number % AUTHORS}` };
}

/** The end of the month that is `monthsAgo` before the current one. */
const endOfMonth = (monthsAgo: number) => {
  const now = new Date(NOW);
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - monthsAgo + 1, 1);
};

export function textOf({ title, date, tags, author }: ArticleMetadata, body: string): string {
  return `---\ntitle: ${title}\ndate: ${date}\ntags: [${tags.join(", ")}]\nauthor: ${author}\n---\n\n${body}\n`;
}

/** Returns stores in memory. The content and site stores are empty. */
export async function publishedSite(articles: number): Promise<Stores> {
  const store = () => memoryStore({ now: () => NOW });
  const state = store();
  for (let number = 0; number < articles; number++) await putRecord(number, state);
  return { content: store(), state, site: store() };
}

const parsed = parseSettings(undefined, SITE_OPTIONS);
if (parsed.kind === "rejected") throw new Error("the default settings should be valid");
const CONDITIONS: PublishConditions = { settings: parsed.settings, now: NOW, release: RELEASE };
const NO_CONFLICTS = { slugTaken: false, idTaken: false, media: {}, references: {}, files: [] };
/** The content of these articles is never read. */
const NO_CONTENT = { version: "none", modified: NOW };

const reading = readArticle(pathOf(0), Buffer.from(textOf(metadataOf(0), "Words.")));
if (reading.kind !== "article") throw new Error("the template article should be valid");
const TEMPLATE = reading.article;

async function putRecord(number: number, state: Store): Promise<void> {
  const path = pathOf(number);
  const { author, date, ...metadata } = metadataOf(number);
  const overrides = { ...metadata, date: date as WrittenDate, authors: [{ name: author }], slug: slugOfPath(path) };
  const record = computeRecord(
    desiredPlacement(path, { ...TEMPLATE, ...overrides }, NO_CONTENT, CONDITIONS),
    NO_CONFLICTS,
    CONDITIONS,
  );
  await state.write(key(`records/${path}`), JSON.stringify(record), "anything");
  for (const name of record.keys) if (!name.startsWith("page/")) await state.write(key(name), "", "anything");
}
