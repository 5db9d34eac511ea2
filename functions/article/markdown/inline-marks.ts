/** Small marks inside a line: `==marked==`, `H~2~O`, `x^2^`, and formulas between dollars, which stay as typed. */
import type { MarkdownIt, StateInline } from "markdown-it";
import { environmentOf, find } from "./environment.ts";

export function inlineMarks(markdown: MarkdownIt): void {
  markdown.inline.ruler.before("strikethrough", "sub_and_sup", subAndSup);
  markdown.inline.ruler.before("strikethrough", "highlighted", highlighted);
  markdown.inline.ruler.before("escape", "formula", formula);
}

/** Digits, signs or at most two letters between two marks: `~5~`, `^-3^`, `^th^`. Longer words may be names: `foo~bar~baz`. */
const SUB_OR_SUP = /([~^])([+\-−]?\d{1,4}[+\-−]?|[+\-−]|\d?[A-Za-z]{1,2})\1(?![~^])/y;

function subAndSup(state: StateInline, silent: boolean): boolean {
  const mark = state.src.charCodeAt(state.pos);
  if ((mark !== 0x7e && mark !== 0x5e) || !/[\p{L}\p{N})\]]/u.test(state.src.charAt(state.pos - 1))) return false;
  SUB_OR_SUP.lastIndex = state.pos;
  const [found, , content = ""] = SUB_OR_SUP.exec(state.src) ?? [];
  if (found === undefined || state.pos + found.length > state.posMax) return false;
  if (!silent) {
    const tag = mark === 0x7e ? "sub" : "sup";
    state.push(`${tag}_open`, tag, 1);
    state.push("text", "", 0).content = content;
    state.push(`${tag}_close`, tag, -1);
  }
  state.pos += found.length;
  return true;
}

/** Not `a==b && c==d`: the marks stand outside of words. */
function highlighted(state: StateInline, silent: boolean): boolean {
  const { src, pos, posMax } = state;
  if (src.charCodeAt(pos) !== 0x3d || !/==[^\s=]/y.test(src.slice(pos, pos + 3)) || /[\w=]/.test(src.charAt(pos - 1)))
    return false;
  const end = find(environmentOf(state), /[^\s=]==(?![\w=])/g, src, pos + 2) + 1;
  if (
    end <= 0 ||
    end + 2 > posMax ||
    src.slice(pos, Math.min(end, pos + MAX_MARKED)).includes("\n\n") ||
    end - pos > MAX_MARKED
  )
    return false;
  if (!silent) {
    state.push("mark_open", "mark", 1);
    [state.pos, state.posMax] = [pos + 2, end];
    state.md.inline.tokenize(state);
    state.push("mark_close", "mark", -1);
  }
  [state.pos, state.posMax] = [end + 2, posMax];
  return true;
}

const MAX_MARKED = 1000;

/** As Pandoc has it: no space inside the dollars, no digit behind them. Only a formula with special characters needs protection. */
const FORMULA = /\$\$(?=[^$])[^$]{1,2000}\$\$|\$(?=[^\s$])(?:[^$\\\n]|\\[^\n]){1,500}(?<!\s)\$(?!\d)/y;

function formula(state: StateInline, silent: boolean): boolean {
  if (state.src.charCodeAt(state.pos) !== 0x24) return false;
  FORMULA.lastIndex = state.pos;
  const [found] = FORMULA.exec(state.src) ?? [];
  if (
    found === undefined ||
    !/[\\^_*{}]/.test(found) ||
    /`|\]\(/.test(found) ||
    state.pos + found.length > state.posMax
  )
    return false;
  if (!silent) state.push("text", "", 0).content = found.replace(/\n/g, " ");
  state.pos += found.length;
  return true;
}
