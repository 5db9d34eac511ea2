/** Tells what YAML would make of a plain value on one line. */

/** Values in a form that only YAML's own means: whole in quotes, a whole list or map, a type. A comment may follow. */
export function isTyped(value: string): boolean {
  if (value.startsWith('"'))
    return /^"(?:[^"\\]|\\.)*"[ \t]*(?:[ \t]#.*)?$/.test(value) || !/^"(?:[^"\\]|\\.)*"/.test(value);
  if (value.startsWith("'")) return /^'(?:[^']|'')*'[ \t]*(?:[ \t]#.*)?$/.test(value);
  if (/^!!(?:str|int|float|bool|null|map|seq)(?:\s|$)/.test(value)) return true;
  if (value.startsWith("{{") || value.startsWith("{%")) return false;
  if (value.startsWith("[")) return isClosed(value, "[", "]");
  if (value.startsWith("{")) return isClosed(value, "{", "}");
  return /^[|>][+-]?\d?[+-]?[ \t]*$/.test(value);
}

/** Whether the bracket that begins the value closes at its end, or not at all on this line. */
function isClosed(value: string, open: string, close: string): boolean {
  let depth = 0;
  let quote = "";
  for (const [at, character] of [...value].entries()) {
    if (quote !== "") quote = character === quote ? "" : quote;
    else if ((character === '"' || character === "'") && /[\s[{,:]/.test(value[at - 1] ?? "")) quote = character;
    else if (character === open) depth++;
    else if (character === close && --depth === 0)
      return /^[ \t]*(?:[ \t]#.*)?$/.test([...value].slice(at + 1).join(""));
  }
  return true;
}

/** Whether YAML would end the value before the line ends, or take nothing. */
export function isCut(value: string): boolean {
  return /^#|[ \t]#/.test(value);
}

/** Whether the value begins with a sign of YAML's grammar: an anchor, an alias, a type, a list or map that does not end it. */
export function isMisread(value: string): boolean {
  return /^[&*![{'"]/.test(value);
}

/** Whether YAML would answer with an error, whatever the key. */
export function isRefused(value: string): boolean {
  return (
    /^[@`%|>,}\]]|^(?:[-?:])(?:\s|$)|:(?:\s|$)|^\{[{%]|^"(?:[^"\\]|\\.)*"[^\s]/.test(value) ||
    /^["'].*["'][ \t]+[^\s#]/.test(value)
  );
}
