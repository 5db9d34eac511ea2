/** The library's `readArticle`: takes a path and the file's text or bytes, and returns an article or the reasons why it is none. */
import type { Reading } from "../article/article.ts";
import { readArticle as read } from "../article/read-article.ts";

/**
 * Never throws. The path says the format (`.md`, `.txt`, `.html`, `.json`), and gives slug and date where the text does not. What `html` refers
 * to within the site is not resolved yet: such addresses are marked by a control character.
 */
export function readArticle(path: string, content: string | Uint8Array): Reading {
  return read(path, typeof content === "string" ? Buffer.from(content) : content);
}
