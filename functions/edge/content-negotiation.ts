/** Chooses a feed's format and compression from a reader's `Accept` and `Accept-Encoding` (RFC 9110 §12.5.1, §12.5.3). */
import type { FeedFormat } from "../render/document.ts";
import { FORMAT_NAMES } from "./site-layout.ts";

/** No real client sends a longer list, and an edge function has little time. */
const MAX_CHOICES = 32;

/** The media types and ranges that match each format, most specific first. */
const NAMES: Readonly<Record<FeedFormat, readonly string[]>> = {
  rss: ["application/rss+xml", "application/rdf+xml", "application/xml", "text/xml", "application/*", "*/*", "*"],
  atom: ["application/atom+xml", "application/xml", "text/xml", "application/*", "*/*", "*"],
  json: ["application/feed+json", "application/json", "application/*", "*/*", "*"],
};

/**
 * The format that a reader prefers. Among equal preferences the more specifically named format wins, then RSS, the format that every
 * reader supports. Browsers get RSS too, and so do clients that send no `Accept` or accept none of the three, because any answer is
 * better than none.
 */
export function preferredFormat(accept: string | undefined): FeedFormat {
  const choices = readChoices(accept ?? "");
  const preferences = FORMAT_NAMES.map((format) => preferenceFor(format, choices));
  const best = preferences.reduce((one, other) => (isStronger(other, one) ? other : one));
  return best.quality > 0 ? best.format : "rss";
}

/** Whether to send gzip: only if the header names it, and does not prefer the uncompressed body. `*` alone does not request gzip. */
export function acceptsGzip(acceptEncoding: string | undefined): boolean {
  const choices = readChoices(acceptEncoding ?? "");
  const gzip = qualityOf("gzip", choices) ?? qualityOf("x-gzip", choices) ?? 0;
  return gzip > 0 && gzip >= (qualityOf("identity", choices) ?? 0);
}

type Choice = { readonly name: string; readonly quality: number };
type Preference = { readonly format: FeedFormat; readonly quality: number; readonly vagueness: number };

function readChoices(header: string): readonly Choice[] {
  return header.toLowerCase().split(",", MAX_CHOICES).map(readChoice);
}

function readChoice(text: string): Choice {
  const parts = text.split(";").map((part) => part.trim());
  const weight = parts.slice(1).find((part) => /^q\s*=/.test(part));
  return { name: parts[0] ?? "", quality: weight === undefined ? 1 : readQuality(weight) };
}

/** A weight that is not a number counts as absent. */
function readQuality(weight: string): number {
  const quality = parseFloat(weight.slice(weight.indexOf("=") + 1));
  return quality >= 0 ? Math.min(quality, 1) : 1;
}

function qualityOf(name: string, choices: readonly Choice[]): number | undefined {
  return choices.find((choice) => choice.name === name)?.quality;
}

/** The most specific of a format's names in the header decides, even if it refuses the format. */
function preferenceFor(format: FeedFormat, choices: readonly Choice[]): Preference {
  const names = NAMES[format];
  const used = names.find((name) => qualityOf(name, choices) !== undefined);
  if (used === undefined) return { format, quality: 0, vagueness: names.length };
  return { format, quality: qualityOf(used, choices) ?? 0, vagueness: vaguenessOf(used) };
}

function vaguenessOf(name: string): number {
  if (name.includes("*")) return 2;
  return name === "application/xml" || name === "text/xml" || name === "application/json" ? 1 : 0;
}

function isStronger(one: Preference, other: Preference): boolean {
  if (one.quality !== other.quality) return one.quality > other.quality;
  return one.vagueness < other.vagueness;
}
