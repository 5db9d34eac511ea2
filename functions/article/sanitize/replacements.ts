/**
 * Says what stands in place of an element that no feed may hold: a frame, player, drawing, formula or form control goes in; a
 * link, or the words that a browser would show, come out.
 */
import type { ElementContent, Element as HastElement } from "hast";
import type { AttributeContext } from "./attributes.ts";
import { validText } from "./attributes.ts";
import { embedLink } from "./embeds.ts";
import { drawingText, formulaText } from "./formulas.ts";
import type { Neighbors } from "./lazy-media.ts";
import { attributeOf, type Element, elementsIn, isHtml, isInline, wordsOf } from "./parse-html.ts";

export type ReplacementContext = AttributeContext & {
  readonly neighbors: Neighbors;
  /** What is inside of the element, cleaned; collected only if called. */
  readonly fallback: () => ElementContent[];
};

type Replacer = (element: Element, context: ReplacementContext) => ElementContent[];

export function isReplaced(element: Element): boolean {
  return replacerOf(element) !== undefined;
}

export function replacement(element: Element, context: ReplacementContext): ElementContent[] {
  return replacerOf(element)?.(element, context) ?? [];
}

const REPLACERS: ReadonlyMap<string, Replacer> = new Map(
  Object.entries({
    iframe: frame,
    frame,
    embed: frame,
    object: plugin,
    applet: plugin,
    button: control,
    textarea,
    select,
    input,
    canvas: box,
    meter: box,
    progress: box,
    output: box,
  }),
);

/** The root of a drawing or formula is in another namespace, and so is all that it contains. */
function replacerOf(element: Element): Replacer | undefined {
  if (isHtml(element)) return REPLACERS.get(element.tagName);
  return element.tagName === "math" ? formula : drawing;
}

function text(value: string): ElementContent {
  return { type: "text", value: validText(value) };
}

function node(tagName: string, properties: HastElement["properties"], children: ElementContent[]): ElementContent {
  return { type: "element", tagName, properties, children };
}

function frame(element: Element, { removed }: ReplacementContext): ElementContent[] {
  const { tagName } = element;
  const link = embedLink(element);
  const lost = `${attributeOf(element, "srcdoc")?.replace(/<[^<>]*>/g, " ") ?? ""} ${wordsOf(element)}`;
  removed.add(link ? `replaced <${tagName}> by a link` : `removed <${tagName}>`, element, lost);
  if (!link) return [];
  const anchor = node("a", { href: link.href }, [text(link.text)]);
  return [isAmongBlocks(element) ? node("p", {}, [anchor]) : anchor];
}

/** Where a link alone would run into the text around it. */
function isAmongBlocks({ parentNode }: Element): boolean {
  if (!parentNode || !("tagName" in parentNode)) return true;
  return (
    !isInline(parentNode) && !/^(?:p|li|t[dh]|d[dt]|h[1-6]|figcaption|summary|caption|pre)$/.test(parentNode.tagName)
  );
}

/** What is inside of a plug-in is meant for those who do not have it, which is everyone today. */
function plugin(element: Element, context: ReplacementContext): ElementContent[] {
  const fallback = context.fallback();
  if (fallback.every((child) => child.type === "text" && child.value.trim() === "")) return frame(element, context);
  context.removed.add(`removed <${element.tagName}>`, element);
  return apart(context.neighbors, fallback);
}

function drawing(element: Element, { removed, neighbors }: ReplacementContext): ElementContent[] {
  removed.add(`removed <${element.tagName}>`, element);
  const words = drawingText(element);
  return words === "" ? [] : apart(neighbors, [text(words)]);
}

function formula(element: Element, { removed, neighbors }: ReplacementContext): ElementContent[] {
  removed.add("removed <math>", element);
  const words = formulaText(element);
  return words === "" ? [] : apart(neighbors, [text(words)]);
}

/** What is inside is shown in place of the element, and stands apart as the element did. */
function box(element: Element, { removed, fallback, neighbors }: ReplacementContext): ElementContent[] {
  removed.add(`removed <${element.tagName}>`, element);
  return apart(neighbors, fallback());
}

/** Adds a space on each side where words would run into those around them. */
export function apart({ before, after }: Neighbors, children: readonly ElementContent[]): ElementContent[] {
  const isOpen = (neighbor: Neighbors["before"], edge: RegExp) =>
    neighbor !== undefined && (!("value" in neighbor) || !edge.test(neighbor.value));
  const [start, end] = [isOpen(before, /(?:^|[\s("'“‘«¿¡])$/), isOpen(after, /^(?:$|[\s.,;:!?)"'”’»…])/)];
  return [...(start ? [text(" ")] : []), ...children, ...(end ? [text(" ")] : [])];
}

/** The words on a button may be part of a sentence: "Press OK to go on." */
function control(element: Element, { removed, fallback, neighbors }: ReplacementContext): ElementContent[] {
  removed.add("removed <button>", element);
  return apart(neighbors, fallback());
}

function textarea(element: Element, { removed }: ReplacementContext): ElementContent[] {
  removed.add("removed <textarea>", element);
  const words = wordsOf(element);
  return words.trim() === "" ? [] : [node("pre", {}, [text(words)])];
}

function select(element: Element, { removed, neighbors }: ReplacementContext): ElementContent[] {
  removed.add("removed <select>", element);
  const options = [...elementsIn(element)].filter(({ tagName }) => tagName === "option");
  const words = options.map((option) => wordsOf(option).trim()).filter((word) => word !== "");
  return words.length === 0 ? [] : apart(neighbors, [text(words.join(", "))]);
}

/** A box to tick tells whether it is done; what else stands in a field is not the writer's text. */
function input(element: Element, { removed }: ReplacementContext): ElementContent[] {
  const type = attributeOf(element, "type")?.trim().toLowerCase();
  const isChecked = attributeOf(element, "checked") !== undefined;
  const isTask = type === "checkbox";
  const shown =
    type === "hidden" ? "" : `${attributeOf(element, "value") ?? ""} ${attributeOf(element, "placeholder") ?? ""}`;
  removed.add(type === "hidden" ? "removed hidden <input>" : "removed <input>", element, isTask ? "" : shown);
  return isTask ? [text(isChecked ? "☑" : "☐")] : [];
}
