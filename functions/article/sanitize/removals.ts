/** Collects what the sanitizer removed and turns it into a short list of notes for the writer. */
import type { Problem } from "../article.ts";
import type { Element } from "./parse-html.ts";

export type Removals = {
  /** `what` is a phrase such as `<script>` or `onclick of <a>`. */
  readonly add: (what: string, from: Element) => void;
  readonly notes: () => readonly Problem[];
};

const MAX_NOTES = 20;

/**
 * Reports repeated removals once, with the line of the first. Finding a line searches the entire text, so `lineAt` is called
 * only for removals that will be reported.
 */
export function removals(lineAt: (line: number, offset: number) => number | undefined): Removals {
  const found = new Map<string, { readonly line: number | undefined; times: number }>();
  return {
    add(what, { sourceCodeLocation }) {
      const known = found.get(what);
      const at = (found.size < MAX_NOTES && sourceCodeLocation) || undefined;
      if (known) known.times++;
      else found.set(what, { line: at && lineAt(at.startLine, at.startOffset), times: 1 });
    },
    notes: () => [...notesOf(found)],
  };
}

function* notesOf(
  found: ReadonlyMap<string, { readonly line: number | undefined; readonly times: number }>,
): Generator<Problem> {
  let count = 0;
  for (const [what, { line, times }] of found) {
    if (++count > MAX_NOTES)
      return yield { reason: `removed ${found.size - MAX_NOTES} other kinds of elements and attributes` };
    yield { line, reason: `removed ${what}${times > 1 ? `, ${times} times` : ""}` };
  }
}
