/**
 * Finds the tags in clean HTML: a string goes in, the place and name of each tag come out.
 *
 * Clean HTML uses `<` in text only to begin a tag, and puts double quotes around every attribute value, in which `<` and `>` may
 * stand for themselves. That is why no search for `<pre` or `>` is enough.
 */

export type Tag = {
  /** In lower case; `/p` for an end tag. */
  readonly name: string;
  /** The whole tag, from `<` to `>`. */
  readonly source: string;
  readonly start: number;
  /** The offset after the tag. */
  readonly end: number;
};

const [QUOTE, GREATER, SPACE, SLASH] = [0x22, 0x3e, 0x20, 0x2f];

/** The offset after the tag that begins at `start`; the length of the HTML if it has no end. */
export function endOfTag(html: string, start: number): number {
  for (let at = start + 1; at < html.length; at++) {
    const unit = html.charCodeAt(at);
    if (unit === GREATER) return at + 1;
    if (unit === QUOTE) at = html.indexOf('"', at + 1);
    if (at < 0) break;
  }
  return html.length;
}

/** The first tag at or after `from`; undefined if there is none. */
export function nextTag(html: string, from: number): Tag | undefined {
  const start = html.indexOf("<", from);
  if (start < 0) return undefined;
  const end = endOfTag(html, start);
  return { name: nameAt(html, start), source: html.slice(start, end), start, end };
}

function nameAt(html: string, start: number): string {
  let end = start + 2;
  for (let unit = html.charCodeAt(end); unit > SPACE && unit !== GREATER; unit = html.charCodeAt(end)) {
    if (unit === SLASH) break;
    end++;
  }
  return html.slice(start + 1, end).replace(">", "");
}

/** Replaces tags; `replace` also gets the HTML, so that it can look at what follows the tag. */
export function replaceTags(html: string, replace: (tag: Tag) => string): string {
  let [output, copied] = ["", 0];
  for (let tag = nextTag(html, 0); tag; tag = nextTag(html, tag.end)) {
    const replaced = replace(tag);
    if (replaced === tag.source) continue;
    output += html.slice(copied, tag.start) + replaced;
    copied = tag.end;
  }
  return copied === 0 ? html : output + html.slice(copied);
}

/** The value of an attribute as it is written, with its character references. */
export function attributeIn(source: string, name: string): string | undefined {
  const start = source.indexOf(` ${name}="`);
  if (start < 0) return undefined;
  const from = start + name.length + 3;
  const end = source.indexOf('"', from);
  return end < 0 ? undefined : source.slice(from, end);
}
