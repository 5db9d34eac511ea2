/** Pages as a browser reads them, for tests to ask questions of. */
import type { Element, Nodes, Root } from "hast";
import { fromHtml } from "hast-util-from-html";

/** @throws Error at what is not good HTML; characters that HTML would rather not see are a writer's own. */
export function readPage(html: string): Root {
  return fromHtml(html, {
    onerror: (problem) => {
      throw new Error(`not good HTML: ${problem.reason} (${problem.line}:${problem.column})`);
    },
    noncharacterInInputStream: false,
    controlCharacterInInputStream: false,
  });
}

/** Every element in the page's order, or those of these names. */
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

/** All text inside, without space at its ends. */
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
