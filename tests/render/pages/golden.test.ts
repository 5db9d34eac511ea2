import { describe, it } from "vitest";
import { expectGolden } from "../golden.ts";
import { sampleSite } from "./sample-site.ts";

const DOCUMENTS = [
  ["site.html", "index.html"],
  ["tag.html", "tags/feeds/index.html"],
  ["author.html", "authors/ann-lee/index.html"],
  ["archive.html", "archive/2023-09/2/index.html"],
  ["archive-index.html", "archive/index.html"],
  ["article.html", "articles/promise/index.html"],
  ["article-with-attachments.html", "articles/podcast/index.html"],
  ["article-ar.html", "articles/العربية/index.html"],
  ["article-ja.html", "articles/日本語/index.html"],
  ["404.html", "404.html"],
  ["feeds.opml", "feeds.opml"],
] as const;

describe("complete documents", () => {
  const { documents } = sampleSite();
  it.each(DOCUMENTS)("%s is the same as the reviewed golden file", (golden, name) => {
    expectGolden(`pages/${golden}`, documents.find((document) => document.name === name)?.body ?? "");
  });
});
