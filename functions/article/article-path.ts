/** Takes an article's path and says what it tells of the article: its name, its date, and whether it lies among drafts. */

import { inputFormatOf } from "./input-format.ts";

export type ArticlePath = {
  /** The file's name, or its folder's for a bundle (`first/index.md`), without extension and date; never empty. */
  readonly name: string;
  /** In ISO 8601, without a zone unless the path has one. */
  readonly date?: string;
  readonly isDraft: boolean;
  /** Whether the file is called `index`, and so stands for its folder. */
  readonly isIndex: boolean;
};

export function readArticlePath(path: string): ArticlePath {
  const folders = path.split("/").slice(0, -1);
  const stem = stemOf(path);
  const bundle = bundleOf(stem, folders.at(-1));
  const parts = bundle === undefined ? [...folders, stem] : [...folders.slice(0, -1), bundle];
  const found = dateIn(parts);
  const own = parts.at(-1) ?? "";
  const rest = found?.rest ?? own;
  const name = rest === "" ? (/^\d{4}/.test(own) && found?.isOwn !== false ? own : (found?.date ?? own)) : rest;
  return { name, date: found?.date, isDraft: isDraft(folders, parts.at(-1) ?? ""), isIndex: INDEX.test(stem) };
}

/**
 * The date in the first address that has one: `path = "2014/12/12/a-walk"`, `permalink: /2014/12/12/a-walk.html`. Tools that publish under
 * dates need no other date in the file.
 */
export function dateOfAddresses(addresses: readonly string[] = []): string | undefined {
  return addresses.map((address) => dateOfAddress(address)).find((date) => date !== undefined);
}

function dateOfAddress(address: string): string | undefined {
  const path = address.replace(/^[a-z][a-z\d+.-]*:\/\/[^/]*/i, "").replace(/[?#].*$/s, "");
  return readArticlePath(
    path
      .split("/")
      .filter((name) => name !== "")
      .join("/"),
  ).date;
}

/** The file name without folder and extension: `hello` for `posts/hello.md`. */
export function stemOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/(?<=.)\.[^.]*$/, "");
}

/** Names that programs give to a file until its writer does. */
const NAMELESS =
  /^(?:untitled|new (?:note|document|file|text)|note|document|page|draft|copy|text|scan|img)\b[\d\s().-]*$/i;

/**
 * The title that a file's name is, as Obsidian and people write it: `A walk by the sea.md`. A name without a space between its words is a
 * name for programs (`note1`, `a-walk`), and the article has no title.
 */
export function titleOfPath(path: string): string | undefined {
  if (inputFormatOf(path) !== "markdown") return undefined;
  const { name } = readArticlePath(path);
  return /\p{L}.* .*\p{L}/u.test(name) && !NAMELESS.test(name) ? name.trim() : undefined;
}

/** `index`, or `index.de` as Hugo names a translation. */
const INDEX = /^index(?:\.([a-z]{2,3}(?:-[a-z\d]{2,8})?))?$/i;

/** The name that a bundle's folder gives to the article in it; undefined if the file has a name of its own. */
function bundleOf(stem: string, folder: string | undefined): string | undefined {
  if (folder === undefined) return undefined;
  const index = INDEX.exec(stem);
  if (index) return index[1] === undefined ? folder : `${folder}-${index[1]}`;
  if (/^readme$/i.test(stem) && DAY.test(folder)) return folder;
  // Bear and Ulysses keep a note in a folder of this kind, beside its pictures.
  const textBundle = /^text$/i.test(stem) ? /^(.+)\.textbundle$/i.exec(folder) : null;
  return textBundle?.[1];
}

function isDraft(folders: readonly string[], name: string): boolean {
  return folders.some(isDraftsFolder) || MARKED_DRAFT.test(name);
}

const DRAFTS =
  /^_?(?:drafts?|unpublished|private|trash|wip|work in progress|entwürfe?|brouillons?|borradores?|bozze|rascunhos?|utkast|koncept|concepten|черновики|下書き|草稿)$/i;

/** Whether nothing in a folder of this name is published. */
export function isDraftsFolder(name: string): boolean {
  return DRAFTS.test(name.normalize("NFC"));
}

/** `draft-x`, `x (draft)`, `x.draft`; not `my-first-draft`, which may be the title. */
const MARKED_DRAFT = /^(?:drafts?|wip)[-_. ]|[([](?:drafts?|wip)[)\]]|\.(?:drafts?|wip)$/i;

type DateInPath = {
  readonly date: string;
  /** What follows the date in the last part; undefined if the date is in the folders alone. */
  readonly rest?: string;
  /** Whether the last part holds the whole date. */
  readonly isOwn: boolean;
};

