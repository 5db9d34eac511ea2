import { describe, expect, it } from "vitest";
import { corpusArticle, corpusPath } from "../../bench/corpus.ts";
import { shuffled } from "../../bench/seeded-random.ts";
import { readArticle } from "../../functions/article/read-article.ts";

const COUNT = 400;
const numbers = Array.from({ length: COUNT }, (_, number) => number);

function read(number: number) {
  const reading = readArticle(corpusPath(number), Buffer.from(corpusArticle(number, COUNT)));
  if (reading.kind !== "article") throw new Error(JSON.stringify(reading));
  return reading.article;
}

describe("the corpus", () => {
  it("is read without a problem, newest first, over ten years", () => {
    const dates = numbers.map((number) => read(number).date ?? "");
    expect(dates).toEqual([...dates].sort().reverse());
    expect([dates[0]?.slice(0, 4), dates.at(-1)?.slice(0, 4)]).toEqual(["2025", "2016"]);
  });

  it("has 2 or 3 of 50 tags and one of 20 authors", () => {
    const articles = numbers.map(read);
    expect(new Set(articles.map(({ tags }) => tags.length))).toEqual(new Set([2, 3]));
    expect(new Set(articles.flatMap(({ tags }) => tags)).size).toBe(50);
    expect(new Set(articles.map(({ authors }) => authors.map(({ name }) => name).join())).size).toBe(20);
  });

  it("has about 3 KB an article", () => {
    const bytes = numbers.reduce((sum, number) => sum + Buffer.byteLength(corpusArticle(number, COUNT)), 0);
    expect(bytes / COUNT).toBeGreaterThan(2_700);
    expect(bytes / COUNT).toBeLessThan(3_500);
  });

  it("is the same every time", () => {
    expect(corpusArticle(7, COUNT)).toBe(corpusArticle(7, COUNT));
    expect(corpusArticle(7, COUNT)).not.toBe(corpusArticle(8, COUNT));
  });
});

describe("shuffled", () => {
  it("has each number once, in another order", () => {
    const order = shuffled(COUNT);
    expect([...order].sort((a, b) => a - b)).toEqual(numbers);
    expect(order).not.toEqual(numbers);
  });
});
