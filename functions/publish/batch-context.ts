/** What a batch is published with: its settings, what it reads from, and where it writes. */
import type { Settings } from "../settings/settings.ts";
import { type ArchiveReader, archiveReader } from "./documents/archive-periods.ts";
import { type DocumentWriter, documentWriter } from "./documents/document-writer.ts";
import { type Executor, localExecutor } from "./executor.ts";
import type { Publisher } from "./publisher.ts";
import { type RecordReader, recordReader } from "./state/record-reader.ts";
import type { Stores } from "./stores.ts";

export type BatchContext = Stores & {
  readonly settings: Settings;
  readonly executor: Executor;
  readonly records: RecordReader;
  readonly archive: ArchiveReader;
  readonly writer: DocumentWriter;
};

/** A context serves one batch: what it has read, it does not read again. */
export function batchContext(settings: Settings, publisher: Publisher): BatchContext {
  const { content, state, site, archivePageSize } = publisher;
  const executor = (publisher.executor ?? localExecutor)({ content, site, settings });
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
