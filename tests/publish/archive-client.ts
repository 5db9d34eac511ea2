/** Clients that follow a feed over time, through what is published and nothing else. */
import { key } from "../../functions/store/key.ts";
import { type Store, textOf } from "../../functions/store/store.ts";
import { SITE_OPTIONS } from "./simulated-site.ts";

/** An Atom document's entries and links. */
type Fetched = { readonly ids: readonly string[]; readonly prevArchive?: string; readonly text: string };

export type ArchiveClient = {
  /** Reads the subscription document, and back from there to the first archive document that it has read before. */
  readonly poll: (site: Store) => Promise<void>;
  readonly ids: ReadonlySet<string>;
  /** The addresses of the archive documents that it has read; it never reads one twice (RFC 5005 §4). */
  readonly archives: ReadonlyMap<string, readonly string[]>;
};

/** `folder`: the feed's. While the feed does not exist, the client waits. */
export function archiveClient(folder: string): ArchiveClient {
  const ids = new Set<string>();
  const archives = new Map<string, readonly string[]>();
  return {
    ids,
    archives,
    async poll(site) {
      let document = await fetchAtom(site, `${SITE_OPTIONS.url}${folder}atom.xml`);
      while (document !== undefined) {
        for (const id of document.ids) ids.add(id);
        const next: string | undefined = document.prevArchive;
        if (next === undefined || archives.has(next)) return;
        document = await fetchAtom(site, next);
        if (document === undefined) throw new Error(`${next} is linked and missing`);
        archives.set(next, document.ids);
      }
    },
  };
}

export async function fetchAtom(site: Store, address: string): Promise<Fetched | undefined> {
  const text = await textAt(site, address);
  if (text === undefined) return undefined;
  const [head = "", ...entries] = text.split("<entry");
  const ids = entries.map((entry) => /<id>([^<]*)<\/id>/.exec(entry)?.[1] ?? "");
  return { ids, prevArchive: /<link rel="prev-archive"[^>]* href="([^"]*)"/.exec(head)?.[1], text };
}

/** The ids on each page of a JSON feed, from `/feed.json` on along `next_url`. */
export async function jsonPages(site: Store, folder: string): Promise<string[][]> {
  const pages: string[][] = [];
  const seen = new Set<string>();
  let next: string | undefined = `${SITE_OPTIONS.url}${folder}feed.json`;
  while (next !== undefined) {
    if (seen.has(next)) throw new Error(`next_url leads back to ${next}`);
    seen.add(next);
    const text = await textAt(site, next);
    if (text === undefined) throw new Error(`${next} is linked and missing`);
    const document = JSON.parse(text) as { items: { id: string }[]; next_url?: string };
    pages.push(document.items.map(({ id }) => id));
    next = document.next_url;
  }
  return pages;
}

async function textAt(site: Store, address: string): Promise<string | undefined> {
  const stored = await site.read(key(decodeURIComponent(address.slice(SITE_OPTIONS.url.length))));
  return stored && textOf(stored);
}
