/**
 * Reads one piece of another tool's template syntax: `{% youtube x %}` of Liquid and Nunjucks, `{{< figure src="x" >}}` of Hugo,
 * `{{ youtube(id="x") }}` of Zola. Text and a position go in; its name and arguments come out.
 */
import { find, type MarkdownEnv } from "../environment.ts";

export type Template = {
  /** In lower case; empty for an output such as `{{ "/x" | relative_url }}`. */
  readonly name: string;
  readonly delimiter: "{%" | "{{" | "{{<" | "{{%" | "{#";
  /** `{{< /note >}}`, `{% endnote %}` */
  readonly isClosing: boolean;
  readonly isComment: boolean;
  /** What stands inside the braces. */
  readonly body: string;
  /** The arguments without a name, in order, and those with one. */
  readonly list: readonly string[];
  readonly named: Readonly<Record<string, string>>;
  readonly raw: string;
};

const MAX_LENGTH = 2000;

const DELIMITERS = [
  ["{{<", ">}}"],
  ["{{%", "%}}"],
  ["{{", "}}"],
  ["{%", "%}"],
  ["{# ", " #}"],
] as const;

/** The template that begins at `at`; undefined if none does, or it does not end within its paragraph. */
export function templateAt(text: string, at: number, env: MarkdownEnv): Template | undefined {
  const delimiters = DELIMITERS.find(([open]) => text.startsWith(open, at));
  if (!delimiters) return undefined;
  const [open, close] = delimiters;
  const end = find(env, close, text, at + open.length);
  if (end < 0 || end - at > MAX_LENGTH) return undefined;
  const body = text.slice(at + open.length, end);
  // The opening of another one within means that this one was not closed.
  if (/\n[ \t]*\n|\{[{%]/.test(body)) return undefined;
  return parseTemplate(open.trim() as Template["delimiter"], body, text.slice(at, end + close.length));
}

const ARGUMENT = /(?:([\w.:-]+)\s*[=]\s*)?(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`([^`]*)`|([^\s"'`(),=]+))/g;

function parseTemplate(delimiter: Template["delimiter"], body: string, raw: string): Template {
  const inner = body.replace(/^[-~]|[-~]$|(?<!\*)\/$/g, "").trim();
  const isComment = delimiter === "{#" || (delimiter === "{{" && /^(?:\/\*|!--)/.test(inner));
  const [, slash = "", word = ""] = /^(\/?)\s*([A-Za-z_][\w./-]*)/.exec(inner) ?? [];
  const list: string[] = [];
  const named: Record<string, string> = Object.create(null);
  for (const [, name, double, single, tick, bare] of inner.slice(slash.length + word.length).matchAll(ARGUMENT)) {
    const value = (double ?? single ?? tick ?? bare ?? "").replace(/\\(["'\\])/g, "$1");
    if (name === undefined) list.push(value);
    else named[name.toLowerCase()] = value;
  }
  const ended = /^end(?=.)/i.test(word) || word.toLowerCase() === "end";
  const name = ended && delimiter !== "{{" ? word.slice("end".length) : word;
  return {
    name: name.toLowerCase(),
    delimiter,
    isClosing: slash === "/" || ended,
    isComment,
    body: inner,
    list,
    named,
    raw,
  };
}
