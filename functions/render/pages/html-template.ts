/** Markup as tagged templates, HTML or XML alike: whatever is put in is escaped, unless it is markup itself. */
import { printable } from "../printable-text.ts";

/** Markup that is whole and safe. Only `html` and `raw` make it. */
export type Html = { readonly markup: string };

/** What a template takes; nothing at all is written for `undefined` and `false`. */
export type Value = Html | string | number | undefined | false | readonly Value[];

export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  let markup = parts[0] ?? "";
  for (let index = 0; index < values.length; index++) markup += written(values[index]) + (parts[index + 1] ?? "");
  return { markup };
}

/** For markup that somebody else vouches for: an article's clean HTML, a constant of our own. */
export function raw(markup: string): Html {
  return { markup };
}

/** Fit for text and for quoted attributes, in HTML and in XML 1.0, without the characters that XML cannot hold. */
export function escapeText(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return printable(text).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? "");
}

function written(value: Value): string {
  if (typeof value === "string") return escapeText(value);
  if (value === undefined || value === false) return "";
  if (typeof value === "number") return String(value);
  return "markup" in value ? value.markup : value.map(written).join("");
}

/** Most text has none of these, and is quickly done with. */
const SPECIAL = /[&<>"'\u0000-\u0008\u000b-\u001f\ud800-\udfff\ufffe\uffff]/;
const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
