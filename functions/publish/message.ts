/** What a publisher is asked to do. Messages may be late, doubled and out of order: each only says "look again". */

export type Message =
  /**
   * Look at these content paths; with `force`, render their documents even if nothing about them changed. `fromReconcile`: nobody told of
   * a change, a reconcile was not sure.
   */
  | {
      readonly kind: "changed";
      readonly paths: readonly string[];
      readonly force?: boolean;
      readonly fromReconcile?: boolean;
    }
  /** Look at everything behind the path `after`, with force, and at last at the main feed and what belongs to no article. */
  | { readonly kind: "rebuild"; readonly after?: string }
  /** Send what is due by now: scheduled articles whose time has come, and expired ones. */
  | { readonly kind: "tick" }
  /** Compare content with records behind the path `after`, and send what differs. */
  | { readonly kind: "reconcile"; readonly after?: string };

/** Every path there is, and what belongs to none. */
export const REBUILD_EVERYTHING: readonly Message[] = [{ kind: "rebuild" }];

/** No message holds more paths than this: a hundred long ones fit into a quarter of the smallest queue's 256 KB. */
export const MAX_PATHS = 100;

/** The messages that say: look at these paths. */
export function changedMessages(paths: Iterable<string>, force = false): Message[] {
  const all = [...new Set(paths)];
  const messages: Message[] = [];
  for (let start = 0; start < all.length; start += MAX_PATHS) {
    messages.push({ kind: "changed", paths: all.slice(start, start + MAX_PATHS), ...(force && { force }) });
  }
  return messages;
}
