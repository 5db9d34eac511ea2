/** Counts the content of the articles in a document: UTF-16 units of HTML. */
import type { ArticleRecord } from "../state/record.ts";

export function contentOf(records: readonly ArticleRecord[]): number {
  return records.reduce((units, { article }) => units + article.html.length, 0);
}
