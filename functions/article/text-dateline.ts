/**
 * Agency datelines: `LONDON, Sept 14 (Reuters) - The rain stopped.` They stay in the text; the agency and a whole
 * date are learned from them.
 */
import { takeDates } from "./byline-date.ts";
import { isAgency } from "./byline-words.ts";
import { type DateReading, NO_DATE } from "./date-calendar.ts";

export type Dateline = { readonly source: string; readonly date: DateReading };

const BRACKETED = /^([^()]{0,90}?)\s*(?:--|[–—-])?\s*\(([^()]{2,40})\)\s*(?:-{1,2}|[–—])\s*\S/;
const SLASHED = /^([^()/]{0,90}?)\s*(?:--|[–—-])?\s*\/([^/]{2,40})\/\s*(?:-{1,2}|[–—]|\.)\s*\S/;
/** A place and perhaps a date: words in capitals or with one, numbers, small words between them. */
const PREFIX = /^(?:(?:[\p{Lu}\p{N}][\p{L}\p{M}\p{N}'’./-]*|de|del|la|of|the|and|di|da|am|st)[.,]*(?:\s+|$))*$/u;

/** Only an agency that is known makes a dateline: `IBM (NYSE) - the maker of …` is none. */
export function readDateline(paragraph: string): Dateline | undefined {
  const start = paragraph.slice(0, 180).replace(/\s+/g, " ");
  const [, prefix = "", agency = ""] = BRACKETED.exec(start) ?? SLASHED.exec(start) ?? [];
  const isKnown = isAgency(agency) || isAgency(agency.split(/[\s/]/, 1)[0] ?? "");
  if (!isKnown || !PREFIX.test(prefix)) return undefined;
  return { source: agency.trim(), date: prefix === "" ? NO_DATE : takeDates(prefix.replace(/\.$/, "")).date };
}
