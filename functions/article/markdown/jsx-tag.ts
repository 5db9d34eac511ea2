/** Reads one tag of JSX, whose attributes may be expressions in braces: text goes in; its name, end and what HTML can keep of it come out. */
export type JsxTag = {
  readonly name: string;
  readonly isClosing: boolean;
  /** Where it ends in the text. */
  readonly end: number;
  /** The same tag as HTML: expressions are left out, and a dot in the name is a hyphen. */
  readonly html: string;
  readonly hasExpressions: boolean;
};

const NAME = /<(\/?)([A-Za-z][\w-]*(?:\.[A-Za-z]\w*)*)(?=[\s/>{])/y;
const ATTRIBUTE = /\s+(?:([A-Za-z_:@][\w:.-]*)(?:\s*=\s*(?:("[^"]*"|'[^']*')|(?=\{)))?|(?=\{))/y;
const MAX_LENGTH = 5000;

export function jsxTagAt(text: string, start: number): JsxTag | undefined {
  NAME.lastIndex = start;
  const [found, slash = "", name = ""] = NAME.exec(text) ?? [];
  if (found === undefined) return undefined;
  let [at, html, hasExpressions] = [start + found.length, `<${slash}${name.replace(/\./g, "-")}`, false];
  for (;;) {
    ATTRIBUTE.lastIndex = at;
    const attribute = ATTRIBUTE.exec(text);
    if (attribute === null) break;
    const [whole, attributeName = "", value] = attribute;
    at += whole.length;
    if (text[at] === "{") {
      const end = endOfBraces(text, at, start + MAX_LENGTH);
      if (end < 0) return undefined;
      hasExpressions = true;
      const [, literal] = /^\{\s*(["'][^"'<>]*["'])\s*\}$/.exec(text.slice(at, end)) ?? [];
      if (attributeName !== "" && literal !== undefined) html += ` ${htmlName(attributeName)}=${literal}`;
      at = end;
    } else html += ` ${htmlName(attributeName)}${value === undefined ? "" : `=${value}`}`;
  }
  const [close] = /^\s*\/?>/.exec(text.slice(at, at + 200)) ?? [];
  if (close === undefined) return undefined;
  // An attribute of our own tells markup from a bare name.
  const mark = hasExpressions || name.includes(".") ? ' jsx=""' : "";
  return {
    name,
    isClosing: slash === "/",
    end: at + close.length,
    html: html + (slash ? "" : mark) + close.trim(),
    hasExpressions,
  };
}

function htmlName(name: string): string {
  return name === "className" ? "class" : name === "htmlFor" ? "for" : name;
}

/** The position behind the brace that closes the one at `start`; -1 if there is none before `limit`. Braces in strings do not count. */
export function endOfBraces(text: string, start: number, limit: number): number {
  let [depth, quote] = [0, ""];
  for (let at = start; at < Math.min(text.length, limit); at++) {
    const character = text.charAt(at);
    if (quote !== "") {
      if (character === "\\") at++;
      else if (character === quote || (character === "\n" && quote !== "`")) quote = "";
    } else if (/["'`]/.test(character)) quote = character;
    else if (character === "{") depth++;
    else if (character === "}" && --depth === 0) return at + 1;
  }
  return -1;
}
