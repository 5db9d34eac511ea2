/** Names the page's own ids, which no article can use: a short name goes in, the id comes out. */
import { RESERVED_ID_PREFIX } from "../../article/reserved-ids.ts";

export const pageId = (name: PageIdName) => RESERVED_ID_PREFIX + name;

type PageIdName =
  | "content"
  | "subscribe"
  | "subscribe-title"
  | "attachments"
  | "contents"
  | "articles"
  | "tags"
  | "authors"
  | "sections"
  | "languages"
  | `address-${string}`;
