/** Lists every path that is in the content or was published, by merging the sorted listings of the three stores. */
import type { Store } from "../../store/store.ts";
import { listAll } from "../../store/store.ts";
import { SETTINGS_PATH } from "../content-path.ts";
import { MEDIA } from "../media.ts";
import type { Stores } from "../stores.ts";
import { RECORDS, sortsBefore } from "./state-keys.ts";

/**
 * `changed`: when the content changed; undefined if there is no such content. `published`: when it was last published; undefined if
 * it is not. Both in milliseconds since 1970.
 */
export type KnownPath = { readonly path: string; readonly changed?: number; readonly published?: number };

type Listing = AsyncGenerator<KnownPath, undefined>;

/** In the byte order of the paths, starting after `after`; without site.json. */
export async function* knownPaths({ content, state, site }: Stores, after = ""): Listing {
  const published = merge(listing(state, RECORDS, after, "published"), listing(site, MEDIA, after, "published"));
  for await (const known of merge(listing(content, "", after, "changed"), published)) {
    if (known.path !== SETTINGS_PATH) yield known;
  }
  return undefined;
}

async function* listing(store: Store, prefix: string, after: string, time: "changed" | "published"): Listing {
  for await (const { entries } of listAll(store, { prefix, after: prefix + after })) {
    for (const entry of entries) yield { path: entry.key.slice(prefix.length), [time]: entry.modified };
  }
  return undefined;
}

async function* merge(left: Listing, right: Listing): Listing {
  let [a, b] = await Promise.all([left.next(), right.next()]);
  while (a.value !== undefined || b.value !== undefined) {
    if (b.value === undefined || (a.value && sortsBefore(a.value.path, b.value.path))) {
      if (a.value) yield a.value;
      a = await left.next();
    } else if (a.value === undefined || sortsBefore(b.value.path, a.value.path)) {
      yield b.value;
      b = await right.next();
    } else {
      yield { ...b.value, ...a.value };
      [a, b] = await Promise.all([left.next(), right.next()]);
    }
  }
  return undefined;
}
