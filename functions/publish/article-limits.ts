/**
 * Says why an article would make too much of the feeds: each of its tags and authors has a feed, and each of these feeds repeats
 * the whole article. Pure, and a function of the article alone, so that an article is good or bad whatever else a site holds.
 */
import type { Article, Problem } from "../article/article.ts";
import { slugOf } from "../article/slug.ts";

/** In bytes, over all feeds, in one format. No real article comes near it: 100 kB with 98 tags, 1 MB with 8, 5 MB without tags. */
export const MAX_FEED_BYTES = 10_000_000;
/** More than the metadata of an article has unless somebody tries. Measuring is then not needed. */
const USUAL_METADATA = 50_000;
/** UTF-8 has at most three bytes for a UTF-16 unit. */
const MAX_BYTES_PER_UNIT = 3;

/** Undefined if the article is within bounds. */
export function whyTooMuch(article: Article): Problem | undefined {
  const feeds = countFeeds(article);
  const { html, summary = "" } = article;
  const atMost = (html.length + summary.length + USUAL_METADATA) * MAX_BYTES_PER_UNIT;
  if (feeds * atMost <= MAX_FEED_BYTES) return undefined;
  const bytes = Buffer.byteLength(JSON.stringify(article));
  if (feeds * bytes <= MAX_FEED_BYTES) return undefined;
  const [all, allowed] = [megabytes(feeds * bytes), megabytes(MAX_FEED_BYTES)];
  return {
    reason: `is in ${feeds} feeds (its tags and authors have one each) and has ${kilobytes(bytes)}, which makes ${all} in all; ${allowed} are allowed: use fewer tags, or divide the article`,
  };
}

/** The main feed, and one for each tag and author. An article without authors has those of the site, who are few: they count as one. */
function countFeeds({ tags, authors }: Article): number {
  const names = [tags, authors.map(({ name }) => name)].map((list) => new Set(list.map(slugOf)).size);
  const [tagFeeds = 0, authorFeeds = 0] = names;
  return 1 + tagFeeds + Math.max(1, authorFeeds);
}

const kilobytes = (bytes: number) => `${Math.ceil(bytes / 1000)} kB`;
const megabytes = (bytes: number) => `${Math.ceil(bytes / 100_000) / 10} MB`;
