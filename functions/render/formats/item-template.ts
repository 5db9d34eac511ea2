/**
 * Forms: XML that the engine wrote, with slots where the words go.
 *
 * What `feed` writes of an item depends on which fields it has, never on the words in them. So it is given slots in place of
 * words and asked once for every shape of item; the words are put into what it wrote. None of them ever passes through
 * the engine, which escapes some of them twice, some wrongly and some not at all, and nothing is written twice in vain.
 */
import { markup, named, plain } from "./xml.ts";

/** Texts that make up a shape: the same fields, and as many in every list, are the same shape. */
export type TemplateValues =
  | string
  | undefined
  | readonly TemplateValues[]
  | { readonly [name: string]: TemplateValues };

/** A piece of a form: XML up to a slot, and which word goes into it, escaped for where it stands. */
type TemplatePart = { readonly xml: string; readonly slot: number; readonly written: (word: string) => string };
type Template = { readonly pieces: readonly TemplatePart[]; readonly end: string };

/** So many tags make an item that their numbers are never tried out; a site has some dozen shapes. */
const MAX_TEMPLATES = 1000;

/**
 * Writes words as `draw` arranges their slots. `draw` may place a slot in an element, in a quoted attribute, or, if it holds
 * HTML, in a CDATA section; it must not look into it. A slot also passes for a URL.
 */
export function itemTemplate<Shape extends TemplateValues>(
  draw: (slots: Shape) => string,
): (words: Shape) => readonly string[] {
  const forms = new Map<string, Template>();
  return (words) => {
    const values: string[] = [];
    // The shape with its slots, as JSON, is both what to draw and what to remember it by.
    const shape = JSON.stringify(words, (_, word) =>
      typeof word === "string" ? `slot:${values.push(word) - 1}` : word,
    );
    let drawn = forms.get(shape);
    if (drawn === undefined) {
      if (forms.size >= MAX_TEMPLATES) forms.clear();
      drawn = parseTemplate(draw(JSON.parse(shape)));
      forms.set(shape, drawn);
    }
    return fill(drawn, values);
  };
}

function parseTemplate(xml: string): Template {
  const parts = xml.split(/(<!\[CDATA\[)?slot:(\d+)(?:\]\]>)?/);
  const pieces: TemplatePart[] = [];
  for (let at = 0; at + 2 < parts.length; at += 3) {
    const before = parts[at] ?? "";
    const written = parts[at + 1] !== undefined ? markup : before.endsWith('="') ? named : plain;
    pieces.push({ xml: before, slot: Number(parts[at + 2]), written });
  }
  return { pieces, end: parts.at(-1) ?? "" };
}

/** HTML stays a part of its own: it is most of what is written, and the same in all that tells of it. */
function fill(form: Template, values: readonly string[]): readonly string[] {
  const parts: string[] = [];
  let text = "";
  for (const { xml, slot, written } of form.pieces) {
    const word = written(values[slot] ?? "");
    text += xml;
    if (written === markup) {
      parts.push(text, word);
      text = "";
    } else text += word;
  }
  parts.push(text + form.end);
  return parts;
}
