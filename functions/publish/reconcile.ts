/** Compares what is in the content with what was published, and asks to look again at what differs. */
import { isNeverPublished } from "./content-path.ts";
import { changedMessages, type Message } from "./message.ts";
import { wasPublishedSince } from "./plan/detect-change.ts";
import type { Publisher } from "./publisher.ts";
import { knownPaths } from "./state/known-paths.ts";

/** How many paths one reconcile message compares: 100 listings of 1,000 keys each. */
const RECONCILE_SIZE = 100_000;

/** With fewer published paths, most of them may well have been removed, and their events lost. */
const MIN_PUBLISHED = 10;

/** Numbers of paths that are published, and of those that the content does not have. */
export type Withheld = { readonly published: number; readonly missing: number };

/**
 * Sends `changed` messages for paths whose content and published state may differ; this repairs what lost events left behind.
 *
 * It compares listings only. A path is checked again if its content changed at about the time of its last publication, or later.
 * So every change of a lost event is found, and a few up-to-date paths are checked once more. That check updates the modification
 * time of the record, so the next reconcile skips it.
 *
 * A writer who removes files causes an event for each. If the content lacks more than half of what is published, something else is
 * more likely: another bucket, another prefix, a listing that is wrong. Then it does not ask to remove anything, and returns why.
 */
export async function reconcile(
  { after, force = false }: Extract<Message, { kind: "reconcile" }>,
  publisher: Publisher,
): Promise<Withheld[]> {
  const differing: string[] = [];
  const missing: string[] = [];
  let [publishedPaths, compared] = [0, 0];
  let next: string | undefined;
  for await (const { path, changed, published } of knownPaths(publisher, after)) {
    if (published !== undefined) publishedPaths++;
    if (changed === undefined) missing.push(path);
    else if (published === undefined ? !isNeverPublished(path) : !wasPublishedSince(published, changed))
      differing.push(path);
    if (++compared < RECONCILE_SIZE) continue;
    next = path;
    break;
  }
  const isTooMuch = !force && publishedPaths >= MIN_PUBLISHED && missing.length * 2 > publishedPaths;
  const continuation: Message[] =
    next === undefined ? [] : [{ kind: "reconcile", after: next, ...(force && { force }) }];
  const paths = isTooMuch ? differing : [...differing, ...missing];
  await publisher.send([...uncertainChanges(paths), ...continuation]);
  return isTooMuch ? [{ published: publishedPaths, missing: missing.length }] : [];
}

function uncertainChanges(paths: readonly string[]): Message[] {
  return changedMessages(paths).map((message) => ({ ...message, fromReconcile: true }));
}
