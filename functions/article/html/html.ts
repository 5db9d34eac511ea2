/** Reads an HTML article: a complete document as a browser or word processor saves it, or only the content of its body. */
import type { BodySource, ParsedBody } from "../parsed-body.ts";
import { repeatedTitle } from "../repeated-title.ts";
import { type Element, elementsIn, isHtml, parseDocument } from "../sanitize/parse-html.ts";
import { sanitizeNodes } from "../sanitize/sanitize.ts";
import { readHtmlMetadata } from "./html-metadata.ts";
import { type Story, storyIn } from "./story.ts";
import { isSame, lineOf, titleIn } from "./title.ts";
import { unclosedIn } from "./unclosed.ts";
import { htmlOfXhtml, isXhtml } from "./xhtml.ts";

export function readHtml({ text: source, path, firstLine, title: knownTitle }: BodySource): ParsedBody {
  const text = isXhtml(source, path) ? htmlOfXhtml(source) : source;
  const parsing = parseDocument(text);
  if (parsing.kind === "refused") return { kind: "rejected", problems: [parsing.problem] };
  const elements = [...elementsIn(parsing.root)].filter(isHtml);
  const body = elements.find(({ tagName }) => tagName === "body");
  if (!body) return { kind: "rejected", problems: [{ reason: "the document has no body" }] };
  const unclosed = unclosedIn(text, elements, firstLine);
  if (unclosed) return { kind: "rejected", problems: [unclosed] };
  const title = titleIn(elements);
  const story = isPage(elements) ? storyIn(body, title.heading) : { container: body, leftOut: new Map() };
  const metadata = readHtmlMetadata({ elements, story: story.container, firstLine });
  const wanted = knownTitle ?? title.text;
  const cleaned = sanitizeNodes(story.container.childNodes, {
    lineAt: (line) => line + firstLine - 1,
    without: titleHeading(story, title.heading, wanted) ?? repeatedTitle(story.container, wanted),
    leftOut: new Map([...hiddenInHead(elements), ...story.leftOut]),
    dateLine: metadata.dateLine,
  });
  if (cleaned.kind === "refused") return { kind: "rejected", problems: [cleaned.problem] };
  const fields = title.text === "" ? metadata.fields : { ...metadata.fields, title: title.text };
  return { kind: "parsed", html: cleaned.html, fields, notes: [...metadata.notes, ...cleaned.notes] };
}

/** Whether the file is a page, with what belongs to its site, or only what somebody wrote for the inside of one. */
function isPage(elements: readonly Element[]): boolean {
  return elements.some(({ tagName, sourceCodeLocation }) => sourceCodeLocation && PAGE_PARTS.has(tagName));
}

const PAGE_PARTS = new Set(["html", "head", "body", "title", "meta", "main", "article"]);

/** What the head holds and no browser shows: templates, and titles after the first. */
function hiddenInHead(elements: readonly Element[]): [Element, string][] {
  const title = elements.find(({ tagName }) => tagName === "title");
  const hidden = elements.filter(
    (element) => element !== title && isIn(element, "head") && /^(?:template|title)$/.test(element.tagName),
  );
  return hidden.map((element) => [element, `hidden <${element.tagName}>`]);
}

function isIn({ parentNode }: Element, tagName: string): boolean {
  return parentNode?.nodeName === tagName;
}

/** The heading that repeats the title: the title's own, or the first of the story. */
function titleHeading({ container, leftOut }: Story, heading: Element | undefined, title: string): Element | undefined {
  if (heading && isSame(lineOf(heading), title)) return heading;
  for (const element of elementsIn(container)) {
    if (/^h[1-6]$/.test(element.tagName) && !leftOut.has(element))
      return /^h[12]$/.test(element.tagName) && isSame(lineOf(element), title) ? element : undefined;
  }
  return undefined;
}
