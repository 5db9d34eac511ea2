/** Validates dates in front matter and JSON; separate from the other schemas because it imports a parser for English. */
import * as v from "valibot";
import type { WrittenDate } from "../article.ts";
import { readDate } from "../date/date.ts";
import { show } from "./validate.ts";
import { line } from "./value-schemas.ts";

export const date = v.pipe(
  line,
  v.rawTransform(({ dataset, addIssue, NEVER }): WrittenDate => {
    const reading = readWrittenDate(dataset.value);
    if (reading.kind === "date") return reading.date;
    const reason = reading.kind === "impossible" ? reading.reason : "write 2023-09-14 or 2023-09-14T10:30:00-04:00";
    addIssue({ message: `${show(dataset.value)} is not a date: ${reason}` });
    return NEVER;
  }),
);

/** Reads a date at a key for dates. What would be too little in a sentence is enough there: `2023-01`, `2023`, seconds since 1970. */
export function readWrittenDate(text: string): ReturnType<typeof readDate> {
  const written = text.trim();
  return readDate(written.length > 80 ? written : completed(written));
}

/** Forms that programs write, and the same instant in a form that `readDate` knows. */
function completed(text: string): string {
  if (/^\d{4}-\d{1,2}$/.test(text)) return `${text}-01`;
  if (/^[12]\d{3}$/.test(text)) return `${text}-01-01`;
  if (/^[1-9]\d{9}(?:\d{3})?$/.test(text)) return new Date(Number(text.padEnd(13, "0"))).toISOString();
  // The year twice, from a broken template: 2023-01-29 18:30:22 2023 -0800.
  const doubled = /^((\d{4})-\d{1,2}-\d{1,2}[ T]\d{1,2}:\d{2}(?::\d{2})?) \2(?= |$)(.*)$/.exec(text);
  if (doubled) return `${doubled[1]}${doubled[3]}`;
  // Go prints offset and name of a zone: 2023-01-05 10:20:00 +0100 CET.
  return text
    .replace(/( ?[+-]\d{2}:?\d{2}) [A-Z]{2,5}$/, "$1")
    .replace(/^<(\d{4}-\d{2}-\d{2})(?: [A-Z][a-z]{2})?( [\d:]+)?>$/, "$1$2");
}
