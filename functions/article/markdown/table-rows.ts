/** Names the rows of tables that have more cells than their head: as in GitHub's Markdown, what is beyond it is not shown. */
import type { MarkdownIt, StateCore } from "markdown-it";
import { environmentOf, fileLine } from "./environment.ts";

export function tableRows(markdown: MarkdownIt): void {
  markdown.core.ruler.after("block", "table_rows", nameLongRows);
}

function nameLongRows(state: StateCore): void {
  let columns = 0;
  let lines: readonly string[] | undefined;
  for (const token of state.tokens) {
    if (token.type === "thead_open") columns = 0;
    if (token.type === "th_open") columns++;
    if (token.type !== "tr_open" || columns === 0 || token.map === null) continue;
    const [line] = token.map;
    lines ??= state.src.split("\n");
    const excess = cellsOf(lines[line] ?? "")
      .slice(columns)
      .filter((cell) => cell.trim() !== "");
    if (excess.length > 0)
      environmentOf(state).notes.add(
        `a row of a table has more cells than its head, and what is in them is not shown: ${excess.join(" | ").trim().slice(0, 100)}`,
        fileLine(state, line),
      );
  }
}

/** A row may stand in a quote. A pipe behind a backslash belongs to the text. */
function cellsOf(line: string): string[] {
  const row = line.replace(/^[\s>]*\|?/, "").replace(/\|\s*$/, "");
  return row.split(/(?<!\\)\|/);
}
