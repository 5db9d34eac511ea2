/** Reads an article's metadata from an HTML document: from `<meta>`, `<time>` and `lang`. */
import * as v from "valibot";
import type { Problem, WrittenDate } from "../article.ts";
import { cleanText, oneLine } from "../characters.ts";
import { readDate } from "../date/date.ts";
import { embedded, type Metadata, metadataFrom } from "../metadata/metadata.ts";
import { canonicalLanguage, distinct } from "../metadata/value-schemas.ts";
import { attributeOf, type Element, elementsIn, isHtml, textOf } from "../sanitize/parse-html.ts";
import { isHiddenByMeta } from "./html-hiding.ts";

export type HtmlMetadata = { readonly fields: Metadata; readonly notes: readonly Problem[] };

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

/** `elements`: of the entire document; `article`: the one that becomes the body; `firstLine`: the document's, in the file. */
export function readHtmlMetadata(
  elements: readonly Element[],
  article: Element,
  path: string,
  firstLine: number,
): HtmlMetadata {
  const metas = elements.filter(({ tagName }) => tagName === "meta").flatMap((meta) => metaOf(meta, firstLine));
  const contents = (...names: string[]) =>
    metas.filter(({ name }) => names.includes(name)).map(({ content }) => content);
  const [date, updated] = [dateIn(metas, DATE), dateIn(metas, UPDATED)];
  const authors = contents("author", "dc.creator", "article:author").flatMap((names) => names.split(","));
  const fields = metadataFrom(
    {
      date: date.date ?? timeIn(article),
      updated: updated.date,
      authors: distinct(authors.map(oneLine).filter((name) => !/^https?:/.test(name))).map((name) => ({ name })),
      tags: distinct(
        [...contents("keywords").flatMap((words) => words.split(",")), ...contents("article:tag")].map(oneLine),
      ),
      summary: firstOf(SUMMARY, metas),
      image: contents("og:image").find((address) => v.is(embedded, address)),
      language: languageOf(elements),
      draft: isHiddenByMeta(metas) ? true : undefined,
    },
    path,
  );
  return { fields, notes: [...date.notes, ...updated.notes] };
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
function timeIn(article: Element): WrittenDate | undefined {
  const times = [...elementsIn(article)].filter(({ tagName }) => tagName === "time");
  const time = times.find(isPublication) ?? times.slice(0, 1).find(isInByline);
  const reading = time && readDate(cleanText(attributeOf(time, "datetime") ?? textOf(time)));
  return reading?.kind === "date" ? reading.date : undefined;
}

function isPublication(time: Element): boolean {
  const classes = attributeOf(time, "class")?.split(/\s+/) ?? [];
  return (
    attributeOf(time, "pubdate") !== undefined ||
    attributeOf(time, "itemprop") === "datePublished" ||
    classes.includes("dt-published")
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
