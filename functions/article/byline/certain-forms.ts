/**
 * Tells which names a credit certainly holds by its form, and reads the forms that need no label or have it in another language.
 *
 * A person may be called April May, Michael Bay or Paris Hilton, and a paper Time or Die Zeit. So where the form is certain, no list
 * of words is asked.
 */
import { type Certainty, type People, readPeople } from "./people.ts";
import { isAgency, isOutlet, isPlace, isRole, isTitle } from "./vocabulary.ts";

type Shapes = Certainty["shapes"];

/** Nothing but a byline begins so. */
const AUTHORED = /^(?:authored by|author ?:|byline ?:)/i;
const VIA = /\s(?:via|source):? (?=\S)/i;
const FOR_OUTLET = /\s(?:for|of) (?=(?:the )?\p{Lu})/iu;
const LAST_COLUMN = /(?:,|\s[|–—/·•-]{1,2})\s+([^,|–—/·•]+)$/;

/** `label`: as the credit begins, such as `By `; `rest`: what follows it. */
export function certainShapes(label: string, rest: string, isDated: boolean): Shapes {
  const isPlainBy = /^by\b/i.test(label);
  const isAuthored = AUTHORED.test(label);
  if (VIA.test(rest) && (isDated || isAuthored)) {
    if (isAuthored) return "lower-case names";
    return !isPlainBy ? "all names" : leadsToPlace(rest) ? undefined : "full names";
  }
  if (isAuthored || /:\s$/.test(label) || (isDated && POSTED.test(label))) return "full names";
  if (isPlainBy && !isDated) return undefined;
  return (isDated && FOR_OUTLET.test(rest)) || endsWithOutlet(rest) ? "full names" : undefined;
}

const POSTED = /^(?:posted|submitted|published|uploaded) by/i;

/** `Lake Bell, The Paper`, `Lake Bell | Time`, `Lake Bell (Reuters)`, `Lake Bell, Staff Writer`. */
function endsWithOutlet(rest: string): boolean {
  const last = LAST_COLUMN.exec(rest)?.[1] ?? /\(([^()]+)\)$/.exec(rest)?.[1] ?? "";
  return isOutlet(last) || isTitle(last) || isAgency(last) || isRole(last);
}

/** `By Night Train via Paris` is a journey. */
function leadsToPlace(rest: string): boolean {
  return isPlace(rest.split(VIA).at(-1) ?? "");
}

const TWO_COLUMNS = /^([^,|]{3,80}?)(?:,|\s[|–—/·•-]{1,2})\s+([^,|]{2,60})$/;

/** `Jack White, Le Monde`, of a line that ends with a date. `Jack White, La Paz` says only where he was. */
export function readNameAndOutlet(line: string): People | undefined {
  const [, names = "", column = ""] = TWO_COLUMNS.exec(line) ?? [];
  const outlet = column.replace(/^special (?:to|for) /i, "");
  if (/^by\b/i.test(names) || isPlace(names) || !(isOutlet(outlet) || isTitle(outlet))) return undefined;
  const people = readPeople(names, { allowsSingleName: false, allowsAnySource: false, shapes: "full names" });
  return people && people.authors.length > 0 && people.source === undefined ? { ...people, source: outlet } : undefined;
}

const FOREIGN_LABEL = /^(?:von|par|por|di|door|af|av)(?= \p{Lu})/iu;
const FOREIGN_AND = /\s(?:und|et|y|e|en|og|och)\s(?=\p{Lu})/gu;
const FOREIGN_FOR = /\s(?:für|pour|para|per|voor|for|för)\s(?=\p{Lu})/u;

/**
 * `Von Anna Müller und Jan Kern, Die Zeit` as `By Anna Müller and Jan Kern, Die Zeit`; undefined if the line does not begin so. `Von
 * Mäusen und Menschen` begins so, too.
 */
export function inEnglish(line: string): string | undefined {
  return FOREIGN_LABEL.test(line)
    ? line.replace(FOREIGN_LABEL, "By").replace(FOREIGN_AND, " and ").replace(FOREIGN_FOR, " for ")
    : undefined;
}
