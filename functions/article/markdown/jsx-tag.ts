/** Reads one tag of JSX, whose attributes may be expressions in braces: text goes in; its name, end and what HTML can keep of it come out. */
import type { MarkdownEnv } from "./environment.ts";
import { templateAddress } from "./template-tags/address.ts";

export type JsxTag = {
  readonly name: string;
  readonly isClosing: boolean;
  /** Where it ends in the text. */
  readonly end: number;
  /** The same tag as HTML, without its expressions. */
  readonly html: string;
  readonly hasExpressions: boolean;
};

const NAME = /<(\/?)([A-Za-z][\w-]*(?:\.[A-Za-z]\w*)*)(?=[\s/>{])/y;
const ATTRIBUTE = /\s+(?:([A-Za-z_:@][\w:.-]*)(?:\s*=\s*(?=["'{]))?|(?=\{))/y;
const MAX_LENGTH = 5000;

export function jsxTagAt(text: string, start: number, env: MarkdownEnv): JsxTag | undefined {
  NAME.lastIndex = start;
  const [found, slash = "", name = ""] = NAME.exec(text) ?? [];
  if (found === undefined) return undefined;
  let [at, html, hasExpressions] = [start + found.length, `<${slash}${name}`, false];
  for (;;) {
    ATTRIBUTE.lastIndex = at;
    const attribute = ATTRIBUTE.exec(text);
    if (attribute === null) break;
    const [whole, attributeName = ""] = attribute;
    at += whole.length;
    const end = whole.includes("=") || text[at] === "{" ? endOfValue(text, at, start + MAX_LENGTH, env) : at;
    if (end < 0) return undefined;
    const value = text.slice(at, end);
    hasExpressions ||= value.startsWith("{") || TEMPLATE.test(value);
    html += attributeOf(attributeName, value);
    at = end;
  }
  const [close] = /^\s*\/?>/.exec(text.slice(at, at + 200)) ?? [];
  if (close === undefined) return undefined;
  return { name, isClosing: slash === "/", end: at + close.length, html: html + close.trim(), hasExpressions };
}

const TEMPLATE = /\{[{%]/;

/** The attribute as HTML. Expressions are left out, and so are addresses that only the writer's other tool knows. */
function attributeOf(name: string, value: string): string {
  if (value === "") return ` ${htmlName(name)}`;
  if (value.startsWith("{")) {
    const [, literal] = /^\{\s*(["'][^"'<>]*["'])\s*\}$/.exec(value) ?? [];
    return name === "" || literal === undefined ? "" : ` ${htmlName(name)}=${literal}`;
  }
  if (!TEMPLATE.test(value)) return ` ${htmlName(name)}=${value}`;
  const meant = templateAddress(value.slice(1, -1));
  return TEMPLATE.test(meant) ? "" : ` ${htmlName(name)}="${meant.replace(/"/g, "&quot;")}"`;
}

/** The position behind a value in quotes or braces. Quotation marks in a template do not end it: `"{{ "/x" | relative_url }}"`. */
function endOfValue(text: string, start: number, limit: number, env: MarkdownEnv): number {
  const quote = text.charAt(start);
  if (quote === "{") return endOfBraces(text, start, limit, env);
  const end = Math.min(text.length, limit, start + Math.max(0, env.patience.left));
  for (let at = start + 1; at < end; at++) {
    if (text.charAt(at) === quote) return at + 1;
    if (text.startsWith("{{", at) || text.startsWith("{%", at)) at = endOfTemplate(text, at);
  }
  env.patience.left -= end - start;
  return -1;
}

/** Its last character; where it begins, if it does not end soon. */
function endOfTemplate(text: string, start: number): number {
  const within = text.slice(start, start + MAX_TEMPLATE);
  const close = within.indexOf(within.startsWith("{{") ? "}}" : "%}");
  return close < 0 ? start : start + close + 1;
}

const MAX_TEMPLATE = 300;

function htmlName(name: string): string {
  return name === "className" ? "class" : name === "htmlFor" ? "for" : name;
}

/** The position behind the brace that closes the one at `start`; -1 if there is none before `limit`. Braces in strings do not count. */
export function endOfBraces(text: string, start: number, limit: number, { patience }: MarkdownEnv): number {
  const end = Math.min(text.length, limit, start + Math.max(0, patience.left));
  let [depth, quote] = [0, 0];
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === BACKSLASH) at++;
      else if (code === quote || (code === LINE_END && quote !== BACKTICK)) quote = 0;
    } else if (code === 0x22 || code === 0x27 || code === BACKTICK) quote = code;
    else if (code === 0x7b) depth++;
    else if (code === 0x7d && --depth === 0) return at + 1;
  }
  patience.left -= end - start;
  return -1;
}

const [BACKSLASH, LINE_END, BACKTICK] = [0x5c, 0x0a, 0x60];
