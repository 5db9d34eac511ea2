/** Reads the JSON-LD that a page holds for search engines: its elements go in; dates and authors of the article come out. */
import type { WrittenDate } from "../article.ts";
import { cleanText, oneLine } from "../characters.ts";
import { readDate } from "../date/date.ts";
import { attributeOf, type Element, textOf } from "../sanitize/parse-html.ts";

export type LinkedData = {
  readonly date?: WrittenDate;
  readonly updated?: WrittenDate;
  readonly authors: readonly string[];
};

type Thing = Readonly<Record<string, unknown>>;

export function linkedDataIn(elements: readonly Element[]): LinkedData {
  const scripts = elements.filter(
    (element) =>
      element.tagName === "script" && /^application\/ld\+json/i.test(attributeOf(element, "type")?.trim() ?? ""),
  );
  const things = scripts.flatMap((script) => thingsIn(parsed(textOf(script)), 0));
  const article = things.find((thing) => dateIn(thing.datePublished) !== undefined);
  if (!article) return { authors: [] };
  return {
    date: dateIn(article.datePublished),
    updated: dateIn(article.dateModified),
    authors: [article.author].flat(1).flatMap(nameOf),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Pages nest what they say: lists, `@graph`, the page's main entity. */
const MAX_DEPTH = 5;

function thingsIn(value: unknown, depth: number): Thing[] {
  if (depth > MAX_DEPTH || typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => thingsIn(item, depth + 1));
  const thing = { ...value } as Thing;
  return [thing, ...["@graph", "mainEntity", "mainEntityOfPage"].flatMap((name) => thingsIn(thing[name], depth + 1))];
}

function dateIn(value: unknown): WrittenDate | undefined {
  const reading = typeof value === "string" ? readDate(cleanText(value)) : undefined;
  return reading?.kind === "date" ? reading.date : undefined;
}

function nameOf(author: unknown): string[] {
  const name = typeof author === "object" && author !== null && "name" in author ? author.name : author;
  const line = typeof name === "string" ? oneLine(cleanText(name)) : "";
  return line === "" || /^https?:/.test(line) ? [] : [line];
}
