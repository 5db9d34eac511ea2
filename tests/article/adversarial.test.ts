/**
 * Every text of `adversarial-inputs.ts` is answered, with an article or with reasons.
 *
 * No time is asserted. A reader whose time grows with the square of its input takes hours for a file as large as an article may be,
 * so reading such a file before the runner gives up is the proof. That takes a while: all are read small, and the worst ones at a quarter
 * of the largest size, at which the square of it is still minutes. `ADVERSARIES=all npx vitest run tests/article/adversarial` reads all of
 * them at the largest size.
 */
import { describe, expect, it } from "vitest";
import { MAX_ARTICLE_BYTES, readArticle } from "../../functions/article/read-article.ts";
import { ADVERSARIES, type Adversary, isOfTheWorst } from "./adversarial-inputs.ts";

const SMALL = 4000;
const ANSWERS = ["article", "rejected", "skipped"];

function answer({ path, text }: Adversary, size: number): string {
  const bytes = new TextEncoder().encode(text(size)).subarray(0, MAX_ARTICLE_BYTES);
  return readArticle(path, bytes).kind;
}

const isComplete = process.env.ADVERSARIES === "all";
const large = isComplete ? ADVERSARIES : ADVERSARIES.filter(isOfTheWorst);
const LARGE = isComplete ? MAX_ARTICLE_BYTES : MAX_ARTICLE_BYTES / 4;

const extensions = [".txt", ".md", ".mdx", ".html", ".xhtml", ".json"];

describe("a text that repeats itself", () => {
  it.each(extensions)("is answered: %s", (extension) => {
    for (const adversary of ADVERSARIES.filter(({ path }) => path.endsWith(extension)))
      expect(ANSWERS, adversary.name).toContain(answer(adversary, SMALL));
  });

  it("is answered as front matter of the longest that is read", () => {
    for (const adversary of ADVERSARIES.filter(({ name }) => name.startsWith("short front matter")))
      expect(ANSWERS, adversary.name).toContain(answer(adversary, MAX_ARTICLE_BYTES));
  });

  it.each(large.map((adversary) => [adversary.name, adversary] as const))(
    "is answered as a large file: %s",
    (_, adversary) => {
      expect(ANSWERS).toContain(answer(adversary, LARGE));
    },
  );
});

it("has more than a thousand texts, and more than forty of the worst", () => {
  expect(ADVERSARIES.length).toBeGreaterThan(1000);
  expect(ADVERSARIES.filter(isOfTheWorst).length).toBeGreaterThan(40);
});
