/**
 * Helpers for the npm package `feed`, which writes the structure of the RSS, Atom and JSON Feed documents.
 *
 * Only this folder uses the package. Each format has a file that prepares the package's input and corrects its output for
 * that format.
 */
import type { Extension } from "feed";
import type { Channel } from "../channel.ts";
import type { DocumentPart } from "../document.ts";

/** Values for fields that the `feed` package requires, for when only a part of its output is used. */
export const UNUSED = { title: "-", link: "https://example.org/" } as const;

/**
 * Converts fields to extensions of the `feed` package. An extension replaces the package's own element or property of the
 * same name; if there is none, it is added at the end. In XML, values are compact elements of xml-js, and a list becomes
 * several elements, although the type allows only objects.
 */
export function extensions(fields: Readonly<Record<string, unknown>>): Extension[] {
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ({ name, objects: value as Extension["objects"] }));
}

/** Wraps a formatted date, or a placeholder for one, in a `Date`: the `feed` package accepts only a `Date` and only formats it. */
export function asWritten(text: string): Date {
  return Object.assign(new Date(0), { toISOString: () => text, toUTCString: () => text });
}

/** Extracts the only element of that name from a document, with its indentation and line end. */
export function onlyElement(name: string, document: string): string {
  return new RegExp(`^ *<${name}>[\\s\\S]*</${name}>\n`, "m").exec(document)?.[0] ?? "";
}

const DECLARATION = '<?xml version="1.0" encoding="utf-8"?>';

/** Adds the stylesheet instruction after the XML declaration, with which the `feed` package begins every document. */
export function withStyle(document: string, { styleInstruction }: Pick<Channel, "styleInstruction">): string {
  return `${DECLARATION}\n${styleInstruction}${document.slice(DECLARATION.length)}`;
}

/** An item of a document, as parts in output order. */
export type Fragment = readonly string[];
/** The same once it is rendered: parts, of whatever form. */
export type ItemParts = readonly DocumentPart[];

/** Inserts items into a document before its ending; returns the parts of the document. */
export function before(ending: string, document: string, items: readonly ItemParts[], separator = ""): DocumentPart[] {
  const start = document.slice(0, -ending.length);
  const separated =
    separator === "" ? items : items.map((parts, index) => (index === 0 ? parts : [separator, ...parts]));
  return [start, ...separated.flat(), ending];
}
