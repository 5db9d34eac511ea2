/** A parser for the tests that forgives nothing: XML 1.0 and its namespaces, as far as feeds use them (no DTD, no comments). */

export type Element = {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Element[];
  /** The element's own text, references read. */
  readonly text: string;
};

const DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n';
const NAME = "[A-Za-z_][\\w.-]*(?::[A-Za-z_][\\w.-]*)?";
const TOKEN = new RegExp(
  `(?<text>[^<]+)|<!\\[CDATA\\[(?<cdata>[^]*?)\\]\\]>|</(?<end>${NAME})\\s*>|<(?<start>${NAME})(?<attributes>(?:\\s+${NAME}="[^"<]*")*)\\s*(?<empty>/?)>`,
  "y",
);
const CHARS = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** @throws Error at the first thing that is not well-formed */
export function parseXml(xml: string): Element {
  if (!xml.startsWith(DECLARATION)) throw new Error("no XML declaration at the very beginning");
  if (!CHARS.test(xml)) throw new Error("a character that XML 1.0 cannot hold");
  const top = open("", new Map());
  const stack = [top];
  for (let at = beginning(xml); at < xml.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(xml)?.groups;
    if (found === undefined) throw new Error(`not XML: ${xml.slice(at, at + 80)}`);
    take(found, stack);
  }
  const [root, ...others] = top.children;
  if (stack.length !== 1 || root === undefined || others.length > 0) throw new Error("not one whole element");
  if (top.text.trim() !== "") throw new Error("text outside of the root element");
  return root;
}

/** Behind the declaration and, where there is one, the instruction that names a stylesheet. */
function beginning(xml: string): number {
  const instruction = /<\?xml-stylesheet type="text\/css" href="(?:[^"<&?]|&(?:amp|#\d+);)*"\?>/y;
  instruction.lastIndex = DECLARATION.length;
  return DECLARATION.length + (instruction.exec(xml)?.[0].length ?? 0);
}

/** Every element of the tree, the root first. */
export function all(element: Element): Element[] {
  return [element, ...element.children.flatMap(all)];
}

export function named(name: string, element: Element): Element[] {
  return element.children.filter((child) => child.name === name);
}

export function textOf(name: string, element: Element): string | undefined {
  return named(name, element)[0]?.text;
}

type Opened = Element & { children: Element[]; text: string; readonly prefixes: ReadonlySet<string> };

function open(
  name: string,
  attributes: ReadonlyMap<string, string>,
  outer: ReadonlySet<string> = new Set(["xml"]),
): Opened {
  const declared = [...attributes.keys()].filter((key) => key.startsWith("xmlns:")).map((key) => key.slice(6));
  const prefixes = new Set([...outer, ...declared]);
  for (const used of [name, ...attributes.keys()].filter((key) => key.includes(":") && !key.startsWith("xmlns:"))) {
    if (!prefixes.has(used.split(":")[0] ?? "")) throw new Error(`the prefix of ${used} is not declared`);
  }
  return { name, attributes, children: [], text: "", prefixes };
}

function take(found: Record<string, string | undefined>, stack: Opened[]): void {
  const parent = stack.at(-1);
  if (parent === undefined) throw new Error("too many end tags");
  if (found.text !== undefined) parent.text += resolved(found.text, /]]>/);
  else if (found.cdata !== undefined) parent.text += found.cdata;
  else if (found.end !== undefined) {
    if (stack.pop()?.name !== found.end) throw new Error(`</${found.end}> ends no open element`);
  } else {
    const element = open(found.start ?? "", attributesOf(found.attributes ?? ""), parent.prefixes);
    parent.children.push(element);
    if (found.empty === "") stack.push(element);
  }
}

function attributesOf(written: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = "", value = ""] of written.matchAll(/([^\s=]+)="([^"]*)"/g)) {
    if (attributes.has(name)) throw new Error(`${name} twice`);
    attributes.set(name, resolved(value.replace(/[\t\n\r]/g, " "), /</));
  }
  return attributes;
}

function resolved(text: string, forbidden: RegExp): string {
  if (forbidden.test(text)) throw new Error(`${forbidden} in ${text}`);
  return text.replace(/&(?:#x([0-9A-Fa-f]+);|#(\d+);|(\w+);|)/g, (reference, hex, decimal, name) => {
    const code = hex ? Number.parseInt(hex, 16) : decimal ? Number(decimal) : undefined;
    const character = code === undefined ? ENTITIES[name] : String.fromCodePoint(code);
    if (character === undefined || !CHARS.test(character)) throw new Error(`a bare or unknown reference: ${reference}`);
    return character;
  });
}
