/** Parses pages as a browser does, and finds elements, classes and text in them for tests. */
import type { Element, Nodes, Root } from "hast";
import { fromHtml } from "hast-util-from-html";

/** @throws Error at the first parse error. Control characters and noncharacters are allowed, because they come from the article's text. */
export function readPage(html: string): Root {
  return fromHtml(html, {
    onerror: (problem) => {
      throw new Error(`invalid HTML at ${problem.line}:${problem.column}: ${problem.reason}`);
    },
    noncharacterInInputStream: false,
    controlCharacterInInputStream: false,
  });
}

/** All elements in document order, or only those with one of the names. */
export function elements(node: Nodes, ...names: readonly string[]): Element[] {
  const inside = "children" in node ? node.children.flatMap((child) => elements(child, ...names)) : [];
  return node.type === "element" && (names.length === 0 || names.includes(node.tagName)) ? [node, ...inside] : inside;
}

export function withClass(node: Nodes, name: string): Element[] {
  return elements(node).filter((element) => classesOf(element).includes(name));
}

export function classesOf(element: Element): readonly (string | number)[] {
  const { className } = element.properties;
  return Array.isArray(className) ? className : [];
}

/** The entire text inside a node, without leading or trailing space. */
export function text(node: Nodes | undefined): string {
  return all(node).trim();
}

/** The value of the first `meta` with this name or property. */
export function meta(page: Root, name: string): string | undefined {
  const found = elements(page, "meta").find(
    ({ properties }) => properties.name === name || properties.property === name,
  );
  return found === undefined ? undefined : String(found.properties.content);
}

function all(node: Nodes | undefined): string {
  if (node === undefined) return "";
  if (node.type === "text") return node.value;
  return "children" in node ? node.children.map(all).join("") : "";
}
