/**
 * The messages that tell a publisher what to do. They can arrive late, twice or out of order without harm, because a message
 * carries no content: it only asks the publisher to check current content.
 */

export type Message =
  /**
   * Check these content paths. `force`: render their documents even if nothing changed. `fromReconcile`: no event reported a change;
   * a reconcile could not rule one out.
   */
  | {
      readonly kind: "changed";
      readonly paths: readonly string[];
      readonly force?: boolean;
      readonly fromReconcile?: boolean;
    }
  /** Publish all paths that sort after the path `after`, with force; finally the main feed and the documents that belong to no article. */
  | { readonly kind: "rebuild"; readonly after?: string }
  /** Send `changed` messages for what is due: articles whose scheduled time has come, or that have expired. */
  | { readonly kind: "tick" }
  /**
   * Compare content with records for all paths that sort after the path `after`, and send `changed` messages for those that differ.
   * `force`: also if that would remove more than half of them.
   */
  | { readonly kind: "reconcile"; readonly after?: string; readonly force?: boolean };

/** Publishes every known path, and the documents that belong to none. */
export const REBUILD_EVERYTHING: readonly Message[] = [{ kind: "rebuild" }];

/** The maximum number of paths in a message: 100 long ones fit into a quarter of the smallest queue's limit of 256 KB. */
export const MAX_PATHS = 100;

/** Creates `changed` messages for these paths, without duplicates. */
export function changedMessages(paths: Iterable<string>, force = false): Message[] {
  const all = [...new Set(paths)];
  const messages: Message[] = [];
  for (let start = 0; start < all.length; start += MAX_PATHS) {
    messages.push({ kind: "changed", paths: all.slice(start, start + MAX_PATHS), ...(force && { force }) });
  }
  return messages;
}
