/** The context that all paths of one batch share: settings, stores, caching readers, executor and document writer. */
import type { Settings } from "../settings/settings.ts";
import { pageSizeFor } from "./documents/archive-chain.ts";
import { type DocumentWriter, documentWriter } from "./documents/document-writer.ts";
import { type ItemRenderer, itemRenderer } from "./documents/item-renderer.ts";
import { type ArchiveReader, archiveReader } from "./documents/period-reader.ts";
import { type Executor, localExecutor } from "./executor.ts";
import { type MediaFiles, mediaFiles } from "./media-files.ts";
import { type MemoryLimit, memoryLimit } from "./memory-limit.ts";
import { indexFinder } from "./plan/index-files.ts";
import type { Publisher } from "./publisher.ts";
import { type RecordReader, recordReader } from "./state/record-reader.ts";
import type { Stores } from "./stores.ts";

export type BatchContext = Stores & {
  readonly settings: Settings;
  readonly executor: Executor;
  readonly files: MediaFiles;
  readonly records: RecordReader;
  readonly archive: ArchiveReader;
  readonly items: ItemRenderer;
  readonly writer: DocumentWriter;
  readonly memory: MemoryLimit;
  /** The paths of the index files beside an article. */
  readonly indexesBeside: (path: string) => Promise<readonly string[]>;
};

/** UTF-16 units of content in documents that are made at once; rendered in three formats, they take several times as many bytes. */
const MAX_CONTENT = 40_000_000;

/** Creates the context for one batch. Its readers cache what they read, so every batch needs a new context. */
export function batchContext(settings: Settings, publisher: Publisher): BatchContext {
  const { content, state, site, archivePageSize } = publisher;
  const executor = (publisher.executor ?? localExecutor)({ content, site, settings });
  const records = recordReader(state);
  const archive = archiveReader(state, records, pageSizeFor(settings.limit, archivePageSize));
  return {
    content,
    state,
    site,
    settings,
    executor,
    files: mediaFiles(content),
    records,
    archive,
    items: itemRenderer(executor),
    writer: documentWriter(site, executor),
    memory: memoryLimit(MAX_CONTENT),
    indexesBeside: indexFinder(content),
  };
}
