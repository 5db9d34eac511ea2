/** Tagged templates for HTML and XML: inserted values are escaped unless they are markup themselves. */
import { printable } from "../printable-text.ts";

/** Markup that is complete and safe. Only `html` and `raw` create it. */
export type Html = { readonly markup: string };

/** A value that a template accepts; `undefined` and `false` produce no output. */
export type Value = Html | string | number | undefined | false | readonly Value[];

export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  let markup = parts[0] ?? "";
  for (let index = 0; index < values.length; index++) markup += render(values[index]) + (parts[index + 1] ?? "");
  return { markup };
}

/** Marks a string as markup without escaping it. Use it only for trusted markup: an article's clean HTML, a constant in this code. */
export function raw(markup: string): Html {
  return { markup };
}

/** Escapes text for elements and quoted attributes in HTML and XML 1.0, and removes characters that XML cannot hold. */
export function escapeText(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return printable(text).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? "");
}

function render(value: Value): string {
  if (typeof value === "string") return escapeText(value);
  if (value === undefined || value === false) return "";
  if (typeof value === "number") return String(value);
  return "markup" in value ? value.markup : value.map(render).join("");
}

/** Characters that need escaping or removing. Most text has none, so one fast test avoids the work. */
const SPECIAL = /[&<>"'\u0000-\u0008\u000b-\u001f\ud800-\udfff\ufffe\uffff]/;
const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
