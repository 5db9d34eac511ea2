/**
 * How to talk to the npm package `feed`, the engine that arranges our documents.
 *
 * This folder alone knows it. Each format has a file that says what the engine is told, and puts right what it gets wrong
 * in that format.
 */
import type { Extension } from "feed";
import type { Channel } from "../channel.ts";

/** For what the engine insists on, where only a part of what it writes is wanted. */
export const UNUSED = { title: "-", link: "https://example.org/" } as const;

/**
 * Fields as the engine's extensions, which it puts in place of its own element or property of that name, and else last.
 * In XML they are xml-js's compact elements, a list being as many elements, though the type tells of objects only.
 */
export function extensions(fields: Readonly<Record<string, unknown>>): Extension[] {
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ({ name, objects: value as Extension["objects"] }));
}

/** A date that is written already, or a slot for one: the engine takes nothing but a `Date`, and does nothing but write it. */
export function asWritten(text: string): Date {
  return Object.assign(new Date(0), { toISOString: () => text, toUTCString: () => text });
}

/** The one element of that name, with its indentation and line end, out of what the engine wrote. */
export function onlyElement(name: string, document: string): string {
  return new RegExp(`^ *<${name}>[\\s\\S]*</${name}>\n`, "m").exec(document)?.[0] ?? "";
}

/** A document with its style named; while it is small, since whoever looks into a long one has it copied. */
export function withStyle(document: string, { styleInstruction }: Pick<Channel, "styleInstruction">): string {
  return document.replace("?>", () => `?>\n${styleInstruction}`);
}

/** An item of a document, in parts to be written one behind the other. */
export type Fragment = readonly string[];

/** A document with items put in before its ending. */
export function before(ending: string, document: string, items: readonly Fragment[], separator = ""): string[] {
  const start = document.slice(0, -ending.length);
  const separated = separator === "" ? items : items.map((parts, at) => (at === 0 ? parts : [separator, ...parts]));
  return [start, ...separated.flat(), ending];
}
