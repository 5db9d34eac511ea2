/** The three stores of a site as the Lambda function has them: each request counted, the site's documents with their gzip twins. */
import { compressedStore } from "../functions/aws/compressed-store.ts";
import type { Stores } from "../functions/publish/stores.ts";
import { type Counts, countedStore } from "../functions/store/counted.ts";
import type { Store } from "../functions/store/store.ts";
import { sumOf } from "./requests.ts";

export type Buckets = {
  readonly stores: Stores;
  /** Of all three together. */
  readonly counts: () => Counts;
};

/** `as`: what each store is to be, such as a distant one. */
export function bucketsOf({ content, state, site }: Stores, as: (store: Store) => Store): Buckets {
  const all = [content, state, site].map((store) => countedStore(as(store)));
  const [one, two, three] = all.map(({ store }) => store);
  if (one === undefined || two === undefined || three === undefined) throw new Error("there are three stores");
  return {
    stores: { content: one, state: two, site: compressedStore(three) },
    counts: () => sumOf(all.map(({ counts }) => counts)),
  };
}
