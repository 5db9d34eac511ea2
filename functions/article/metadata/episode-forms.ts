/** Brings what podcast tools write of an episode into the one form that the schemas know: `- 1:30 Title` into a start and a title. */
import { isRecord } from "./validate.ts";

/** Apple's older word for "not explicit" is `clean`. */
const YES = /^(?:true|yes|y|on|1|explicit)$/i;
const NO = /^(?:false|no|n|off|0|clean|none)$/i;

/** `yes` or `no`; another value as it is, and undefined for none. */
export function flagForm(value: unknown): unknown {
  const text = String(value ?? "").trim();
  if (text === "" || /^[-–—~]$/.test(text)) return undefined;
  if (typeof value === "object") return value;
  return YES.test(text) ? "yes" : NO.test(text) ? "no" : value;
}

/** `12`, `"012"`, `#12`, `Ep. 12`. */
export function numberForm(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const [, number] = /^(?:#|no\.?|ep(?:isode)?\.?|season|s)? ?(\d{1,9}(?:\.\d{1,3})?)$/i.exec(value.trim()) ?? [];
  return number === undefined ? value : Number(number);
}

export function seasonForm(value: unknown): unknown {
  return numberForm(isRecord(value) ? (value.number ?? value.season) : value);
}

/** An address or an object, or a list of them. */
export function transcriptForm(value: unknown): unknown {
  return (Array.isArray(value) ? value : [value]).map((item) => {
    if (!isRecord(item)) return { url: item };
    const { url = item.src ?? item.file ?? item.path ?? item.href, type, language = item.lang, rel } = item;
    return { url, type, language, rel };
  });
}

const TIME = String.raw`(?:\d{1,3}:)?\d{1,3}:\d{1,2}(?:\.\d{1,9})?`;
/** `1:30 Title`, `(1:30) Title`, `[00:01:30] Title`, `1:30 – Title`, `1:30: Title`. */
const CHAPTER = new RegExp(String.raw`^\s{0,20}[-*•]?\s?[(\[]?(${TIME})[)\]]?\s{0,20}[-–—:|]?\s{1,20}(\S.*)$`, "s");

/** One line of a list of chapters. */
function chapterIn(text: string): unknown {
  const [, start, title = ""] = CHAPTER.exec(text) ?? [];
  // Quotes around a whole title are YAML's.
  return start === undefined ? text : { start, title: title.trim().replace(/^(["'])(.*)\1$/s, "$2") };
}

const START = ["start", "startTime", "start_time", "time", "timestamp", "at", "begin"];
const TITLE = ["title", "name", "label", "chapter"];

function firstOf(value: Readonly<Record<string, unknown>>, names: readonly string[]): unknown {
  return names.map((name) => value[name]).find((item) => item !== undefined && item !== null);
}

function chapterForm(item: unknown): unknown {
  if (typeof item === "string") return chapterIn(item);
  if (!isRecord(item)) return item;
  const start = firstOf(item, START);
  if (start !== undefined) {
    const { url = item.link ?? item.href, image = item.img ?? item.picture } = item;
    const end = firstOf(item, ["end", "endTime", "end_time"]);
    return { start, end, title: firstOf(item, TITLE), url, image, toc: item.toc };
  }
  // YAML makes a table of `- 1:30: Title`, and of a title with a colon.
  const [entry, ...others] = Object.entries(item);
  return entry === undefined || others.length > 0 ? item : fromPair(entry);
}

function fromPair([key, value]: readonly [string, unknown]): unknown {
  const isTime = new RegExp(`^${TIME}$`).test(key.trim());
  return isTime ? { start: key, title: value } : chapterIn(`${key}: ${String(value)}`);
}

/** A file's address stays a text; lines of text, a table of times and titles, and a chapters document become a list. */
export function chaptersForm(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(chapterForm);
  if (isRecord(value)) {
    if (Array.isArray(value.chapters)) return value.chapters.map(chapterForm);
    return Object.entries(value).map(fromPair);
  }
  if (typeof value !== "string") return value;
  const lines = value.split("\n").filter((text) => text.trim() !== "");
  return lines.length > 1 || CHAPTER.test(value) ? lines.map(chapterIn) : value;
}