const SEPARATOR = "[-_. ]";
/** The end of a date or time: nothing, or a separator with the name after it. */
const END = `(?:${SEPARATOR}+|$)`;
const CLOCK = "(?<hour>\\d{2})[-_.:h]?(?<minute>\\d{2})(?:[-_.:]?(?<second>\\d{2}))?(?<zone>z)?";
/** Between parts a time could be a number of the title (`2024-01-01-2023-in-review`): it must be certain by its form. */
const TIME = `(?:t${CLOCK}|[_ ](?<hour2>\\d{2})[-.:h](?<minute2>\\d{2})(?:[-.:](?<second2>\\d{2}))?|${SEPARATOR}(?<hour3>\\d{2})-?(?<minute3>\\d{2})-?(?<second3>\\d{2}))`;

/** `2023-01-15`, `2023_1_5`, `2023.01.15`, with a time after it. */
const DAY = /^(?<year>\d{4})(?<mark>[-_.])(?<month>\d{1,2})\k<mark>(?<day>\d{1,2})(?!\d)/;
const FORMS: readonly RegExp[] = [
  new RegExp(`${DAY.source}${TIME}${END}`, "i"),
  new RegExp(`${DAY.source}${END}`),
  // Compact dates and Zettelkasten's ids: years that a number is not likely to begin with by chance.
  new RegExp(
    `^(?<year>(?:19|20)\\d{2})(?<month>\\d{2})(?<day>\\d{2})(?:t?${CLOCK}|[-_](?<hour2>\\d{2})(?<minute2>\\d{2})(?<second2>\\d{2}))${END}`,
    "i",
  ),
  /^(?<year>(?:19|20)\d{2})(?<month>\d{2})(?<day>\d{2})(?:[-_. ]+|$)/,
];

/** Dates whose parts are folders: `2021/06/08/x`, `2021/06/08-x`, `2021/06-08-x`, `2021-06/08/x`. */
const FOLDER_FORM =
  /^(?<year>(?:1[5-9]|20|21)\d{2})(?:\/(?<month>\d{1,2})\/|\/(?<month2>\d{2})[-_.]|[-_.](?<month3>\d{1,2})\/)(?<day>\d{1,2})(?!\d)(?:[-_. ]+|(?=\/)|$)/;

/** The last part's own date counts first, then the nearest folder's, then one that the folders make together. */
function dateIn(parts: readonly string[]): DateInPath | undefined {
  const own = dateInName(parts.at(-1) ?? "");
  if (own) return { ...own, isOwn: true };
  const together = dateInFolders(parts);
  if (together) return together;
  const folder = parts.slice(0, -1).findLast((part) => dateInName(part) !== undefined);
  const inFolder = folder === undefined ? undefined : dateInName(folder);
  return inFolder && { date: inFolder.date, isOwn: false };
}

function dateInName(name: string): { readonly date: string; readonly rest: string } | undefined {
  for (const form of FORMS) {
    const match = form.exec(name);
    const date = match?.groups && dateFrom(match.groups);
    if (match && date !== undefined) return { date, rest: name.slice(match[0].length) };
  }
  return undefined;
}

function dateInFolders(parts: readonly string[]): DateInPath | undefined {
  for (let first = Math.max(0, parts.length - 4); first < parts.length - 1; first++) {
    const path = parts.slice(first).join("/");
    const match = FOLDER_FORM.exec(path);
    const date = match?.groups && dateFrom(match.groups);
    if (!match || date === undefined) continue;
    const rest = path.slice(match[0].length);
    // Two digits, so that `2001/02/3-sisters` is not dated by its title.
    if (rest !== "" && !rest.startsWith("/") && !/(?<!\d)\d{2}[-_. ]+$/.test(match[0])) continue;
    return { date, rest: rest.startsWith("/") ? undefined : rest, isOwn: false };
  }
  return undefined;
}

type Groups = Readonly<Record<string, string | undefined>>;

/** Undefined if there is no such day or time. */
function dateFrom(groups: Groups): string | undefined {
  const digits = (name: string) => (groups[name] ?? groups[`${name}2`] ?? groups[`${name}3`])?.padStart(2, "0");
  const day = [digits("year"), digits("month"), digits("day")].join("-");
  if (!exists(`${day}T00:00:00`)) return undefined;
  if (digits("hour") === undefined) return day;
  const time = `${day}T${digits("hour")}:${digits("minute")}:${digits("second") ?? "00"}`;
  return exists(time) ? time + (groups.zone ?? "").toUpperCase() : undefined;
}

/** JavaScript parses some nonexistent days, such as February 31, as days of the next month. */
function exists(time: string): boolean {
  const ms = Date.parse(`${time}Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(time) && !time.startsWith("0000");
}
