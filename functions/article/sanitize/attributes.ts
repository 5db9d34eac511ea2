/** Reduces the attributes of an element to the allowed ones: an element goes in, safe properties come out, and notes on the rest. */
import type { Properties } from "hast";
import { cleanText, oneLine } from "../characters.ts";
import { resolve, schemeOf } from "../reference.ts";
import { ALLOWED_ID, ATTRIBUTES, REFERENCES, SCHEMA, SWITCHES } from "./allowed-html.ts";
import { loadedAttributes } from "./lazy-media.ts";
import type { Element } from "./parse-html.ts";
import type { Removals } from "./removals.ts";
import { resolveSrcset } from "./srcset.ts";

export type AttributeContext = { readonly removed: Removals };

export function propertiesOf(node: Element, context: AttributeContext): Properties {
  const properties: Properties = {};
  for (const { name, value } of loadedAttributes(node)) {
    const property = propertyOf(node, name, value);
    if (property === undefined) context.removed.add(`removed ${describe(node, name, value)}`, node);
    else properties[property[0]] = property[1];
  }
  return properties;
}

type Property = readonly [name: string, value: string | string[] | true];

function propertyOf({ tagName, attrs }: Element, name: string, value: string): Property | undefined {
  if (name === "class") return classes(value);
  if (name === "id") return idOf(value);
  if (name === "name" && tagName === "a" && !attrs.some((other) => other.name === "id")) return idOf(value);
  if (name === "style") return alignment(tagName, value);
  if (!ATTRIBUTES.get(tagName)?.has(name)) return undefined;
  if (SWITCHES.has(name)) return [name, true];
  const kind = Object.hasOwn(REFERENCES, name) ? REFERENCES[name] : undefined;
  const resolved = kind ? resolve(value, kind) : name === "srcset" ? resolveSrcset(value) : validText(value);
  return resolved === undefined ? undefined : [name, resolved];
}

/** An empty id is no id, and nothing that a note should tell of. */
function idOf(value: string): Property | undefined {
  const id = validText(value);
  return id === "" || ALLOWED_ID.test(id) ? ["id", id] : undefined;
}

const [, ...CLASSES] = SCHEMA.attributes["*"].find(([name]) => name === "className") ?? [];

function classes(value: string): Property | undefined {
  const kept = value
    .split(/\s+/)
    .filter((token) => CLASSES.some((pattern) => pattern instanceof RegExp && pattern.test(token)));
  return kept.length === 0 ? undefined : ["className", kept];
}

/** Keeps the alignment of table cells, which Markdown and others write as `style`; drops every other style. */
function alignment(tagName: string, style: string): Property | undefined {
  const [, align] = /^\s*text-align:\s*(left|right|center)\s*;?\s*$/.exec(style) ?? [];
  return align && /^t[dh]$/.test(tagName) ? ["align", align] : undefined;
}

function describe({ tagName }: Element, name: string, value: string): string {
  if (!Object.hasOwn(REFERENCES, name)) return `${oneLine(name).slice(0, 40)} of <${tagName}>`;
  const scheme = schemeOf(value);
  return `${scheme ? `${scheme} link` : `invalid ${name}`} of <${tagName}>`;
}

/** Drops invalid characters, which character references can bring in, and the U+FFFD that parsers replace them with. */
export function validText(text: string): string {
  return cleanText(text).replaceAll("\uFFFD", "");
}
