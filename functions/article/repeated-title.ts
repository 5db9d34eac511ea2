/** Takes an HTML body and the article's title, and finds the heading that only says the title once more. */
import { oneLine } from "./characters.ts";
import { type Element, elementsIn, type Parent, textOf } from "./sanitize/parse-html.ts";

/** A first-level heading anywhere, or the first heading if it is of the second level. */
export function repeatedTitle(body: Parent, title: string | undefined): Element | undefined {
  if (title === undefined || title === "") return undefined;
  const headings = [...elementsIn(body)].filter(({ tagName }) => /^h[1-6]$/.test(tagName));
  const [first] = headings;
  const candidates = [headings.find(({ tagName }) => tagName === "h1"), first?.tagName === "h2" ? first : undefined];
  return candidates.find(
    (heading) => heading && oneLine(textOf(heading)).toLowerCase() === oneLine(title).toLowerCase(),
  );
}
