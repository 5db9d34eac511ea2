/** Writes a drawing or formula as text: an `<svg>` or `<math>` element goes in, its words or a line such as `(a+b)/2` comes out. */
import { oneLine } from "../characters.ts";
import { attributeOf, type Element, isElement, isHtml, type Node, wordsOf } from "./parse-html.ts";

/** The words in a drawing, or else its label. */
export function drawingText(svg: Element): string {
  return oneLine(wordsOf(svg)) || oneLine(attributeOf(svg, "aria-label") ?? "");
}

/** The TeX that a formula was made from, if it is there; else the formula on one line. */
export function formulaText(math: Element): string {
  return oneLine(attributeOf(math, "alttext") ?? texOf(math) ?? lineOf(math));
}

function texOf(parent: Element): string | undefined {
  for (const child of parent.childNodes) {
    if (!isElement(child)) continue;
    const isTex = child.tagName === "annotation" && /tex/i.test(attributeOf(child, "encoding") ?? "");
    const tex = isTex ? wordsOf(child) : texOf(child);
    if (tex) return tex;
  }
  return undefined;
}

function lineOf(node: Node): string {
  if ("value" in node) return node.value.trim();
  if (!isElement(node) || /^annotation/.test(node.tagName)) return "";
  if (isHtml(node)) return wordsOf(node).trim();
  const parts = node.childNodes.map(lineOf).filter((part) => part !== "");
  const [first = "", second = "", third = ""] = parts;
  switch (node.tagName) {
    case "mfrac":
      return `${group(first)}/${group(second)}`;
    case "msup":
      return `${first}^${group(second)}`;
    case "msub":
      return `${first}_${group(second)}`;
    case "msubsup":
      return `${first}_${group(second)}^${group(third)}`;
    case "msqrt":
      return `√${group(parts.join(""))}`;
    case "mtr":
    case "mtext":
      return `${parts.join(" ")} `;
    default:
      return parts.join("");
  }
}

function group(part: string): string {
  return /^[\p{L}\p{N}.]*$/u.test(part) ? part : `(${part})`;
}
