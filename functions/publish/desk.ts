/** What a batch is published with: its settings, what it reads from, and where it writes. */
import type { Settings } from "../settings/settings.ts";
import { type ArchiveReader, archiveReader } from "./archive-reader.ts";
import { type DocumentWriter, documentWriter } from "./document-writer.ts";
import { type Executor, executorOn } from "./executor.ts";
import { type RecordReader, recordReader } from "./record-reader.ts";
import type { Publisher, Stores } from "./site.ts";

export type Desk = Stores & {
  readonly settings: Settings;
  readonly executor: Executor;
  readonly records: RecordReader;
  readonly archive: ArchiveReader;
  readonly writer: DocumentWriter;
};

/** A desk serves one batch: what it has read, it does not read again. */
export function deskFor(settings: Settings, publisher: Publisher): Desk {
  const { content, state, site, archivePageSize } = publisher;
  const executor = (publisher.executor ?? executorOn)({ content, site, settings });
  const records = recordReader(state);
  const archive = archiveReader(state, records, archivePageSize);
  return {
    content,
    state,
    site,
    settings,
    executor,
    records,
    archive,
    writer: documentWriter(site, executor),
  };
}
