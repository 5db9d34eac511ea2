/** Reads template syntax in a piece of raw HTML: addresses become what they mean, known tags become HTML, the rest stays as typed. */
import { find, type MarkdownEnv } from "../environment.ts";
import { jsxTagAt } from "../jsx-tag.ts";
import { templateAddress } from "./address.ts";
import { type Meaning, meaningOf } from "./meaning.ts";
import { type Template, templateAt } from "./template-tag.ts";
import { leftoverNote } from "./unknown.ts";

/** `line`: where the HTML begins in the file. */
export function htmlWithoutTemplates(html: string, line: number, env: MarkdownEnv): string {
  if (!/\{[{%]/.test(html)) return html;
  let made = "";
  for (let at = 0; at < html.length; ) {
    const next = html.slice(at).search(/[<{]/);
    if (next < 0) return made + html.slice(at);
    made += html.slice(at, at + next);
    at += next;
    const piece = html[at] === "<" ? markupAt(html, at, env) : templateIn(html, at, line, env);
    made += piece?.html ?? html.charAt(at);
    at = piece?.end ?? at + 1;
  }
  return made;
}

type Piece = { readonly html: string; readonly end: number };

/** A comment, a script, or a tag, whose addresses are read. */
function markupAt(html: string, at: number, env: MarkdownEnv): Piece | undefined {
  const [, name = ""] = /^<(!--|script|style)/i.exec(html.slice(at, at + 8)) ?? [];
  const close = name === "!--" ? "-->" : new RegExp(`</${name}`, "gi");
  const closed = name === "" ? -1 : find(env, close, html, at);
  if (closed >= 0) return { html: html.slice(at, closed + 3), end: closed + 3 };
  const tag = jsxTagAt(html, at, env);
  return tag?.hasExpressions ? tag : undefined;
}

function templateIn(html: string, at: number, line: number, env: MarkdownEnv): Piece | undefined {
  const template = templateAt(html, at, env);
  if (!template) return undefined;
  const meaning = meaningOf(template);
  if (!meaning) env.notes.add(leftoverNote(template), () => line + html.slice(0, at).split("\n").length - 1);
  return { html: htmlOf(meaning, template), end: at + template.raw.length };
}

function htmlOf(meaning: Meaning | undefined, { raw }: Template): string {
  if (!meaning) return `<span class="leftover">${escaped(raw)}</span>`;
  if (meaning.kind === "nothing") return "";
  if (meaning.kind === "text") return escaped(meaning.text);
  if (meaning.kind === "link")
    return `<a href="${escaped(templateAddress(meaning.href))}">${escaped(meaning.text)}</a>`;
  return `<img src="${escaped(templateAddress(meaning.src))}" alt="${escaped(meaning.alt)}"> ${escaped(meaning.caption)}`;
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
