/**
 * Parses articles like `readArticle`, with a cache. Parsing is pure, and a scenario that crashes at each of 100 operations parses the
 * same few files thousands of times.
 */
import type { Reading } from "../../functions/article/article.ts";
import { readArticle } from "../../functions/article/read-article.ts";

const cache = new Map<string, Reading>();
const CACHE_SIZE = 2000;

/** Returns the result of `readArticle`. */
export function readOnce(path: string, bytes: Uint8Array): Reading {
  const cacheKey = `${path}\n${Buffer.from(bytes).toString("latin1")}`;
  const cached = cache.get(cacheKey);
  if (cached !== undefined) return cached;
  if (cache.size >= CACHE_SIZE) cache.clear();
  const reading = readArticle(path, bytes);
  cache.set(cacheKey, reading);
  return reading;
}
