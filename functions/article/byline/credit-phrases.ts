/**
 * Parses a byline without its dates into authors and a source, according to how it begins: `By`, `Written by`,
 * `Reporting by …; Editing by …`, `Posted by`, `Via`, a dash, a name.
 */
import type { Person } from "../article.ts";
import { certainShapes, inEnglish, readNameAndOutlet } from "./certain-forms.ts";
import { type People, readPeople } from "./people.ts";
import { isAgency, isOutlet, isTitle, outletName } from "./vocabulary.ts";

/**
 * `label`: begins with "By", "Written by" and the like. `credits`: "Reporting by A; Editing by B". `signed`: "— Ann
 * Lee". `listed`: "Ann Lee, The Paper, 2023-09-14". `source`: "Via The Paper". `date`: only a date.
 */
export type BylineForm = "label" | "credits" | "signed" | "listed" | "source" | "date";

export type Credited = { readonly form: BylineForm; readonly authors: readonly Person[]; readonly source?: string };

export type BylinePosition = { readonly isDated: boolean; readonly isSigned: boolean };

const WORK =
  "story|words|text|article|report|reporting|writing|analysis|opinion|commentary|column|review|essay|interview|dispatch|post";
const OTHER_WORK =
  "photos?|photographs?|photography|pictures?|images?|graphics?|illustrations?|video|audio|translation|research|production";
const PAST_PARTICIPLE = "authored|written|reported|contributed|compiled|filed";
const TITLE = "authors?|byline|writers?|reporters?|words|text|written by|story by";
const ADDITIONAL = "(?:with )?(?:additional |further )?";
const CREDIT = `${ADDITIONAL}(?:reporting|writing)`;
/** Credits of people who are not authors. */
const OTHER_CREDIT = `${ADDITIONAL}(?:editing|edited|copy-?editing|fact-?checking|translated|produced|${OTHER_WORK})`;

const AUTHOR_LABEL = new RegExp(
  `^(?:(?:(?:guest )?(?:${WORK}) |(?:${PAST_PARTICIPLE}) )?by ?:?|(?:${TITLE}) ?:) (?=\\S)`,
  "i",
);
const CREDIT_LABEL = new RegExp(`^${CREDIT} by:? (?=\\S)`, "i");
const OTHER_LABEL = new RegExp(`^${OTHER_CREDIT} by:? (?=\\S)`, "i");
const BOTH_LABEL = new RegExp(`^(${WORK}) (?:and|&) (?:${OTHER_WORK}) by `, "i");
const POSTED_LABEL = /^(?:posted|submitted|published|uploaded) by:? (?=\S)/i;
const SOURCE_LABEL = /^(?:via ?:?|source ?:) (?=\S)/i;
/** Separates one credit from the next: at punctuation, or before the label of the next. */
const CREDIT_SEPARATOR = new RegExp(
  ` ?[;|/] ?(?=$|(?:${CREDIT}|${OTHER_CREDIT}) by)|(?<!additional|further|guest|with)[.,]? (?:and )?(?=(?:${CREDIT}|${OTHER_CREDIT}) by)`,
  "i",
);

/** `line`: a byline without its dates, on one line with single spaces. */
export function readCredited(line: string, { isDated, isSigned }: BylinePosition): Credited | undefined {
  return (
    readLabeled(line, isDated) ??
    readPosted(line, isDated) ??
    readSourceLine(line) ??
    (isSigned ? readSigned(line, isDated) : undefined) ??
    readForeign(line, isDated) ??
    (isDated ? readListed(line) : undefined)
  );
}

/** `By …`, `Reporting by …; Editing by …`. A line that credits only editing, photos or translation is text. */
export function readLabeled(line: string, isDated: boolean): Credited | undefined {
  const [first = "", ...others] = line
    .replace(BOTH_LABEL, "$1 by ")
    .split(CREDIT_SEPARATOR)
    .filter((credit) => credit !== "");
  const isList = others.some((credit) => OTHER_LABEL.test(credit) || CREDIT_LABEL.test(credit));
  let credited = readCredit(first, isDated, isList);
  for (const credit of others) {
    credited = credited && readNextCredit(credited, credit, isDated);
  }
  return credited;
}

