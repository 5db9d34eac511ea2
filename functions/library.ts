/**
 * The entry point of the library: `publish` takes a folder of articles, or files in memory, and returns what became of them; `readArticle`
 * and `renderFeed` each do one step of it.
 *
 * Other programs rely on what is exported here: a test names it all.
 */
import type {
  ContentFiles,
  FolderOptions,
  MemoryOptions,
  Publication,
  PublishedFiles,
  PublishOptions,
} from "./library/publication.ts";

export type {
  Article,
  Attachment,
  Chapter,
  Episode,
  Participant,
  Person,
  Problem,
  Reading,
  Transcript,
  WrittenDate,
} from "./article/article.ts";
export type { CleanHtml, Reference } from "./article/reference.ts";
export {
  type ContentFiles,
  type FolderOptions,
  InvalidSettingsError,
  type MemoryOptions,
  type Message,
  type Publication,
  type PublishedFiles,
  type PublishOptions,
} from "./library/publication.ts";
export { readArticle } from "./library/read-article.ts";
export { type FeedDocuments, type FeedEntry, type FeedOptions, renderFeed } from "./library/render-feed.ts";

declare const __RELEASE__: string;
declare const __VERSION__: string;

export const version = __VERSION__;

/**
 * Publishes all articles of a folder, or of a table of files. With `out` the site goes into that folder: what has not changed is not
 * written, and what was published earlier and is gone is removed. Without `out` the site is returned. A bad article throws nothing: it is
 * among `messages`, and everything else is published.
 * @throws InvalidSettingsError if site.json is wrong; an error that names the folder if one cannot be used
 */
export function publish(content: string | URL, options: FolderOptions): Promise<Publication>;
export function publish(
  content: string | URL | ContentFiles,
  options?: MemoryOptions,
): Promise<Publication & { readonly files: PublishedFiles }>;
export async function publish(
  content: string | URL | ContentFiles,
  options: PublishOptions = {},
): Promise<Publication & { readonly files?: PublishedFiles }> {
  const { publishToFolder, publishToMemory } = await import("./library/publish.ts");
  if (!("out" in options) || options.out === undefined)
    return publishToMemory(content, options, { release: __RELEASE__ });
  if (typeof content !== "string" && !(content instanceof URL))
    throw new TypeError("publish: files in memory cannot be published to a folder; leave out `out` and write `files`");
  // Beside the bundle of this file, which the code in chunks is not.
  const worker = new URL("worker.mjs", import.meta.url);
  return publishToFolder(content, options, { release: __RELEASE__, worker });
}
