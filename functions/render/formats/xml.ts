/** Escapes text and HTML for XML in ways that real feed readers, not only correct ones, show as it was typed. */

const HEXADECIMAL: Readonly<Record<string, string>> = { "&": "&#x26;", "<": "&#x3C;", ">": "&#x3E;" };
const NAMED: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/**
 * Text in which HTML sees a character reference: `&lt;`, `&#60;`, `&copy=2`. The names are those that HTML knows without a semicolon;
 * before a semicolon any name counts.
 */
const REFERENCE = new RegExp(
  `&(?:#|[a-z][a-z\\d]{1,31};|${[
    "[aeiouy]acute|[aeiou](?:circ|grave|uml)|[ano]tilde|aring|aelig|ccedil|oslash|szlig|yuml|eth|thorn",
    "amp|lt|gt|quot|nbsp|copy|reg|acute|brvbar|cedil|cent|curren|deg|divide|frac(?:12|14|34)|iexcl|iquest",
    "laquo|raquo|macr|micro|middot|not|ord[fm]|para|plusmn|pound|sect|shy|sup[123]|times|uml|yen",
  ].join("|")})`,
  "i",
);

/**
 * Escapes plain text for an element, such as a title or name.
 *
 * Named references, which every parser resolves; fast-xml-parser by default resolves no others. But where text looks like a
 * reference itself, as `&lt;` typed in a title, hexadecimal references, as the RSS Advisory Board's profile recommends: readers
 * that resolve references twice would otherwise show `<`.
 */
export function plain(text: string): string {
  if (!/[&<>]/.test(text)) return text;
  const references = REFERENCE.test(text) ? HEXADECIMAL : NAMED;
  return text.replace(/[&<>]/g, (character) => references[character] ?? character);
}

/** Escapes text for a double-quoted attribute, mostly URLs. Some readers understand only named references there. */
export function named(text: string): string {
  return /[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (character) => NAMED[character] ?? character) : text;
}

/**
 * Escapes HTML for an element. Does not use CDATA, in which some readers resolve references that XML does not have there.
 *
 * What HTML itself escapes becomes a decimal reference: `&lt;` is written as `&amp;#60;`. Ruby's REXML resolves `&amp;lt;` and
 * `&#x26;lt;` twice, which turns text of the article, such as `<script>`, into active markup, and fast-xml-parser does not resolve
 * `&#x26;` at all. `&quot;` only stands in attributes, and a reader that resolves it twice would end the attribute there, so its
 * `&` is hexadecimal. `>` is escaped only where it would end a CDATA section (XML 1.0 §2.4).
 */
export function markup(html: string): string {
  if (html !== last.html) {
    last.xml = html.replace(/&(?:lt;|gt;|amp;|quot;)?|<|\]\]>/g, (part) => MARKUP[part] ?? part);
    last.html = html;
  }
  return last.xml;
}

const MARKUP: Readonly<Record<string, string>> = {
  "&lt;": "&amp;#60;",
  "&gt;": "&amp;#62;",
  "&amp;": "&amp;#38;",
  "&quot;": "&#x26;#34;",
  "&": "&amp;",
  "<": "&lt;",
  "]]>": "]]&gt;",
};

/** The most recent input and output of `markup`: RSS and Atom are written one after the other with the same HTML, which is escaped once for both. */
const last = { html: "", xml: "" };

/** Converts plain text to HTML. */
export function asHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
