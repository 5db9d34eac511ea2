/**
 * Keeps the ids of pages apart from those of articles: the ids of a page's own controls begin with a prefix that no article may
 * use, so that `<p id="subscribe">` takes over nothing, and the writer's ids stay as they are.
 */
export const RESERVED_ID_PREFIX = "dropfeed:";
