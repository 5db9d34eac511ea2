/**
 * Collects what the sanitizer removed, and turns it into a short list of notes for the writer. Words that were removed are
 * quoted, so that no sentence is lost without a trace.
 */
import type { Problem } from "../article.ts";
import { oneLine } from "../characters.ts";
import type { Element } from "./parse-html.ts";

export type Removals = {
  /** `what` is a phrase such as `removed <script>`; `words` is the text that is lost with it. */
  readonly add: (what: string, from: Element, words?: string) => void;
  readonly notes: () => readonly Problem[];
};

/** Of each kind: those that lost words, and the others. */
const MAX_NOTES = 20;
const MAX_NOTES_WITH_WORDS = 100;
/** How much of the lost words one note quotes, in characters. */
const MAX_QUOTED = 400;

type Removal = { readonly line: number | undefined; times: number; quotes: string[]; quoted: number; words: number };
type Found = Map<string, Removal>;

/**
 * Reports repeated removals once, with the line of the first. Finding a line searches the entire text, so `lineAt` is called
 * only for removals that will be reported.
 */
export function removals(lineAt: (line: number, offset: number) => number | undefined): Removals {
  const [withWords, others]: [Found, Found] = [new Map(), new Map()];
  return {
    add(what, { sourceCodeLocation }, lost = "") {
      const words = oneLine(lost);
      const [found, limit] = words === "" ? [others, MAX_NOTES] : [withWords, MAX_NOTES_WITH_WORDS];
      const at = (found.size < limit && sourceCodeLocation) || undefined;
      const removal = found.get(what) ?? {
        line: at && lineAt(at.startLine, at.startOffset),
        ...{ times: 0, quotes: [], quoted: 0, words: 0 },
      };
      found.set(what, removal);
      removal.times++;
      if (words !== "") quote(removal, words);
    },
    notes: () => [...notesOf(withWords, MAX_NOTES_WITH_WORDS), ...notesOf(others, MAX_NOTES)],
  };
}

function quote(removal: Removal, words: string): void {
  removal.words += words.split(" ").length;
  if (removal.quoted >= MAX_QUOTED) return;
  const kept = words.slice(0, MAX_QUOTED - removal.quoted);
  removal.quoted += kept.length;
  removal.quotes.push(kept.length < words.length ? `${kept.toWellFormed().replaceAll("\uFFFD", "")}…` : kept);
}

function* notesOf(found: Found, limit: number): Generator<Problem> {
  let count = 0;
  for (const [what, removal] of found) {
    if (++count > limit)
      return yield { reason: `removed ${found.size - limit} other kinds of elements and attributes` };
    yield { line: removal.line, reason: reasonOf(what, removal) };
  }
}

function reasonOf(what: string, { times, quotes, quoted, words }: Removal): string {
  const repeated = times > 1 ? `${what}, ${times} times` : what;
  if (quotes.length === 0) return repeated;
  const total = quoted >= MAX_QUOTED ? ` (${words} words in all)` : "";
  return `${repeated}: ${quotes.map((text) => JSON.stringify(text)).join(", ")}${total}`;
}
