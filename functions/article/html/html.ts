/** Reads an HTML article: a complete document as a browser or word processor saves it, or only the content of its body. */
import { cleanText, oneLine } from "../characters.ts";
import type { BodySource, ParsedBody } from "../parsed-body.ts";
import { repeatedTitle } from "../repeated-title.ts";
import { attributeOf, type Element, elementsIn, isHtml, parseDocument, textOf } from "../sanitize/parse-html.ts";
import { sanitizeNodes } from "../sanitize/sanitize.ts";
import { readHtmlMetadata } from "./html-metadata.ts";

export function readHtml({ text, path, firstLine, title: knownTitle }: BodySource): ParsedBody {
  const parsing = parseDocument(text);
  if (parsing.kind === "refused") return { kind: "rejected", problems: [parsing.problem] };
  const elements = [...elementsIn(parsing.root)].filter(isHtml);
  const article = bodyOf(elements);
  if (!article) return { kind: "rejected", problems: [{ reason: "the document has no body" }] };
  const metadata = readHtmlMetadata(elements, article, path, firstLine);
  const heading = [...elementsIn(article)].find(({ tagName }) => tagName === "h1");
  const title = titleIn(elements, heading);
  const without = repeatedTitle(article, knownTitle ?? title);
  const cleaned = sanitizeNodes(article.childNodes, { path, lineAt: (line) => line + firstLine - 1, without });
  if (cleaned.kind === "refused") return { kind: "rejected", problems: [cleaned.problem] };
  const fields = title === "" ? metadata.fields : { ...metadata.fields, title };
  return { kind: "parsed", html: cleaned.html, fields, notes: [...metadata.notes, ...cleaned.notes] };
}

/** The first `<article>`, otherwise `<main>`, otherwise `<body>`; the content around an article belongs to the site. */
function bodyOf(elements: readonly Element[]): Element | undefined {
  for (const tag of ["article", "main", "body"]) {
    const found = elements.find(({ tagName }) => tagName === tag);
    if (found) return found;
  }
  return undefined;
}

/** Prefers the heading if `<title>` only adds the site's name to it, as it often does. */
function titleIn(elements: readonly Element[], heading: Element | undefined): string {
  const element = elements.find(({ tagName }) => tagName === "title");
  const shared = elements.find(
    (meta) => meta.tagName === "meta" && attributeOf(meta, "property")?.toLowerCase() === "og:title",
  );
  const written = (element && lineOf(element)) || oneLine(cleanText((shared && attributeOf(shared, "content")) ?? ""));
  const headingText = heading ? lineOf(heading) : "";
  if (headingText === "" || written === "") return written || headingText;
  const rest = written.toLowerCase().startsWith(headingText.toLowerCase()) ? written.slice(headingText.length) : "";
  return /^\s*[|–—\-·•:»~]+\s/.test(rest) ? headingText : written;
}

function lineOf(element: Element): string {
  return oneLine(cleanText(textOf(element)));
}
