/** Test helpers that read an article from a text and return its fields, HTML or problems. */

import { encodePath, urlRest } from "../../functions/article/address/address.ts";
import { articleAddress } from "../../functions/article/address/article-address.ts";
import { mediaCandidates } from "../../functions/article/address/media-address.ts";
import type { Article, Problem } from "../../functions/article/article.ts";
import { readArticle } from "../../functions/article/read-article.ts";
import { type CleanHtml, type Reference, writtenIn } from "../../functions/article/reference.ts";
import { expandReferences, urlOf } from "../../functions/render/expand-references.ts";

const SITE = { page: "https://e.org/b/articles/s/", settings: { url: "https://e.org/b/" } };

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
  return expanded(article(path, text).html, path).trim();
}

/** With absolute URLs, as if everything existed that the HTML refers to. */
export function expanded(html: CleanHtml, path: string): string {
  return expandReferences(html, { ...SITE, references: everything(path) });
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

/** The URL of a reference in the article at `path`, as if what it means existed. */
export function at(reference: Reference | undefined, path = "posts/2023/a.md"): string | undefined {
  return reference && urlOf(reference, { ...SITE, references: everything(path) });
}

/** Looked up like a record's references: an article by its last name, a file by the likeliest of its paths. */
function everything(path: string): Readonly<Record<string, string>> {
  const find = (reference: Reference) => {
    const written = writtenIn(reference);
    // What begins with `/` may be there or not: as if it were not.
    if (written === undefined || written.address.startsWith("/")) return undefined;
    const page = written.kind === "link" ? articleAddress(written.address, path, []) : undefined;
    const [file] = page ? [] : mediaCandidates(written.address, path, []).slice(-1);
    if (page) return `articles/${encodeURIComponent(page.names[0] ?? "")}/${urlRest(page.rest)}`;
    return file && `media/${encodePath(file.path)}${urlRest(file.rest)}`;
  };
  const isKnown = (reference: string | symbol) =>
    typeof reference === "string" && find(reference as Reference) !== undefined;
  return new Proxy(
    {},
    {
      get: (_, reference) => find(String(reference) as Reference),
      has: (_, reference) => isKnown(reference),
      getOwnPropertyDescriptor: (_, reference) =>
        isKnown(reference)
          ? { configurable: true, enumerable: true, value: find(String(reference) as Reference) }
          : undefined,
    },
  );
}
