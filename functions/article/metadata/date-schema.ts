/** Validates dates in front matter and JSON; separate from the other schemas because it imports a parser for English. */
import * as v from "valibot";
import type { WrittenDate } from "../article.ts";
import { readDate } from "../date/date.ts";
import { show } from "./validate.ts";
import { line } from "./value-schemas.ts";

export const date = v.pipe(
  line,
  v.rawTransform(({ dataset, addIssue, NEVER }): WrittenDate => {
    const reading = readDate(dataset.value);
    if (reading.kind === "date") return reading.date;
    const reason = reading.kind === "impossible" ? reading.reason : "write 2023-09-14 or 2023-09-14T10:30:00-04:00";
    addIssue({ message: `${show(dataset.value)} is not a date: ${reason}` });
    return NEVER;
  }),
);
