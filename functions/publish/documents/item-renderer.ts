/** Renders the items of articles for the documents that list them, each once per batch, so that ten feeds cost the work of one. */
import { withoutRoom } from "../../render/bounded-items.ts";
import type { ItemsJob } from "../../render/render-job.ts";
import type { RenderedItem } from "../../render/rendered-item.ts";
import type { Executor } from "../executor.ts";
import type { ArticleRecord } from "../state/record.ts";

export type ItemRenderer = {
  /** The items of one document, in the same order; some without their content, if it would be too long. */
  readonly itemsOf: (records: readonly ArticleRecord[]) => Promise<readonly RenderedItem[]>;
  /** The item of this record has been rendered already. */
  readonly remember: (record: ArticleRecord, item: RenderedItem) => void;
};

/** The number of items that one thread renders at once. */
const ITEMS_PER_JOB = 25;

export function itemRenderer(executor: Executor): ItemRenderer {
  // As long as the reader of records keeps a record, its item is kept, too.
  const full = new WeakMap<ArticleRecord, Promise<RenderedItem>>();
  const withoutContent = new WeakMap<ArticleRecord, Promise<RenderedItem>>();
  return {
    remember: (record, item) => void full.set(record, Promise.resolve(item)),
    async itemsOf(records) {
      const items = await renderAll(records, full, { executor, isContentOmitted: false });
      const omitted = withoutRoom(items);
      if (omitted.length === 0) return items;
      const short = await renderAll(
        omitted.map((index) => records[index] as ArticleRecord),
        withoutContent,
        { executor, isContentOmitted: true },
      );
      return items.map((item, index) => short[omitted.indexOf(index)] ?? item);
    },
  };
}

type Rendering = Pick<ItemsJob, "isContentOmitted"> & { readonly executor: Executor };

function renderAll(
  records: readonly ArticleRecord[],
  known: WeakMap<ArticleRecord, Promise<RenderedItem>>,
  { executor, isContentOmitted }: Rendering,
): Promise<readonly RenderedItem[]> {
  const missing = [...new Set(records)].filter((record) => !known.has(record));
  for (let start = 0; start < missing.length; start += ITEMS_PER_JOB) {
    const placements = missing.slice(start, start + ITEMS_PER_JOB);
    const rendered = executor.renderItems({ kind: "items", placements, isContentOmitted });
    placements.forEach((record, index) => {
      known.set(
        record,
        rendered.then((items) => items[index] as RenderedItem),
      );
    });
  }
  return Promise.all(records.map((record) => known.get(record) as Promise<RenderedItem>));
}