/** `isList`: other credits stand beside it, so it is certainly one. */
function readCredit(credit: string, isDated: boolean, isList: boolean): Credited | undefined {
  const isCredit = CREDIT_LABEL.test(credit);
  const label = (isCredit ? CREDIT_LABEL : AUTHOR_LABEL).exec(credit)?.[0];
  if (label === undefined) return undefined;
  // After a plain "By", one word is not a name ("By Design"), unless a date follows. After other labels it is.
  const allowsSingleName = isDated || !/^by ?:? $/i.test(label);
  const rest = credit.slice(label.length);
  const people = readPeople(rest, {
    allowsSingleName,
    allowsAnySource: isDated || /[|•·]/.test(credit),
    shapes: isCredit
      ? isList
        ? "all names"
        : "full names"
      : (certainShapes(label, rest, isDated) ?? listShapes(isList)),
  });
  return people && { ...people, form: isCredit ? "credits" : "label" };
}

function listShapes(isList: boolean): "full names" | undefined {
  return isList ? "full names" : undefined;
}

function readNextCredit(known: Credited, credit: string, isDated: boolean): Credited | undefined {
  if (!OTHER_LABEL.test(credit)) {
    const next = readCredit(credit, isDated, true);
    return next && { form: "credits", ...joinPeople(known, next) };
  }
  const certainty = { allowsSingleName: true, allowsAnySource: false, shapes: "all names" } as const;
  const others = readPeople(credit.replace(OTHER_LABEL, ""), certainty);
  return others && { ...known, form: "credits" };
}

function joinPeople(one: People, two: People): People {
  const known = new Set(one.authors.map(({ name }) => name.toLowerCase()));
  const others = two.authors.filter(({ name }) => !known.has(name.toLowerCase()));
  return { authors: [...one.authors, ...others], source: one.source ?? two.source };
}

/** `Posted by annlee42 on DATE`: a user name may be lower case. */
function readPosted(line: string, isDated: boolean): Credited | undefined {
  const label = POSTED_LABEL.exec(line)?.[0];
  if (label === undefined) return undefined;
  const name = line.slice(label.length);
  if (isOutlet(name)) return { form: "source", authors: [], source: outletName(name) };
  if (isDated && /^[\w.-]{2,40}$/.test(name)) return { form: "label", authors: [{ name }] };
  const people = readPeople(name, {
    allowsSingleName: isDated,
    allowsAnySource: isDated,
    shapes: certainShapes(label, name, isDated),
  });
  return people && { ...people, form: "label" };
}

/** `Von Anna Müller, Die Zeit`: without a date or an outlet, the line may be a sentence. */
function readForeign(line: string, isDated: boolean): Credited | undefined {
  const english = inEnglish(line);
  const people = english === undefined ? undefined : readPeople(english.slice("By ".length), FOREIGN_CERTAINTY);
  const isCertain = isDated || (people?.source !== undefined && (isOutlet(people.source) || isTitle(people.source)));
  return people && isCertain && people.authors.length > 0 ? { ...people, form: "label" } : undefined;
}

const FOREIGN_CERTAINTY = { allowsSingleName: false, allowsAnySource: true } as const;

/** `Via ZeroHedge`; "Via The Back Door" might be a heading. */
function readSourceLine(line: string): Credited | undefined {
  const label = SOURCE_LABEL.exec(line)?.[0];
  const name = label && line.slice(label.length);
  return name && (isOutlet(name.replace(/^The /, "")) || isTitle(name))
    ? { form: "source", authors: [], source: outletName(name) }
    : undefined;
}

function readSigned(line: string, isDated: boolean): Credited | undefined {
  if (isAgency(line)) return { form: "source", authors: [], source: line };
  const people = readPeople(line, { allowsSingleName: false, allowsAnySource: isDated });
  return people && { ...people, form: "signed" };
}

/** Without a label, a byline needs a name with an outlet, or an agency; `London, 14 September 2023` is neither. */
function readListed(line: string): Credited | undefined {
  if (isAgency(line)) return { form: "listed", authors: [], source: line };
  const people = readPeople(line, { allowsSingleName: false, allowsAnySource: false });
  const listed = people?.source !== undefined && people.authors.length > 0 ? people : readNameAndOutlet(line);
  return listed && { ...listed, form: "listed" };
}
