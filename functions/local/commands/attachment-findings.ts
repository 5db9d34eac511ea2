/** Finds attachments that feeds cannot describe in full, for the `check` command: takes a published article's record, returns findings. */
import type { Problem } from "../../article/article.ts";
import type { ArticleRecord } from "../../publish/state/record.ts";
import { enclosuresOf } from "../../render/enclosure.ts";
import { referenceContext } from "../../render/expand-references.ts";
import type { Settings } from "../../settings/settings.ts";

/** Of files elsewhere nobody but the writer knows the size. */
export function attachmentFindings(record: ArticleRecord, settings: Settings): readonly Problem[] {
  const sizeless = enclosuresOf(record, referenceContext(record, settings)).filter(({ size = 0 }) => size === 0);
  return sizeless.map(({ url }) => ({
    reason: url.startsWith(settings.url)
      ? `the attachment ${url} is an empty file, so RSS gives it length="0"`
      : `the size of the attachment ${url} is not known, so RSS gives it length="0", at which some podcast apps balk; write its size in bytes: { url: …, size: … }`,
  }));
}
