/** Puts quotes around the items of a list in brackets that YAML would cut or misread: `[#ferry, C#, @home]`. */
import { anchorOf } from "./yaml-values.ts";

const LIST = /^\[([^[\]{}]*)\][ \t]*(?:[ \t]#.*)?$/;
const SPECIAL = /^[#&*!@`%|>?]|^-(?:\s|$)|[ \t]#|:(?:\s|$)/;

/** Undefined if YAML reads the list as it is meant, or if it is no simple list. `anchors`: names that are YAML's own here. */
export function withQuotedItems(value: string, anchors: ReadonlySet<string>): string | undefined {
  const inner = LIST.exec(value)?.[1];
  if (inner === undefined) return undefined;
  const items = itemsIn(inner);
  const isTaken = (item: string) => SPECIAL.test(item) && !/^["']/.test(item) && !anchors.has(anchorOf(item));
  if (!items.some(isTaken)) return undefined;
  return `[${items.map((item) => (isTaken(item) ? JSON.stringify(item) : item)).join(", ")}]`;
}

function itemsIn(inner: string): string[] {
  const items = inner.match(/"(?:[^"\\]|\\.)*"|'[^']*'|[^,"'][^,]*|,/g) ?? [];
  return items.map((item) => item.trim()).filter((item) => item !== "," && item !== "");
}
