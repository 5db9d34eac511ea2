/** Splits a JSON text into tokens with their lines, which `JSON.parse` does not report (RFC 8259). */

export type Token = {
  /** One of `{}[]:,` or a kind of value; `end` after the last token, `bad` for text that is no token. */
  readonly kind: "{" | "}" | "[" | "]" | ":" | "," | "string" | "scalar" | "end" | "bad";
  /** From 1. */
  readonly line: number;
  readonly text: string;
};

const SPACE = /[ \t\n\r]*/y;
const MARK = /[{}[\]:,]/y;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** Stops after the first `end` or `bad`. */
export function* tokensOf(text: string): Generator<Token> {
  let [at, line] = [0, 1];
  while (true) {
    const space = match(SPACE, text, at);
    line += lineEndsIn(space);
    at += space.length;
    const [kind, end] = tokenAt(text, at);
    yield { kind, line, text: text.slice(at, end) };
    if (kind === "end" || kind === "bad") return;
    at = end;
  }
}

function tokenAt(text: string, at: number): readonly [kind: Token["kind"], end: number] {
  if (at >= text.length) return ["end", at];
  if (text[at] === '"') return stringAt(text, at);
  const mark = match(MARK, text, at);
  if (mark !== "") return [mark as "{", at + 1];
  const scalar = match(SCALAR, text, at);
  return scalar === "" ? ["bad", badEnd(text, at)] : ["scalar", at + scalar.length];
}

/** Scans by hand: a string may be as long as the file, and a repeating pattern would record every step for backtracking. */
function stringAt(text: string, at: number): readonly [kind: Token["kind"], end: number] {
  for (let i = at + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22) return ["string", i + 1];
    if (code < 0x20) return ["bad", i];
    if (code !== 0x5c) continue;
    const sequence = match(ESCAPE, text, i);
    if (sequence === "") return ["bad", i + 2];
    i += sequence.length - 1;
  }
  return ["bad", text.length];
}

/** The end of a bad token, cut to a length that fits a message. */
function badEnd(text: string, at: number): number {
  return at + (/^[^\s,:{}[\]]{1,20}/.exec(text.slice(at, at + 20))?.[0].length ?? 1);
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}

function lineEndsIn(space: string): number {
  return space.split("\n").length - 1;
}
