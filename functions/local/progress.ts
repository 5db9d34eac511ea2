/** Shows how far a publish is, by what it asks of its stores. */
import type { Stores } from "../publish/site.ts";
import { countedStore } from "../store/counted.ts";
import type { Store } from "../store/store.ts";
import type { Say } from "./say.ts";

export function withProgress({ content, state, site }: Stores, say: Say): Stores {
  const articles = countedStore(content);
  const documents = countedStore(site);
  const show = (store: Store): Store => ({
    ...store,
    read(key) {
      say.progress(`${count(articles.counts.read)} articles read, ${count(documents.counts.read)} documents made`);
      return store.read(key);
    },
  });
  return { content: show(articles.store), state, site: show(documents.store) };
}

const count = (number: number) => number.toLocaleString("en-US");
