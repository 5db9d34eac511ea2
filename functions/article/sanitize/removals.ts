/** The account of what cleaning took away, short enough to be read. */
import type { Problem } from "../article.ts";
import type { Element } from "./parse-html.ts";

export type Removals = {
  /** `what` as in `<script>` or `onclick of <a>`. */
  readonly add: (what: string, from: Element) => void;
  readonly notes: () => readonly Problem[];
};

const MOST_NOTES = 20;

/**
 * What happens often is told once, with the line where it happens first. A line is looked for in the whole of the text, so only
 * where it will be told.
 */
export function removals(lineAt: (line: number, offset: number) => number | undefined): Removals {
  const found = new Map<string, { readonly line: number | undefined; times: number }>();
  return {
    add(what, { sourceCodeLocation }) {
      const known = found.get(what);
      const at = (found.size < MOST_NOTES && sourceCodeLocation) || undefined;
      if (known) known.times++;
      else found.set(what, { line: at && lineAt(at.startLine, at.startOffset), times: 1 });
    },
    notes: () => [...notesOf(found)],
  };
}

function* notesOf(
  found: ReadonlyMap<string, { readonly line: number | undefined; readonly times: number }>,
): Generator<Problem> {
  let told = 0;
  for (const [what, { line, times }] of found) {
    if (++told > MOST_NOTES) return yield { reason: `removed ${found.size - MOST_NOTES} other kinds of things` };
    yield { line, reason: `removed ${what}${times > 1 ? `, ${times} times` : ""}` };
  }
}
