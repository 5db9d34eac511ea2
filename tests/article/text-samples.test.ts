/** Whole stories, as wires, papers and blogs write them: `stories/*.txt` says of each what is read and which lines leave it. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type ParsedText, readText } from "../../functions/article/text/text.ts";

const folder = new URL("stories/", import.meta.url);

type Case = { readonly name: string; readonly says: ReadonlyMap<string, readonly string[]>; readonly text: string };

/** `==== name`, then `key: value` lines, then `----` and the story. */
function casesOf(file: string): readonly Case[] {
  const parts = readFileSync(new URL(file, folder), "utf8")
    .split(/^==== /m)
    .slice(1);
  return parts.map((part) => {
    const [head = "", text = ""] = part.split(/^----\n/m);
    const [name = "", ...lines] = head.trimEnd().split("\n");
    const says = new Map<string, readonly string[]>();
    for (const line of lines) {
      const [, key = "", value = ""] = /^(\w+): (.*)$/.exec(line) ?? [];
      says.set(key, [...(says.get(key) ?? []), value]);
    }
    return { name, says, text };
  });
}

function entities(html: string): string {
  return html.replace(/&(lt|gt|quot|amp);/g, (_, name) => ({ lt: "<", gt: ">", quot: '"', amp: "&" })[name as "lt"]);
}

/** All that a reader sees, without white space: joining lines may change that, and nothing else. */
function letters(text: string): string {
  return text.replace(/\s/g, "");
}

function lettersOfHtml(html: string): string {
  return letters(entities(html.replace(/<[^>]*>/g, "")));
}

/** The story's lines without the title and without those that leave it, each of which must be there. */
function bodyOf({ text, says }: Case, title: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  for (const gone of [title, ...(says.get("leaves") ?? [])]) {
    const at = gone === title ? lines.indexOf(gone) : lines.lastIndexOf(gone);
    expect(at, gone).toBeGreaterThanOrEqual(0);
    lines.splice(at, 1);
  }
  return lines.join("\n");
}

function authorsOf({ authors }: ParsedText): string {
  return authors.map(({ name, url }) => (url ? `${name} <${url}>` : name)).join("; ");
}

function checkStory(story: ParsedText, example: Case): void {
  const said = (key: string) => example.says.get(key)?.[0];
  expect({
    title: story.title,
    authors: authorsOf(story),
    source: story.source,
    date: story.date,
    updated: story.updated,
  }).toEqual({
    title: said("title"),
    authors: said("authors") ?? "",
    source: said("source"),
    date: said("date"),
    updated: said("updated"),
  });
  expect(story.html.match(/<p>/g)?.length ?? 0).toBe(Number(said("paragraphs")));
  expect(story.notes.map(({ line, reason }) => `${line}: ${reason}`)).toEqual(
    (example.says.get("note") ?? []).map((note) =>
      expect.stringMatching(new RegExp(`^${note.split(":")[0]}: .*${note.split(": ")[1]}`)),
    ),
  );
  const markers = said("html") && /<[uo]l>|<blockquote>/.test(story.html) ? /^(?:- |> |\d\. )/gm : /^$/g;
  expect(lettersOfHtml(story.html)).toBe(letters(bodyOf(example, story.title ?? "").replace(markers, "")));
  if (said("html") !== undefined) expect(story.html).toBe(said("html")?.replaceAll("⏎", "\n"));
  if (said("text") !== undefined) expect(entities(story.html)).toContain(said("text"));
}

const files = readdirSync(folder).filter((file) => file.endsWith(".txt"));

describe.each(files)("stories/%s", (file) => {
  it.each(casesOf(file))("$name", (example) => {
    const story = readText(example.text, { firstLine: 1, hasTitle: false });
    const error = example.says.get("error")?.[0];
    if (error === undefined) {
      if ("problems" in story) throw new Error(JSON.stringify(story.problems));
      checkStory(story, example);
    } else {
      const [line, reason] = error.split(": ");
      expect(story).toEqual({ problems: [{ line: Number(line), reason: expect.stringContaining(reason ?? "") }] });
    }
  });
});

it("tells of more than sixty stories", () => {
  expect(files.flatMap(casesOf).length).toBeGreaterThan(60);
});
