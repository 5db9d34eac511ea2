/** Rows that are signs of the trade, not text: end marks, notes that more will come, rules. */

const RULE = /^(?:([-–—_=*#~•·])(?:\s?\1){2,79})$/u;
const DECORATED_END = /^[-–—([#*/<\s]{1,8}(?:30|0|ends?|more|fin)[-–—)\]#*/>\s]{1,8}$/i;
const PLAIN_END = /^\/{0,2}\s?(?:ENDS?|Ends|MORE)\.?\s?\/{0,2}$/;
const MORE = /^(?:\(\s?more\s?\)|[-–—]{1,2}\s?more\s?[-–—]{1,2})$/i;

/** `* * *`, `---`, `###`: at a story's end an end mark, elsewhere a break between scenes. */
export function isRule(text: string): boolean {
  return text.length <= 160 && RULE.test(text);
}

/** `-30-`, `###`, `(END)`, `ENDS`, `(MORE)`: goes where nothing but bylines follows. */
export function isEndMark(text: string): boolean {
  return text.length <= 160 && (isRule(text) || DECORATED_END.test(text) || PLAIN_END.test(text));
}

/** `(MORE)`, `-more-`: the foot of a wire's page, goes wherever it stands alone. */
export function isMore(text: string): boolean {
  return text.length <= 16 && MORE.test(text);
}
