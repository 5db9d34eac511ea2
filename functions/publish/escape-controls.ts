/** Makes any text safe to show on a terminal or in a log: what acts instead of being seen becomes a visible escape. */

/**
 * Control characters (C0, DEL, C1), line and paragraph separators, the controls that turn text around or hide it, tag characters,
 * and halves of surrogate pairs. The joiners that emoji and Persian need stay.
 */
const ACTIVE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]|\p{Surrogate}/gu;

const NAMED: ReadonlyMap<string, string> = new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/** `a\u001b[31m` becomes `a\x1b[31m`, in visible characters and on one line. */
export function escapeControls(text: string): string {
  return text.replace(ACTIVE, (character) => NAMED.get(character) ?? escapeOf(character.codePointAt(0) ?? 0));
}

function escapeOf(code: number): string {
  const hex = code.toString(16);
  return code < 0x100 ? `\\x${hex.padStart(2, "0")}` : `\\u{${hex}}`;
}
