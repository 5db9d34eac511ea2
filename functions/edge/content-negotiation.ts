/** What a reader says that it can take: `Accept` and `Accept-Encoding` (RFC 9110 §12.5.1, §12.5.3). */
import type { FeedFormat } from "../render/document.ts";
import { FORMAT_NAMES } from "./site-layout.ts";

/** A longer list is no honest one, and an edge function's time is short. */
const MAX_CHOICES = 32;

/** What names each format, the most telling name first. */
const NAMES: Readonly<Record<FeedFormat, readonly string[]>> = {
  rss: ["application/rss+xml", "application/rdf+xml", "application/xml", "text/xml", "application/*", "*/*", "*"],
  atom: ["application/atom+xml", "application/xml", "text/xml", "application/*", "*/*", "*"],
  json: ["application/feed+json", "application/json", "application/*", "*/*", "*"],
};

/**
 * The format that a reader likes best. Equal wishes go to the one that was named more exactly, then to RSS, the format that
 * every reader has; so does a browser, and whoever says nothing or accepts none of the three, for some answer is better than none.
 */
export function preferredFormat(accept: string | undefined): FeedFormat {
  const choices = readChoices(accept ?? "");
  const wishes = FORMAT_NAMES.map((format) => wishFor(format, choices));
  const best = wishes.reduce((one, other) => (isStronger(other, one) ? other : one));
  return best.quality > 0 ? best.format : "rss";
}

/** Whether to send gzip: only where it is named, and not liked less than plain. `*` alone is not asking for it. */
export function acceptsGzip(acceptEncoding: string | undefined): boolean {
  const choices = readChoices(acceptEncoding ?? "");
  const gzip = qualityOf("gzip", choices) ?? qualityOf("x-gzip", choices) ?? 0;
  return gzip > 0 && gzip >= (qualityOf("identity", choices) ?? 0);
}

type Choice = { readonly name: string; readonly quality: number };
type Wish = { readonly format: FeedFormat; readonly quality: number; readonly vagueness: number };

function readChoices(header: string): readonly Choice[] {
  return header.toLowerCase().split(",", MAX_CHOICES).map(readChoice);
}

function readChoice(text: string): Choice {
  const parts = text.split(";").map((part) => part.trim());
  const weight = parts.slice(1).find((part) => /^q\s*=/.test(part));
  return { name: parts[0] ?? "", quality: weight === undefined ? 1 : readQuality(weight) };
}

/** What is no number counts as if nothing had been said. */
function readQuality(weight: string): number {
  const quality = parseFloat(weight.slice(weight.indexOf("=") + 1));
  return quality >= 0 ? Math.min(quality, 1) : 1;
}

function qualityOf(name: string, choices: readonly Choice[]): number | undefined {
  return choices.find((choice) => choice.name === name)?.quality;
}

/** The most exact of a format's names that the reader uses decides, even if it is a refusal. */
function wishFor(format: FeedFormat, choices: readonly Choice[]): Wish {
  const names = NAMES[format];
  const used = names.find((name) => qualityOf(name, choices) !== undefined);
  if (used === undefined) return { format, quality: 0, vagueness: names.length };
  return { format, quality: qualityOf(used, choices) ?? 0, vagueness: vaguenessOf(used) };
}

function vaguenessOf(name: string): number {
  if (name.includes("*")) return 2;
  return name === "application/xml" || name === "text/xml" || name === "application/json" ? 1 : 0;
}

function isStronger(one: Wish, other: Wish): boolean {
  if (one.quality !== other.quality) return one.quality > other.quality;
  return one.vagueness < other.vagueness;
}
