/**
 * Leads links to a part of the same article to the heading that they mean, where another tool named it in its own way: `#Site-Variables`
 * (Hexo), `#what-s-next` (Zola) and `#what_s_next` all mean the heading with the id `whats-next`.
 */
import { type CleanHtml, MARK, resolve } from "./reference.ts";

const LINK = new RegExp(`(?<=")${MARK.page}#([^"]{1,400})(?=")`, "g");

/** A link that leads somewhere stays, and so does one that could mean two headings. Marks cannot be typed, so only addresses are changed. */
export function leadToHeadings(html: CleanHtml): CleanHtml {
  if (!html.includes(`${MARK.page}#`)) return html;
  const ids = new Set([...html.matchAll(/ id="([^"]*)"/g)].map(([, id = ""]) => id.replaceAll("&amp;", "&")));
  const headings = headingsByName(html);
  return html.replace(LINK, (reference, written: string) => {
    const fragment = decoded(written.replaceAll("&amp;", "&"));
    if (ids.has(fragment) || ids.has(written)) return reference;
    const id = headings.get(nameOf(fragment)) ?? "";
    return (id === "" ? undefined : resolve(`#${id}`, "link")) ?? reference;
  }) as CleanHtml;
}

/** The id of each heading by what all tools agree on; empty where two headings share that. */
function headingsByName(html: CleanHtml): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, id = ""] of html.matchAll(/<h[1-6] id="([^"&]*)"/g)) {
    const name = nameOf(id);
    found.set(name, found.has(name) || name === "" ? "" : id);
  }
  return found;
}

/** Letters and digits alone, without accents and capitals. */
function nameOf(fragment: string): string {
  return fragment
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
