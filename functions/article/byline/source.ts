/** Reads where a story came from: the text after "via" or "for" in, the name of a paper or site out. */
import { isPlace, outletName } from "./vocabulary.ts";

export const HANDLE = /^@\w{1,40}$/;

/** A name, also with its site in brackets, a handle, or an address. */
export function sourceAfterVia(text: string): string | undefined {
  if (HANDLE.test(text)) return text;
  if (/^https?:\/\//i.test(text)) return URL.canParse(text) ? new URL(text).hostname.replace(/^www\./, "") : undefined;
  const [, name, site] = /^([^()]+?) \(([^()]+)\)$/.exec(text) ?? [];
  if (name === undefined || site === undefined) return outletName(text);
  return outletName(name) === name && outletName(site) !== undefined ? text : undefined;
}

/** `The Paper in London` */
export function withoutPlace(outlet: string): string {
  const [, name, place = ""] = /^(.+?),? in ([^,]+)$/i.exec(outlet) ?? [];
  return name !== undefined && isPlace(place) ? name : outlet;
}
