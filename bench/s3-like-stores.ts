/** Wraps the three stores of a site as in the Lambda function (documents get gzip copies), and counts all requests. */
import { compressedStore } from "../functions/aws/compressed-store.ts";
import type { Stores } from "../functions/publish/stores.ts";
import { type Counts, countedStore } from "../functions/store/request-counter.ts";
import type { Store } from "../functions/store/store.ts";
import { sumOf } from "./requests.ts";

export type Buckets = {
  readonly stores: Stores;
  /** The sum over the three stores. */
  readonly counts: () => Counts;
};

/** `wrap` is applied to each store, for example to add latency. */
export function bucketsOf({ content, state, site }: Stores, wrap: (store: Store) => Store): Buckets {
  const all = [content, state, site].map((store) => countedStore(wrap(store)));
  const [one, two, three] = all.map(({ store }) => store);
  if (one === undefined || two === undefined || three === undefined) throw new Error("there are three stores");
  return {
    stores: { content: one, state: two, site: compressedStore(three) },
    counts: () => sumOf(all.map(({ counts }) => counts)),
  };
}
