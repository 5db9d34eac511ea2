/** Formats rows as one Markdown table, aligned so that it is also readable in a terminal. Pure. */
import type { Row } from "./benchmark.ts";

/** `columns`: the names of the contenders. */
export function table(rows: readonly Row[], columns: readonly string[]): string {
  const head = ["", "measured", ...columns];
  const lines = rows.map(({ task, measure, cells }, index) => [
    // Consecutive rows about the same task name it only once.
    task === rows[index - 1]?.task ? "" : task,
    measure,
    ...columns.map((column) => cells[column] ?? "–"),
  ]);
  const widths = head.map((_, column) => Math.max(3, ...[head, ...lines].map((line) => line[column]?.length ?? 0)));
  const rule = widths.map((width, column) => (column < 2 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [head, rule, ...lines].map((line) => formatRow(line, widths)).join("\n");
}

function formatRow(line: readonly string[], widths: readonly number[]): string {
  const cells = line.map((cell, column) =>
    column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
  );
  return `| ${cells.join(" | ")} |`;
}
