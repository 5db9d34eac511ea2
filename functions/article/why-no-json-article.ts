/** Takes the text of a JSON file and says why it holds no article: it is data, or the configuration of a tool. */
import { isRecord } from "./metadata/validate.ts";

/** Members that an article without any text has; what has others beside is data. */
const MEMBERS = new Set([
  ...["id", "url", "external_url", "title", "summary", "image", "banner_image", "date_published", "date_modified"],
  ...["author", "authors", "tags", "language", "attachments", "slug", "draft", "expires", "source"],
]);

/** Undefined if it is an article, or could be meant as one: what is no JSON, or an empty list, is for the reader to reject. */
export function whyNoItem(text: string): string | undefined {
  const value = parse(text);
  const isData = Array.isArray(value)
    ? value.length > 0 && !value.some(isItem)
    : isRecord(value) && !isItem(value) && !isFeed(value);
  return isData ? "is JSON that holds no article" : undefined;
}

function isFeed(value: Readonly<Record<string, unknown>>): boolean {
  return Array.isArray(value.items) && (String(value.version).includes("jsonfeed.org") || value.items.some(isItem));
}

function isItem(value: unknown): boolean {
  if (!isRecord(value)) return false;
  if ("content_html" in value || "content_text" in value || "date_published" in value) return true;
  const names = Object.keys(value).filter((name) => !name.startsWith("_"));
  if (!names.every((name) => MEMBERS.has(name))) return false;
  return (
    ["title", "summary", "attachments"].some((name) => name in value) ||
    ("id" in value && ("url" in value || "external_url" in value))
  );
}

/** Undefined if the text is not JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
