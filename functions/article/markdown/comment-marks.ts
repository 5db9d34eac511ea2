/** Tells the comments that are marks for a tool, such as `<!--more-->`, from those with words in them. */

const MARK =
  /^(?:more|truncate|excerpt|end-?excerpt|read-?more|break|cut|preview|summary|\/?toc|tocstop|fold|no-?toc|omit (?:in|from) toc|(?:prettier|markdownlint|eslint|textlint|vale|cspell|rumdl|dprint|alex|remark|lint)\b.*|\/?wp:.*|(?:start|end) doctoc\b.*|doctoc\b.*|\/?\w+-(?:start|end)(?::.*)?|[^\p{L}\p{N}]*)$/isu;

/** `words`: what stands between the signs that make it a comment. That such a mark vanishes needs no note. */
export function isMark(words: string): boolean {
  return words.length < 200 && MARK.test(words.trim());
}
