/** Test helpers that read an article from a text and return its fields, HTML or problems. */
import type { Article, Problem } from "../../functions/article/article.ts";
import { readArticle } from "../../functions/article/read-article.ts";
import { expand, type Reference } from "../../functions/article/reference.ts";

export const BASE_URLS = {
  page: "https://e.org/b/articles/s/",
  site: "https://e.org/b/",
  host: "https://e.org",
};

export function read(path: string, text: string) {
  return readArticle(path, new TextEncoder().encode(text));
}

/** @throws Error with the problems */
export function article(path: string, text: string): Article {
  const reading = read(path, text);
  if (reading.kind === "article") return reading.article;
  throw new Error(lines(reading.kind === "rejected" ? reading.problems : reading.notes).join("\n"));
}

/** The article's HTML with absolute URLs. */
export function html(path: string, text: string): string {
  return expand(article(path, text).html, BASE_URLS).trim();
}

/** Each as `3: reason`. */
export function problems(path: string, text: string): string[] {
  const reading = read(path, text);
  return reading.kind === "rejected" ? lines(reading.problems) : [];
}

export function notes(path: string, text: string): string[] {
  const reading = read(path, text);
  return reading.kind === "article" ? lines(reading.notes) : [];
}

export function lines(problems: readonly Problem[]): string[] {
  return problems.map(({ line, reason }) => `${line ?? "?"}: ${reason}`);
}

export function at(reference: Reference | undefined): string | undefined {
  return reference && expand(reference, BASE_URLS);
}
