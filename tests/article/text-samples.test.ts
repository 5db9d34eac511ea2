/** Tests `readText` with complete stories from `stories/*.txt`: each lists the expected fields and the lines removed from the body. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type ParsedText, readText } from "../../functions/article/text/text.ts";

const folder = new URL("stories/", import.meta.url);

type Case = { readonly name: string; readonly expected: ReadonlyMap<string, readonly string[]>; readonly text: string };

/** A case is `==== name`, then the expected `key: value` lines, then `----` and the story. */
function casesOf(file: string): readonly Case[] {
  const parts = readFileSync(new URL(file, folder), "utf8")
    .split(/^==== /m)
    .slice(1);
  return parts.map((part) => {
    const [head = "", text = ""] = part.split(/^----\n/m);
    const [name = "", ...lines] = head.trimEnd().split("\n");
    const expected = new Map<string, readonly string[]>();
    for (const line of lines) {
      const [, key = "", value = ""] = /^(\w+): (.*)$/.exec(line) ?? [];
      expected.set(key, [...(expected.get(key) ?? []), value]);
    }
    return { name, expected, text };
  });
}

function entities(html: string): string {
  return html.replace(/&(lt|gt|quot|amp);/g, (_, name) => ({ lt: "<", gt: ">", quot: '"', amp: "&" })[name as "lt"]);
}

/** All visible text without white space: joining lines may change white space, and nothing else. */
function letters(text: string): string {
  return text.replace(/\s/g, "");
}

function lettersOfHtml(html: string): string {
  return letters(entities(html.replace(/<[^>]*>/g, "")));
}

/** The story's lines without the title and the lines listed under `leaves`; fails if one of them is missing. */
function bodyOf({ text, expected }: Case, title: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  for (const removed of [title, ...(expected.get("leaves") ?? [])]) {
    const at = removed === title ? lines.indexOf(removed) : lines.lastIndexOf(removed);
    expect(at, removed).toBeGreaterThanOrEqual(0);
    lines.splice(at, 1);
  }
  return lines.join("\n");
}

function authorsOf({ authors }: ParsedText): string {
  return authors.map(({ name, url }) => (url ? `${name} <${url}>` : name)).join("; ");
}

function checkStory(story: ParsedText, example: Case): void {
  const expectedValue = (key: string) => example.expected.get(key)?.[0];
  expect({
    title: story.title,
    authors: authorsOf(story),
    source: story.source,
    date: story.date,
    updated: story.updated,
  }).toEqual({
    title: expectedValue("title"),
    authors: expectedValue("authors") ?? "",
    source: expectedValue("source"),
    date: expectedValue("date"),
    updated: expectedValue("updated"),
  });
  expect(story.html.match(/<p>/g)?.length ?? 0).toBe(Number(expectedValue("paragraphs")));
  expect(story.notes.map(({ line, reason }) => `${line}: ${reason}`)).toEqual(
    (example.expected.get("note") ?? []).map((note) =>
      expect.stringMatching(new RegExp(`^${note.split(":")[0]}: .*${note.split(": ")[1]}`)),
    ),
  );
  const markers = expectedValue("html") && /<[uo]l>|<blockquote>/.test(story.html) ? /^(?:- |> |\d\. )/gm : /^$/g;
  expect(lettersOfHtml(story.html)).toBe(letters(bodyOf(example, story.title ?? "").replace(markers, "")));
  if (expectedValue("html") !== undefined) expect(story.html).toBe(expectedValue("html")?.replaceAll("⏎", "\n"));
  if (expectedValue("text") !== undefined) expect(entities(story.html)).toContain(expectedValue("text"));
}

const files = readdirSync(folder).filter((file) => file.endsWith(".txt"));

describe.each(files)("stories/%s", (file) => {
  it.each(casesOf(file))("$name", (example) => {
    const story = readText(example.text, { firstLine: 1, hasTitle: false });
    const error = example.expected.get("error")?.[0];
    if (error === undefined) {
      if ("problems" in story) throw new Error(JSON.stringify(story.problems));
      checkStory(story, example);
    } else {
      const [line, reason] = error.split(": ");
      expect(story).toEqual({ problems: [{ line: Number(line), reason: expect.stringContaining(reason ?? "") }] });
    }
  });
});

it("has more than sixty stories", () => {
  expect(files.flatMap(casesOf).length).toBeGreaterThan(60);
});
