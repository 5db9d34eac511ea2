/** A strict parser for tests that turns a document into elements and throws on every error. Supports XML 1.0 and namespaces as far as feeds use them (no DTD, no comments). */

export type Element = {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Element[];
  /** The element's direct text, with references resolved. */
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
  if (!xml.startsWith(DECLARATION)) throw new Error("the document does not start with the XML declaration");
  if (!CHARS.test(xml)) throw new Error("the document contains a character that XML 1.0 does not allow");
  const top = open("", new Map());
  const stack = [top];
  for (let at = startOfContent(xml); at < xml.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(xml)?.groups;
    if (token === undefined) throw new Error(`invalid XML at ${at}: ${xml.slice(at, at + 80)}`);
    addToken(token, stack);
  }
  const [root, ...others] = top.children;
  if (stack.length !== 1 || root === undefined || others.length > 0)
    throw new Error("expected exactly one complete root element");
  if (top.text.trim() !== "") throw new Error("text outside the root element");
  return root;
}

/** The position after the declaration and, if there is one, the stylesheet instruction. */
function startOfContent(xml: string): number {
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

function addToken(token: Record<string, string | undefined>, stack: Opened[]): void {
  const parent = stack.at(-1);
  if (parent === undefined) throw new Error("too many end tags");
  if (token.text !== undefined) parent.text += resolved(token.text, /]]>/);
  else if (token.cdata !== undefined) parent.text += token.cdata;
  else if (token.end !== undefined) {
    if (stack.pop()?.name !== token.end) throw new Error(`the end tag </${token.end}> does not match the open element`);
  } else {
    const element = open(token.start ?? "", attributesOf(token.attributes ?? ""), parent.prefixes);
    parent.children.push(element);
    if (token.empty === "") stack.push(element);
  }
}

function attributesOf(written: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = "", value = ""] of written.matchAll(/([^\s=]+)="([^"]*)"/g)) {
    if (attributes.has(name)) throw new Error(`duplicate attribute: ${name}`);
    attributes.set(name, resolved(value.replace(/[\t\n\r]/g, " "), /</));
  }
  return attributes;
}

function resolved(text: string, forbidden: RegExp): string {
  if (forbidden.test(text)) throw new Error(`forbidden ${forbidden} in: ${text}`);
  return text.replace(/&(?:#x([0-9A-Fa-f]+);|#(\d+);|(\w+);|)/g, (reference, hex, decimal, name) => {
    const code = hex ? Number.parseInt(hex, 16) : decimal ? Number(decimal) : undefined;
    const character = code === undefined ? ENTITIES[name] : String.fromCodePoint(code);
    if (character === undefined || !CHARS.test(character))
      throw new Error(`invalid or unknown reference: ${reference}`);
    return character;
  });
}
