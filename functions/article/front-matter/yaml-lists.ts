/** Puts quotes around the items of a list in brackets that YAML would cut or misread: `[#ferry, C#, @home]`. */

const LIST = /^\[([^[\]{}]*)\][ \t]*(?:[ \t]#.*)?$/;
const SPECIAL = /^[#&*!@`%|>?-]|[ \t]#|:(?:\s|$)/;

/** Undefined if YAML reads the list as it is meant, or if it is no simple list. */
export function withQuotedItems(value: string): string | undefined {
  const inner = LIST.exec(value)?.[1];
  if (inner === undefined) return undefined;
  const items = itemsIn(inner);
  if (!items.some((item) => SPECIAL.test(item))) return undefined;
  return `[${items.map((item) => (/^["']/.test(item) ? item : JSON.stringify(item))).join(", ")}]`;
}

function itemsIn(inner: string): string[] {
  const items = inner.match(/"(?:[^"\\]|\\.)*"|'[^']*'|[^,"'][^,]*|,/g) ?? [];
  return items.map((item) => item.trim()).filter((item) => item !== "," && item !== "");
}
