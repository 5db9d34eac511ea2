/**
 * Reads the agency and the date from the dateline at the start of a story: `LONDON, Sept 14 (Reuters) - The rain
 * stopped.`, `SPRINGFIELD, Ill., Sept. 14, 2023 — The rain stopped.` Only a complete date counts. The dateline stays in
 * the text.
 */

import { type DateReading, NO_DATE } from "../date/calendar.ts";
import { isNotNameWord } from "./name-words.ts";
import { takeDates } from "./trailing-date.ts";
import { isAgency } from "./vocabulary.ts";

export type Dateline = { readonly source?: string; readonly date: DateReading };

const BRACKETED = /^([^()]{0,90}?)\s*(?:--|[–—-])?\s*\(([^()]{2,40})\)\s*(?:-{1,2}|[–—])\s*\S/;
const SLASHED = /^([^()/]{0,90}?)\s*(?:--|[–—-])?\s*\/([^/]{2,40})\/\s*(?:-{1,2}|[–—]|\.)\s*\S/;
const PLAIN = /^([^()]{3,90}?)\s(?:-{1,2}|[–—])\s(.*\p{Ll}.*)$/u;
/** A place and an optional date: capitalized words, numbers, and connecting words between them. */
const PREFIX = /^(?:(?:[\p{Lu}\p{N}][\p{L}\p{M}\p{N}'’./-]*|de|del|la|of|the|and|di|da|am|st)[.,]*(?:\s+|$))*$/u;

/** Brackets make a dateline only with a known agency: `IBM (NYSE) - the maker of …` is not one. */
export function readDateline(paragraph: string): Dateline | undefined {
  const start = paragraph.slice(0, 180).replace(/\s+/g, " ");
  const [, prefix = "", agency = ""] = BRACKETED.exec(start) ?? SLASHED.exec(start) ?? [];
  const isKnown = isAgency(agency) || isAgency(agency.split(/[\s/]/, 1)[0] ?? "");
  if (!isKnown) return readPlain(start);
  if (!PREFIX.test(prefix)) return undefined;
  return { source: agency.trim(), date: prefix === "" ? NO_DATE : takeDates(prefix.replace(/\.$/, "")).date };
}

/** Without an agency, a dateline needs a place in capitals and a complete date. */
function readPlain(start: string): Dateline | undefined {
  const [, prefix = ""] = PLAIN.exec(start) ?? [];
  const [place = ""] = /^\p{Lu}[\p{Lu}'’.-]{2,}(?=[\s,])/u.exec(prefix) ?? [];
  if (place === "" || isNotNameWord(place) || /^(?:until|since)$/i.test(place) || !PREFIX.test(prefix))
    return undefined;
  const { date, rest } = takeDates(prefix);
  return date.kind === "none" || /\d/.test(rest) || !rest.startsWith(place) ? undefined : { date };
}
