/**
 * A site on which any number of articles have been published, made without publishing them: what the publisher would have written
 * to the state store, and no documents; a first publish makes those that it touches.
 *
 * Sites of any size look alike around their newest articles: as many in each archive period, the same order of tags and authors,
 * and more under each than a feed tells.
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

/** The settings' defaults but for the address. */
export const SITE_OPTIONS = { url: "https://example.org/" } as const;
export const RELEASE = "bench";
/** Noon in the middle of a month. */
export const NOW = Date.UTC(2026, 0, 15, 12);

/** A page of the archive holds a hundred: the month has room for one more. */
const PER_MONTH = 99;
const TAGS = 30;
const AUTHORS = 19;
const HOUR = 3_600_000;

const pathOf = (number: number) => `${String(number).padStart(7, "0")}.md`;

export type SiteShape = {
  readonly title: string;
  readonly date: string;
  readonly tags: readonly string[];
  readonly author: string;
};

/** Number 0 is the newest. */
function factsOf(number: number): SiteShape {
  const month = Math.floor(number / PER_MONTH);
  const newest = month === 0 ? NOW - HOUR : endOf(month) - 2 * 24 * HOUR;
  const date = new Date(newest - (number % PER_MONTH) * 3 * HOUR).toISOString();
  // Three different tags for every number, and a tenth of all articles under each.
  const tags = [number, number * 7 + 10, number * 11 + 21].map((tag) => `Tag ${tag % TAGS}`);
  return { title: `Number ${number}`, date, tags, author: `Author ${number % AUTHORS}` };
}

/** The end of the month so many before this one. */
const endOf = (months: number) => {
  const now = new Date(NOW);
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months + 1, 1);
};

export function textOf({ title, date, tags, author }: SiteShape, words: string): string {
  return `---\ntitle: ${title}\ndate: ${date}\ntags: [${tags.join(", ")}]\nauthor: ${author}\n---\n\n${words}\n`;
}

/** Stores in memory; neither content nor documents are there. */
export async function publishedSite(articles: number): Promise<Stores> {
  const store = () => memoryStore({ now: () => NOW });
  const state = store();
  for (let number = 0; number < articles; number++) await putRecord(number, state);
  return { content: store(), state, site: store() };
}

const parsed = parseSettings(undefined, SITE_OPTIONS);
if (parsed.kind === "rejected") throw new Error("settings have defaults");
const MOMENT: PublishConditions = { settings: parsed.settings, now: NOW, release: RELEASE };
const NOTHING_FOUND = { slugTaken: false, idTaken: false, media: {} };
/** Nobody looks at the content of these articles. */
const NOWHERE = { version: "none", modified: NOW };

const reading = readArticle(pathOf(0), Buffer.from(textOf(factsOf(0), "Words.")));
if (reading.kind === "rejected") throw new Error("the article reads well");
const TEMPLATE = reading.article;

async function putRecord(number: number, state: Store): Promise<void> {
  const path = pathOf(number);
  const { author, date, ...facts } = factsOf(number);
  const own = { ...facts, date: date as WrittenDate, authors: [{ name: author }], slug: slugOfPath(path) };
  const record = computeRecord(desiredPlacement(path, { ...TEMPLATE, ...own }, NOWHERE, MOMENT), NOTHING_FOUND, MOMENT);
  await state.write(key(`records/${path}`), JSON.stringify(record), "anything");
  for (const name of record.keys) if (!name.startsWith("page/")) await state.write(key(name), "", "anything");
}
