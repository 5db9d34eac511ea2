/**
 * Bounds the work that a Markdown text makes: text in, a reason out if it holds more blocks, marks or bare addresses than any article.
 *
 * The library's time grows with these numbers rather than with the length of the text: five million brackets take it ten seconds.
 */
import type MarkdownIt from "markdown-it";

/** In the library's own tokens: three for a paragraph, five for an item of a list. A book has some 100,000. */
const MAX_BLOCK_TOKENS = 1_000_000;
/** Characters that may be markup, and line ends. A book has some 200,000. */
const MAX_MARKS = 500_000;
const MAX_ADDRESSES = 200_000;
const MAX_TAGS = 200_000;
/** Of quotes, items and containers. Beyond its own limit, the library passes over text without a word. */
const MAX_NESTING = 100;

class TooMuchWork extends Error {
  override readonly name = "TooMuchWork";
}

/** A plugin: makes parsing throw when a text exceeds a limit; parse within `withinLimits`. */
export function limitWork(markdown: MarkdownIt): void {
  const alt = ["table", "blockquote", "list", "paragraph", "reference", "footnote_def"];
  Object.assign(markdown.options, { maxNesting: MAX_NESTING + 10 });
  const countBlocks = ({ tokens, level }: { tokens: readonly unknown[]; level: number }) => {
    if (level > MAX_NESTING)
      throw new TooMuchWork(`quotes, items or containers are nested more than ${MAX_NESTING} deep`);
    if (tokens.length > MAX_BLOCK_TOKENS) throw new TooMuchWork("the article has too many paragraphs, items or cells");
    return false;
  };
  markdown.block.ruler.before("table", "limit_blocks", countBlocks, { alt });
  markdown.inline.ruler.after("text", "limit_marks", ({ env }) => {
    env.marks = (env.marks ?? 0) + 1;
    if (env.marks > MAX_MARKS)
      throw new TooMuchWork(
        `the article has more than ${MAX_MARKS} characters of markup (brackets, asterisks, line ends …)`,
      );
    return false;
  });
}

/** Returns what `parse` returns, or the reason why the text is refused. */
export function withinLimits<Result>(text: string, parse: () => Result): Result | { readonly refused: string } {
  const addresses = countOf(/:\/\/|www\./gi, text);
  if (addresses > MAX_ADDRESSES)
    return { refused: `the article has ${addresses} addresses; the limit is ${MAX_ADDRESSES}` };
  const tags = countOf(/<[a-z/!?]/gi, text);
  if (tags > MAX_TAGS) return { refused: `the article has ${tags} tags; the limit is ${MAX_TAGS}` };
  try {
    return parse();
  } catch (error) {
    if (error instanceof TooMuchWork) return { refused: error.message };
    throw error;
  }
}

function countOf(pattern: RegExp, text: string): number {
  return text.match(pattern)?.length ?? 0;
}
