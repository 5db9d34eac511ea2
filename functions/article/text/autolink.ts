/**
 * Converts plain text to HTML: turns bare `https://…`, `www.…` and e-mail addresses into links and escapes everything
 * else.
 */

const START = /(?<![\p{L}\p{N}])(?:https?:\/\/|www\.)[^\s<>"\u3000-\u303F\uFF00-\uFF0F]+|@/giu;
const MAX_LINK_LENGTH = 2000;
const LOCAL_PART = /(?<![\w.+%@/-])[\w.+%-]{1,64}$/;
const HOST = /^@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}(?![\w@-])/i;

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

type Link = { readonly start: number; readonly text: string; readonly href: string };

/** Returns escaped HTML with `<a>` elements for the links. Runs in time linear in the text's length. */
export function linkText(text: string): string {
  const parts: string[] = [];
  let done = 0;
  for (const found of text.matchAll(START)) {
    const link = found[0] === "@" ? mailLink(text, found.index) : webLink(found[0], found.index);
    if (!link || link.start < done) continue;
    parts.push(escapeHtml(text.slice(done, link.start)), anchor(link));
    done = link.start + link.text.length;
  }
  parts.push(escapeHtml(text.slice(done)));
  return parts.join("");
}

function anchor({ href, text }: Link): string {
  return `<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>`;
}

function webLink(found: string, start: number): Link | undefined {
  if (found.length > MAX_LINK_LENGTH) return undefined;
  const text = withoutTrailing(found);
  const isBare = /^www\./i.test(text);
  const href = isBare ? `https://${text}` : text;
  if (!URL.canParse(href)) return undefined;
  const url = new URL(href);
  const host = isBare ? url.hostname.slice("www.".length) : url.hostname;
  return /\.|^localhost$|^\[/.test(host) ? { start, text, href: url.href } : undefined;
}

function mailLink(text: string, at: number): Link | undefined {
  const local = LOCAL_PART.exec(text.slice(Math.max(0, at - 65), at))?.[0];
  const host = HOST.exec(text.slice(at, at + 260))?.[0];
  if (local === undefined || host === undefined || /^\.|\.$|\.\./.test(local)) return undefined;
  return { start: at - local.length, text: local + host, href: `mailto:${local.replace(/%/g, "%25")}${host}` };
}

const CLOSING: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{", "»": "«", "”": "“", "’": "‘" };

/**
 * Punctuation at the end of a link belongs to the sentence, and so does a closing bracket without an opening one in the
 * link.
 */
function withoutTrailing(link: string): string {
  const surplus: Record<string, number> = {};
  for (const character of link) surplus[character] = (surplus[character] ?? 0) + 1;
  let end = link.length;
  for (; end > 0; end--) {
    const last = link.charAt(end - 1);
    const opening = CLOSING[last];
    const isSurplus = opening !== undefined && (surplus[last] ?? 0) > (surplus[opening] ?? 0);
    if (!isSurplus && !/[.,:;!?'"*_~…|\\]/.test(last)) break;
    surplus[last] = (surplus[last] ?? 0) - 1;
  }
  return link.slice(0, end);
}
