/** What the writing of documents needs of a batch: its settings, what it reads from, and where it writes. */
import type { Settings } from "../settings/settings.ts";
import type { Store } from "../store/store.ts";
import { type ArchiveReader, archiveReader } from "./archive-reader.ts";
import { type DocumentWriter, documentWriter } from "./document-writer.ts";
import { type ItemReader, itemReader } from "./item-reader.ts";
import type { Publisher } from "./site.ts";

export type Desk = {
  readonly state: Store;
  readonly site: Store;
  readonly settings: Settings;
  readonly items: ItemReader;
  readonly archive: ArchiveReader;
  readonly writer: DocumentWriter;
};

/** A desk serves one batch: what it has read, it does not read again. */
export function deskFor(settings: Settings, { state, site, archivePageSize }: Publisher): Desk {
  const items = itemReader(state, settings);
  const archive = archiveReader(state, items, archivePageSize);
  return { state, site, settings, items, archive, writer: documentWriter(site) };
}
