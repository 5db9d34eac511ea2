/** Reads an article's metadata from an HTML document: from `<meta>`, JSON-LD, `<time>`, a line with the date, and `lang`. */
import * as v from "valibot";
import type { Problem, WrittenDate } from "../article.ts";
import { cleanText, oneLine } from "../characters.ts";
import { readDate } from "../date/date.ts";
import { embedded, type Metadata, metadataFrom } from "../metadata/metadata.ts";
import { canonicalLanguage, distinct } from "../metadata/value-schemas.ts";
import { attributeOf, type Element, elementsIn, isHtml, textOf } from "../sanitize/parse-html.ts";
import { type DateLine, dateLineIn } from "./date-line.ts";
import { isHiddenByMeta } from "./html-hiding.ts";
import { linkedDataIn } from "./linked-data.ts";

export type HtmlMetadata = {
  readonly fields: Metadata;
  readonly notes: readonly Problem[];
  /** The line that is the article's date and nothing else. */
  readonly dateLine?: DateLine;
};

type Page = {
  /** Of the entire document. */
  readonly elements: readonly Element[];
  /** The element that becomes the body. */
  readonly story: Element;
  /** The document's, in the file. */
  readonly firstLine: number;
};

const DATE = [
  "article:published_time",
  "datepublished",
  "date",
  "dc.date",
  "dcterms.date",
  "dcterms.created",
  "dc.date.issued",
  "pubdate",
];
const UPDATED = ["article:modified_time", "datemodified", "dcterms.modified", "last-modified"];
const SUMMARY = ["description", "og:description", "dc.description", "twitter:description"];

type Meta = { readonly name: string; readonly content: string; readonly line: number };

export function readHtmlMetadata({ elements, story, firstLine }: Page): HtmlMetadata {
  const metas = elements.filter(({ tagName }) => tagName === "meta").flatMap((meta) => metaOf(meta, firstLine));
  const contents = (...names: string[]) =>
    metas.filter(({ name }) => names.includes(name)).map(({ content }) => content);
  const [date, updated, linked] = [dateIn(metas, DATE), dateIn(metas, UPDATED), linkedDataIn(elements)];
  const marked = date.date ?? linked.date ?? timeIn([...elementsIn(story)]) ?? publicationIn(elements);
  const dateLine = marked === undefined ? dateLineIn(story) : undefined;
  const authors = contents("author", "dc.creator", "article:author").flatMap((names) => names.split(","));
  const named = distinct(authors.map(oneLine).filter((name) => name !== "" && !/^https?:/.test(name)));
  const fields = metadataFrom({
    date: marked ?? dateLine?.date,
    updated: updated.date ?? linked.updated,
    authors: (named.length > 0 ? named : linked.authors).map((name) => ({ name })),
    tags: distinct(
      [...contents("keywords").flatMap((words) => words.split(",")), ...contents("article:tag")].map(oneLine),
    ),
    summary: firstOf(SUMMARY, metas),
    image: contents("og:image").find((address) => v.is(embedded, address)),
    language: languageOf(elements),
    draft: isHiddenByMeta(metas) ? true : undefined,
  });
  return { fields, notes: [...date.notes, ...updated.notes], dateLine: dateLine?.isWholeLine ? dateLine : undefined };
}

function metaOf(meta: Element, firstLine: number): Meta[] {
  const line = (meta.sourceCodeLocation?.startLine ?? 1) + firstLine - 1;
  const name = attributeOf(meta, "name") ?? attributeOf(meta, "property") ?? attributeOf(meta, "itemprop");
  const content = oneLine(cleanText(attributeOf(meta, "content") ?? ""));
  return name === undefined || content === "" ? [] : [{ name: name.trim().toLowerCase(), content, line }];
}

/** The content of the first name that occurs: `names` begin with the most exact one. */
function firstOf(names: readonly string[], metas: readonly Meta[]): string | undefined {
  return names.flatMap((name) => metas.filter((meta) => meta.name === name))[0]?.content;
}

/** Software writes most of these dates, in many formats, so an unreadable one is only noted and does not reject the article. */
function dateIn(
  metas: readonly Meta[],
  names: readonly string[],
): { readonly date?: WrittenDate; readonly notes: readonly Problem[] } {
  const notes: Problem[] = [];
  for (const { name, content, line } of names.flatMap((expected) => metas.filter((meta) => meta.name === expected))) {
    const reading = readDate(content);
    if (reading.kind === "date") return { date: reading.date, notes };
    const why = reading.kind === "impossible" ? `: ${reading.reason}` : "";
    notes.push({
      line,
      reason: `<meta> ${name}: ${JSON.stringify(content.slice(0, 80))} is not a date, ignored${why}`,
    });
  }
  return { notes };
}

const INLINE = /^(?:a|abbr|b|bdi|cite|em|i|small|span|strong|sup)$/;
/** The longest byline, in characters. In longer text a `<time>` is part of the story, not its date. */
const MAX_BYLINE = 120;

/** Uses the `<time>` marked as date of publication, otherwise the first one if it is alone on its line or in a byline. */
function timeIn(elements: readonly Element[]): WrittenDate | undefined {
  const times = elements.filter(({ tagName }) => tagName === "time");
  return dateOf(times.find(isPublication) ?? times.slice(0, 1).find(isInByline));
}

/** A date of publication beside the story. */
function publicationIn(elements: readonly Element[]): WrittenDate | undefined {
  return dateOf(elements.find((element) => element.tagName === "time" && isPublication(element)));
}

function dateOf(time: Element | undefined): WrittenDate | undefined {
  const reading = time && readDate(cleanText(attributeOf(time, "datetime") ?? textOf(time)));
  return reading?.kind === "date" ? reading.date : undefined;
}

function isPublication(time: Element): boolean {
  const classes = attributeOf(time, "class")?.split(/\s+/) ?? [];
  return (
    attributeOf(time, "pubdate") !== undefined ||
    attributeOf(time, "itemprop") === "datePublished" ||
    (classes.some((name) => /^(?:dt-published|published|(?:entry|post)-date)$/.test(name)) &&
      !classes.includes("updated"))
  );
}

function isInByline(time: Element): boolean {
  let container: Element = time;
  while (
    container.parentNode &&
    "tagName" in container.parentNode &&
    (container === time || INLINE.test(container.tagName))
  )
    container = container.parentNode;
  return oneLine(textOf(container)).length <= MAX_BYLINE;
}

function languageOf(elements: readonly Element[]): string | undefined {
  const root = elements.find((element) => element.tagName === "html" && isHtml(element));
  const lang = root && attributeOf(root, "lang")?.trim();
  return lang ? canonicalLanguage(lang) : undefined;
}
