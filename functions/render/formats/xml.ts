/** Escapes text and HTML for XML in ways that real feed readers, not only correct ones, show as it was typed. */

const HEXADECIMAL: Readonly<Record<string, string>> = { "&": "&#x26;", "<": "&#x3C;", ">": "&#x3E;" };
const NAMED: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/**
 * Escapes plain text for an element, such as a title or name.
 *
 * Uses hexadecimal references, as the RSS Advisory Board's best-practices profile recommends: readers that treat every
 * title as HTML, or resolve named references twice, still show `<b>` and `&amp;`. No other escaping works in as many readers.
 */
export function plain(text: string): string {
  return /[&<>]/.test(text) ? text.replace(/[&<>]/g, (character) => HEXADECIMAL[character] ?? character) : text;
}

/** Escapes text for a double-quoted attribute, mostly URLs. Some readers understand only named references there. */
export function named(text: string): string {
  return /[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (character) => NAMED[character] ?? character) : text;
}

/**
 * Escapes HTML for an element. Does not use CDATA: some readers decode the entities in it a second time, which turns
 * text of the article, such as `&lt;script&gt;`, into active markup. Only `&` needs a hexadecimal reference for this, and
 * `>` is escaped only where it would end a CDATA section (XML 1.0 §2.4).
 */
export function markup(html: string): string {
  if (html !== last.html) {
    last.xml = html.replaceAll("&", "&#x26;").replaceAll("<", "&lt;").replaceAll("]]>", "]]&gt;");
    last.html = html;
  }
  return last.xml;
}

/** The most recent input and output of `markup`: RSS and Atom are written one after the other with the same HTML, which is escaped once for both. */
const last = { html: "", xml: "" };

/** Converts plain text to HTML. */
export function asHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
