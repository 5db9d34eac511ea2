/**
 * Templates: XML or JSON that the `feed` package wrote, with placeholders that are filled with the values of an item or a channel.
 *
 * What `feed` writes for an item depends on which fields are set, never on their values. So `feed` runs once for each shape
 * of item, with placeholders instead of values, and the values are then inserted into its output. No value ever passes
 * through `feed`, which escapes some values twice, some incorrectly and some not at all, and no work is repeated.
 */
import { markup, named, plain } from "./xml.ts";

/** The values of a template. Two have the same shape if they have the same fields and their lists have the same lengths. */
export type TemplateValues =
  | string
  | number
  | undefined
  | readonly TemplateValues[]
  | { readonly [name: string]: TemplateValues };

/** A part of a template: the text up to a placeholder, the index of the value for it, and how to escape that value there. */
type TemplatePart = { readonly before: string; readonly index: number; readonly escapeValue: (text: string) => string };
type Template = { readonly parts: readonly TemplatePart[]; readonly end: string };

/** Bounds memory: an item can have any number of tags, so there is no limit to possible shapes. A typical site has a few dozen. */
const MAX_TEMPLATES = 1000;

/**
 * Returns a function that writes values into the XML that `write` returns for their placeholders. `write` may put a
 * placeholder into an element, a quoted attribute or, if the value is HTML, a CDATA section; it must not inspect or change
 * it. A placeholder is also a valid URL.
 */
export function itemTemplate<Shape extends TemplateValues>(
  write: (placeholders: Shape) => string,
): (values: Shape) => readonly string[] {
  return template(write, parseXml);
}

/** The same for JSON, in which a placeholder is a string or, for a number, stands for one. */
export function jsonTemplate<Shape extends TemplateValues>(
  write: (placeholders: Shape) => string,
): (values: Shape) => readonly string[] {
  return template(write, parseJson);
}

function template<Shape extends TemplateValues>(
  write: (placeholders: Shape) => string,
  parse: (written: string) => Template,
): (values: Shape) => readonly string[] {
  const templates = new Map<string, Template>();
  return (values) => {
    const texts: string[] = [];
    const shape = shapeOf(values, texts);
    let template = templates.get(shape);
    if (template === undefined) {
      if (templates.size >= MAX_TEMPLATES) templates.clear();
      template = parse(write(withPlaceholders(values)));
      templates.set(shape, template);
    }
    return fill(template, texts);
  };
}

/** The same text for values of the same shape; adds their texts to `texts`. */
function shapeOf(values: TemplateValues, texts: string[]): string {
  if (typeof values === "string" || typeof values === "number") {
    texts.push(String(values));
    return typeof values === "string" ? "t" : "n";
  }
  if (values === undefined) return "-";
  let shape = "";
  if (isList(values)) {
    for (const value of values) shape += shapeOf(value, texts);
    return `[${shape}]`;
  }
  for (const name in values) shape += `${name}:${shapeOf(values[name], texts)};`;
  return `{${shape}}`;
}

/** The values with numbered placeholders, in the order of `shapeOf`. */
function withPlaceholders<Shape extends TemplateValues>(values: Shape): Shape {
  let count = 0;
  return JSON.parse(
    JSON.stringify(values, (_, value) => {
      if (typeof value === "number") return `number:${count++}`;
      return typeof value === "string" ? `placeholder:${count++}` : value;
    }),
  );
}

const isList = (values: TemplateValues): values is readonly TemplateValues[] => Array.isArray(values);

function parseJson(json: string): Template {
  const pieces = json.split(/"(placeholder|number):(\d+)"/);
  const parts: TemplatePart[] = [];
  for (let at = 0; at + 2 < pieces.length; at += 3) {
    const escapeValue = pieces[at + 1] === "number" ? asIs : quoted;
    parts.push({ before: pieces[at] ?? "", index: Number(pieces[at + 2]), escapeValue });
  }
  return { parts, end: pieces.at(-1) ?? "" };
}

const asIs = (number: string) => number;
const quoted = (text: string) => JSON.stringify(text);

function parseXml(xml: string): Template {
  const pieces = xml.split(/(<!\[CDATA\[)?placeholder:(\d+)(?:\]\]>)?/);
  const parts: TemplatePart[] = [];
  for (let at = 0; at + 2 < pieces.length; at += 3) {
    const before = pieces[at] ?? "";
    const escapeValue = pieces[at + 1] !== undefined ? markup : before.endsWith('="') ? named : plain;
    parts.push({ before, index: Number(pieces[at + 2]), escapeValue });
  }
  return { parts, end: pieces.at(-1) ?? "" };
}

/** HTML stays a separate part: it is most of the output, and all documents that contain it share the same string. */
function fill(template: Template, texts: readonly string[]): readonly string[] {
  const output: string[] = [];
  let pending = "";
  for (const { before, index, escapeValue } of template.parts) {
    const escaped = escapeValue(texts[index] ?? "");
    pending += before;
    if (escapeValue === markup) {
      output.push(pending, escaped);
      pending = "";
    } else pending += escaped;
  }
  output.push(pending + template.end);
  return output;
}
