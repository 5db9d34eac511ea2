/** HTML articles: a whole document as a browser or word processor saves it, or only what would stand in its body. */
import { cleanText, oneLine } from "../characters.ts";
import type { BodySource, ParsedBody } from "../parsed-body.ts";
import { attributeOf, type Element, elementsIn, isHtml, parseDocument, textOf } from "../sanitize/parse-html.ts";
import { sanitizeNodes } from "../sanitize/sanitize.ts";
import { readHtmlMetadata } from "./html-metadata.ts";

export function readHtml({ text, path, firstLine, title: known }: BodySource): ParsedBody {
  const parsing = parseDocument(text);
  if (parsing.kind === "refused") return { kind: "rejected", problems: [parsing.problem] };
  const elements = [...elementsIn(parsing.root)].filter(isHtml);
  const article = bodyOf(elements);
  if (!article) return { kind: "rejected", problems: [{ reason: "the document has no body" }] };
  const facts = readHtmlMetadata(elements, article, path, firstLine);
  const heading = [...elementsIn(article)].find(({ tagName }) => tagName === "h1");
  const title = titleIn(elements, heading);
  const without = heading && isSame(lineOf(heading), known ?? title) ? heading : undefined;
  const cleaned = sanitizeNodes(article.childNodes, { path, lineAt: (line) => line + firstLine - 1, without });
  if (cleaned.kind === "refused") return { kind: "rejected", problems: [cleaned.problem] };
  const fields = title === "" ? facts.fields : { ...facts.fields, title };
  return { kind: "parsed", html: cleaned.html, fields, notes: [...facts.notes, ...cleaned.notes] };
}

/** The first `<article>`, or else `<main>`; what is around them is the site's, not the article's. */
function bodyOf(elements: readonly Element[]): Element | undefined {
  for (const tag of ["article", "main", "body"]) {
    const found = elements.find(({ tagName }) => tagName === tag);
    if (found) return found;
  }
  return undefined;
}

/** `<title>` often has the site's name behind the article's; then the heading is the better title. */
function titleIn(elements: readonly Element[], heading: Element | undefined): string {
  const element = elements.find(({ tagName }) => tagName === "title");
  const shared = elements.find(
    (meta) => meta.tagName === "meta" && attributeOf(meta, "property")?.toLowerCase() === "og:title",
  );
  const written = (element && lineOf(element)) || oneLine(cleanText((shared && attributeOf(shared, "content")) ?? ""));
  const headed = heading ? lineOf(heading) : "";
  if (headed === "" || written === "") return written || headed;
  const rest = written.toLowerCase().startsWith(headed.toLowerCase()) ? written.slice(headed.length) : "";
  return /^\s*[|–—\-·•:»~]+\s/.test(rest) ? headed : written;
}

function lineOf(element: Element): string {
  return oneLine(cleanText(textOf(element)));
}

function isSame(a: string, b: string): boolean {
  return a !== "" && a.toLowerCase() === b.toLowerCase();
}
