import { describe, expect, it } from "vitest";
import type { Row } from "../../bench/benchmark.ts";
import { duration, median, size } from "../../bench/format-number.ts";
import { table } from "../../bench/table.ts";

describe("table", () => {
  it("names a task once, and shows a dash for a contender that was not measured", () => {
    const rows: Row[] = [
      { task: "build", measure: "wall", cells: { Us: "1 s", Them: "2 s" } },
      { task: "build", measure: "CPU", cells: { Us: "1 s" } },
    ];
    expect(table(rows, ["Us", "Them"])).toBe(
      [
        "|       | measured |  Us | Them |",
        "| ----- | -------- | --: | ---: |",
        "| build | wall     | 1 s |  2 s |",
        "|       | CPU      | 1 s |    – |",
      ].join("\n"),
    );
  });
});

describe("figures", () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 2, 3], 2.5],
  ])("have a median: %j", (values, expected) => expect(median(values)).toBe(expected));

  it.each([
    [duration([1500]), "1.50 s"],
    [duration([900, 1100, 1300]), "1.10 s (0.90–1.30)"],
    [duration([8.25]), "8.3 ms"],
    [duration([250_000]), "250 s"],
    [size([1_234_567]), "1.23 MB"],
    [size([120e6, 130e6, 140e6]), "130 MB (120–140)"],
  ])("are formatted as %s", (text, expected) => expect(text).toBe(expected));
});
