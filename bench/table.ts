/** Rows as one Markdown table, which reads as well on a terminal. Pure. */
import type { Row } from "./benchmark.ts";

/** `columns`: the names of those who were measured. */
export function table(rows: readonly Row[], columns: readonly string[]): string {
  const head = ["", "measured", ...columns];
  const lines = rows.map(({ what, measure, cells }, at) => [
    // What several rows say of the same work is said once.
    what === rows[at - 1]?.what ? "" : what,
    measure,
    ...columns.map((column) => cells[column] ?? "–"),
  ]);
  const widths = head.map((_, column) => Math.max(3, ...[head, ...lines].map((line) => line[column]?.length ?? 0)));
  const rule = widths.map((width, column) => (column < 2 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [head, rule, ...lines].map((line) => written(line, widths)).join("\n");
}

function written(line: readonly string[], widths: readonly number[]): string {
  const cells = line.map((cell, column) =>
    column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
  );
  return `| ${cells.join(" | ")} |`;
}
