/**
 * Takes the text of an article without a date, and returns it with a line for the date in its own dialect of front matter: YAML, TOML,
 * JSON, or a header. Where there is no front matter, a YAML block is put before the text.
 *
 * There are several places for the line, and what suits the one file breaks another (a value of several lines, a map in braces): so
 * these are proposals, the best first. Whoever uses one reads the result again, and sees whether it is the same article.
 */

/** Everything is as in the file: byte-order mark, line ends. `date` is in ISO 8601 with a zone. */
export function withDateLine(file: string, date: string): string[] {
  const [mark = ""] = /^\uFEFF*/.exec(file) ?? [];
  const text = file.slice(mark.length);
  return proposals(text, date).map((proposed) => mark + proposed);
}

function proposals(text: string, date: string): string[] {
  const end = /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
  const start = text.search(/[^\s]|$/);
  const lineStart = Math.max(text.lastIndexOf("\n", start), text.lastIndexOf("\r", start)) + 1;
  const [first = ""] = /^.*/.exec(text.slice(lineStart)) ?? [];
  const block = `---${end}date: ${date}${end}---${end}${end}${text}`;
  if (text[start] === "{") return [...inObject(text, start, "date", date), block];
  if (/^---[ \t]*json/i.test(first)) return inObject(text, text.indexOf("{", start), "date", date);
  const line = /^(?:\+\+\+|---[ \t]*toml)/i.test(first) ? `date = ${date}` : `date: ${date}`;
  if (/^(?:---|\+\+\+)/.test(first)) return [...afterLines(text, lineStart, line, end), block];
  return [...inHeader(text, lineStart, date, end), block];
}

/** A JSON article: one item of a JSON Feed. */
export function withDateMember(file: string, date: string): string[] {
  const start = file.indexOf("{");
  return start < 0 ? [] : inObject(file, start, "date_published", date);
}

/** As the first member, laid out as the one after it. */
function inObject(text: string, start: number, name: string, date: string): string[] {
  if (start < 0) return [];
  const [space = ""] = /^\s*/.exec(text.slice(start + 1)) ?? [];
  const rest = text.slice(start + 1 + space.length);
  const member = `"${name}": "${date}"`;
  const parted = rest.startsWith("}") ? `${member}${space}` : `${member},${space || " "}`;
  return [text.slice(0, start + 1) + (rest.startsWith("}") ? "" : space) + parted + rest];
}

/** Far more than anyone writes. */
const MAX_LINES = 300;
const TITLE = /^["']?title["']?\s{0,9}[:=]/i;

/** Behind the line of the title, as is usual, unless that is in a table of TOML; else behind the fence. */
function afterLines(text: string, start: number, line: string, end: string): string[] {
  const ends = lineEnds(text, start);
  const lineAt = (index: number) => text.slice(ends[index - 1], ends[index]);
  const table = ends.findIndex((_, index) => index > 0 && lineAt(index).startsWith("["));
  const title = ends.findIndex((_, index) => index > 0 && TITLE.test(lineAt(index)));
  const isInTable = table >= 0 && table < title;
  return [isInTable ? undefined : ends[title], ends[0]].flatMap((at) =>
    at === undefined ? [] : [`${text.slice(0, at)}${line}${end}${text.slice(at)}`],
  );
}

/** In a header, the first key shows how keys are spelled: `Title: `, `title:`, `.. title: `. */
function inHeader(text: string, start: number, date: string, end: string): string[] {
  const [, before, key, colon] =
    /^((?:<!--[ \t]*)?(?:\.\. )?)([\p{L}_][\p{L}\p{N}_ .-]{0,60})(::?[ \t]*)/u.exec(text.slice(start)) ?? [];
  if (before === undefined || key === undefined || colon === undefined) {
    const inComment = /^<!--\s*?(?:\r\n|\n|\r)/.exec(text.slice(start))?.[0];
    return inComment === undefined ? [] : afterLines(text, start, `.. date: ${date}`, end);
  }
  const name = /^\p{Lu}{2}/u.test(key) ? "DATE" : /^\p{Lu}/u.test(key) ? "Date" : "date";
  const line = `${before.replace(/^<!--[ \t]*/, "")}${name}${colon.trimEnd()} ${date}`;
  const ends = lineEnds(text, start);
  return ends.slice(0, 4).map((at) => `${text.slice(0, at)}${line}${end}${text.slice(at)}`);
}

/** The offsets at which the first lines end, line ends included. */
function lineEnds(text: string, start: number): number[] {
  const ends: number[] = [];
  const matches = text.slice(start).matchAll(/\r\n|\n|\r/g);
  for (const match of matches) {
    ends.push(start + match.index + match[0].length);
    if (ends.length === MAX_LINES) break;
  }
  return ends;
}
