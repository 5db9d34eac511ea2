/** Renders the items of articles for the documents that list them, each once per batch, so that ten feeds cost the work of one. */
import { withoutRoom } from "../../render/bounded-items.ts";
import type { ItemsJob } from "../../render/render-job.ts";
import type { RenderedItem } from "../../render/rendered-item.ts";
import type { Executor } from "../executor.ts";
import type { ArticleRecord } from "../state/record.ts";

export type ItemRenderer = {
  /**
   * The items of one document, in the same order; some without their content, if it would be too long. `language`: of its page, if it
   * is not the site's.
   */
  readonly itemsOf: (records: readonly ArticleRecord[], language?: string) => Promise<readonly RenderedItem[]>;
  /** The item of this record has been rendered already, for pages in the site's language. */
  readonly remember: (record: ArticleRecord, item: RenderedItem) => void;
};

/** As long as the reader of records keeps a record, its items are kept, too. */
type Known = WeakMap<ArticleRecord, Promise<RenderedItem>>;

type Form = Pick<ItemsJob, "isContentOmitted" | "language">;

/** The number of items that one thread renders at once. */
const ITEMS_PER_JOB = 25;

export function itemRenderer(executor: Executor): ItemRenderer {
  const forms = new Map<string, Known>();
  const knownIn = ({ isContentOmitted, language }: Form) => {
    const name = `${isContentOmitted} ${language}`;
    const known = forms.get(name) ?? new WeakMap();
    forms.set(name, known);
    return known;
  };
  const renderAll = (records: readonly ArticleRecord[], form: Form): Promise<readonly RenderedItem[]> => {
    const known = knownIn(form);
    const missing = [...new Set(records)].filter((record) => !known.has(record));
    for (let start = 0; start < missing.length; start += ITEMS_PER_JOB) {
      const placements = missing.slice(start, start + ITEMS_PER_JOB);
      const rendered = executor.renderItems({ kind: "items", placements, ...form });
      const itemAt = async (index: number) => (await rendered)[index] as RenderedItem;
      placements.forEach((record, index) => {
        known.set(record, itemAt(index));
      });
    }
    return Promise.all(records.map((record) => known.get(record) as Promise<RenderedItem>));
  };
  return {
    remember: (record, item) => void knownIn({ isContentOmitted: false }).set(record, Promise.resolve(item)),
    async itemsOf(records, language) {
      const items = await renderAll(records, { isContentOmitted: false, language });
      const omitted = withoutRoom(items);
      if (omitted.length === 0) return items;
      const short = await renderAll(
        omitted.map((index) => records[index] as ArticleRecord),
        { isContentOmitted: true, language },
      );
      return items.map((item, index) => short[omitted.indexOf(index)] ?? item);
    },
  };
}
