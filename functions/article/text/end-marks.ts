/**
 * Recognizes lines that are newsroom markers rather than text: end marks (`-30-`), continuation notes (`(MORE)`) and
 * rules (`***`).
 */

const RULE = /^(?:([-–—_=*#~•·])(?:\s?\1){2,79})$/u;
const DECORATED_END = /^[-–—([#*/<\s]{1,8}(?:30|0|ends?|more|fin)[-–—)\]#*/>\s]{1,8}$/i;
const PLAIN_END = /^\/{0,2}\s?(?:ENDS?|Ends|MORE)\.?\s?\/{0,2}$/;
const MORE = /^(?:\(\s?more\s?\)|[-–—]{1,2}\s?more\s?[-–—]{1,2})$/i;

/** `* * *`, `---`, `###`: an end mark at the end of a story, a section break elsewhere. */
export function isRule(text: string): boolean {
  return text.length <= 160 && RULE.test(text);
}

/** `-30-`, `###`, `(END)`, `ENDS`, `(MORE)`: removed if only bylines follow it. */
export function isEndMark(text: string): boolean {
  return text.length <= 160 && (isRule(text) || DECORATED_END.test(text) || PLAIN_END.test(text));
}

/** `(MORE)`, `-more-`: the page footer of a wire story, removed wherever it is a paragraph by itself. */
export function isMore(text: string): boolean {
  return text.length <= 16 && MORE.test(text);
}
