/** Reads template tags that enclose lines of Markdown: `{% highlight %}`, `{% raw %}`, `{% comment %}`, `{{% note %}}`, each up to its end. */
import type { StateBlock } from "markdown-it";
import { isAdmonition, pushAdmonition, titleFor } from "../admonition.ts";
import { environmentOf, fileLine, find } from "../environment.ts";
import { lineHolding, readLines } from "../lines-of-block.ts";
import type { Template } from "./template-tag.ts";

/** The line after the one that holds `position`, if nothing stands behind it on that line. */
export function blockEnd(state: StateBlock, position: number, endLine: number): number | undefined {
  const line = lineHolding(state, position, state.line, endLine) ?? endLine;
  if (line >= endLine || state.src.slice(position, state.eMarks[line]).trim() !== "") return undefined;
  return line + 1;
}

type Opened = {
  readonly template: Template;
  readonly startLine: number;
  /** The first line of what it encloses. */
  readonly nextLine: number;
  readonly endLine: number;
};

/** What reads the template and the lines up to its end; undefined if it has no end, or encloses nothing that we know. */
export function readBlockTemplate(state: StateBlock, opened: Opened): (() => true) | undefined {
  const { template, startLine, nextLine, endLine } = opened;
  if (template.isClosing || !isEnclosing(template)) return undefined;
  const end = closingLine(state, template, nextLine, endLine);
  if (end === undefined) return undefined;
  return () => {
    enclose(state, template, { startLine, start: nextLine, end });
    state.line = end + 1;
    return true;
  };
}

const CODE: ReadonlySet<string> = new Set(["highlight", "codeblock", "code", "prism"]);
const LITERAL: ReadonlySet<string> = new Set(["raw", "verbatim"]);
const QUOTES: ReadonlySet<string> = new Set(["blockquote", "pullquote"]);
const TITLED: ReadonlySet<string> = new Set(["admonition", "details", "expand"]);

function isEnclosing({ name, delimiter }: Template): boolean {
  if (delimiter === "{{" || delimiter === "{#") return false;
  return [CODE, LITERAL, QUOTES, TITLED].some((set) => set.has(name)) || name === "comment" || isAdmonition(name);
}

function closingLine(
  state: StateBlock,
  { name, delimiter }: Template,
  from: number,
  endLine: number,
): number | undefined {
  const pattern =
    delimiter === "{%"
      ? new RegExp(`\\{%-?\\s*end${name}\\s*-?%\\}`, "gi")
      : new RegExp(`\\{\\{[<%]-?\\s*/\\s*${name}\\s*-?[>%]\\}\\}`, "gi");
  const at = find(environmentOf(state), pattern, state.src, state.bMarks[from] ?? state.src.length);
  const line = at < 0 ? undefined : lineHolding(state, at, from, endLine);
  if (line === undefined) return undefined;
  return (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0) === at ? line : undefined;
}

type Range = { readonly startLine: number; readonly start: number; readonly end: number };

function enclose(state: StateBlock, template: Template, { startLine, start, end }: Range): void {
  const { name, list } = template;
  const env = environmentOf(state);
  if (CODE.has(name)) pushCode(state, languageOf(list), { startLine, start, end });
  else if (LITERAL.has(name)) readLiterally(state, start, end);
  else if (name === "comment") env.notes.add("left out a comment", fileLine(state, startLine));
  else pushAdmonition(state, titleOf(template), { startLine, start, end });
}

/** `js`, or Hexo's `lang:js`. */
function languageOf(list: readonly string[]): string {
  const hexo = list.find((word) => word.startsWith("lang:"))?.slice("lang:".length);
  return hexo ?? list[0]?.replace(/^lang$/, "") ?? "";
}

function pushCode(state: StateBlock, language: string, { startLine, start, end }: Range): void {
  const token = state.push("fence", "code", 0);
  token.info = language;
  token.content = state.getLines(start, end, state.blkIndent, true);
  token.markup = "```";
  token.map = [startLine, end];
}

/** What Liquid's `raw` encloses is shown as typed. */
function readLiterally(state: StateBlock, start: number, end: number): void {
  const env = environmentOf(state);
  const first = state.tokens.length;
  const { isLiteral } = env.block;
  env.block.isLiteral = true;
  readLines(state, start, end);
  env.block.isLiteral = isLiteral;
  for (const token of state.tokens.slice(first))
    if (token.type === "inline") token.meta = { ...token.meta, isLiteral: true };
}

/** `{{< callout type="warning" >}}`, `{{% notice tip "Read this" %}}`, `{% note info %}` */
function titleOf({ name, list, named }: Template): string {
  if (QUOTES.has(name)) return "";
  const kind =
    list.find(isAdmonition) ?? [named.type, named.style, named.kind].find((each) => isAdmonition(each ?? "")) ?? name;
  const words = name === "alert" ? [] : list.filter((word) => word !== kind);
  return named.title ?? named.summary ?? (words.join(" ") || titleFor(kind));
}
