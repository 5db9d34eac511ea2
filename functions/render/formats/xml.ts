/** How text is written in XML, so that the readers there are, not only those there should be, show it as it was typed. */

const HEXADECIMAL: Readonly<Record<string, string>> = { "&": "&#x26;", "<": "&#x3C;", ">": "&#x3E;" };
const NAMED: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/**
 * Plain text in an element: a title, a name.
 *
 * Hexadecimal references, as the RSS Advisory Board's best-practices profile asks: readers that take any title for HTML,
 * or resolve named references twice, still show `<b>` and `&amp;`. No other way of writing them does that in as many readers.
 */
export function plain(text: string): string {
  return /[&<>]/.test(text) ? text.replace(/[&<>]/g, (character) => HEXADECIMAL[character] ?? character) : text;
}

/** Anything between double quotes, URLs above all: there, some readers know no references but the named ones. */
export function named(text: string): string {
  return /[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (character) => NAMED[character] ?? character) : text;
}

/**
 * HTML in an element. Not CDATA: some readers read the entities in it once more, and what was text in the article, such as
 * `&lt;script&gt;`, comes alive. Only `&` needs the long form for that, and `>` none but where it would end a CDATA section
 * (XML 1.0 §2.4).
 */
export function markup(html: string): string {
  if (html !== last.html) {
    last.xml = html.replaceAll("&", "&#x26;").replaceAll("<", "&lt;").replaceAll("]]>", "]]&gt;");
    last.html = html;
  }
  return last.xml;
}

/** RSS and Atom tell the same HTML one right after the other: it is escaped once for both. */
const last = { html: "", xml: "" };

/** Plain text as HTML. */
export function asHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
