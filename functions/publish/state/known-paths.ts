/** Every path that content holds or that was published once: two sorted walks, joined. */
import type { Store } from "../../store/store.ts";
import { listAll } from "../../store/store.ts";
import { isHidden, SETTINGS_PATH } from "../content-path.ts";
import { MEDIA } from "../media.ts";
import type { Stores } from "../stores.ts";
import { RECORDS, sortsBefore } from "./index-key.ts";

/** When the content changed and when it was last published, in milliseconds since 1970; none: it is not there. */
export type KnownPath = { readonly path: string; readonly changed?: number; readonly published?: number };

type Walk = AsyncGenerator<KnownPath, undefined>;

/** In the order of the paths' bytes, from behind `after`. Paths that are ignored altogether are left out. */
export async function* knownPaths({ content, state, site }: Stores, after = ""): Walk {
  const published = join(walk(state, RECORDS, after, "published"), walk(site, MEDIA, after, "published"));
  for await (const known of join(walk(content, "", after, "changed"), published)) {
    if (!isHidden(known.path) && known.path !== SETTINGS_PATH) yield known;
  }
  return undefined;
}

async function* walk(store: Store, prefix: string, after: string, what: "changed" | "published"): Walk {
  for await (const { entries } of listAll(store, { prefix, after: prefix + after })) {
    for (const entry of entries) yield { path: entry.key.slice(prefix.length), [what]: entry.modified };
  }
  return undefined;
}

async function* join(left: Walk, right: Walk): Walk {
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
