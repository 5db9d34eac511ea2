/** Files that could be articles by their names and are none, and their neighbors that are. */
import { describe, expect, it } from "vitest";
import { read } from "./reading.ts";

const FM = (lines: string, body = "\nText.\n") => `---\n${lines}\n---\n${body}`;
const DATED = FM("title: T\ndate: 2024-01-02");
const UNDATED = FM("title: T");

const kindOf = (path: string, text: string) => read(path, text).kind;

describe("a file that is no article by its name", () => {
  it.each([
    ...["README.md", "readme.md", "docs/ReadMe.markdown", "README.zh-CN.md", "README.txt", "LICENSE.md", "LICENCE.txt"],
    ...["CHANGELOG.md", "CONTRIBUTING.md", "CODE_OF_CONDUCT.md", "SECURITY.md", "CODEOWNERS.txt", "404.md", "404.html"],
    ...["robots.txt", "humans.txt", "ads.txt", "security.txt", ".well-known/security.txt", "CNAME.txt", "_index.md"],
    ...["posts/_index.en.md", "index.md", "index.html", "posts/index.md", "blog/index.html", "2021/index.md"],
    ...["2021/06/index.md", "en/index.md", "SUMMARY.md", "AGENTS.md"],
  ])("is %s without a date; with one it is an article", (path) => {
    expect([kindOf(path, UNDATED), kindOf(path, DATED)]).toEqual(["skipped", "article"]);
  });

  it.each([
    ...["security.md", "history.md", "todo.md", "robots.md", "ads.html", "reader.md", "readme-first.md", "4040.md"],
    ...["summary.md", "about.md", "posts/a.md", "my-trip/index.md", "2024-05-06-x/index.md", "2021/06/08/index.md"],
    ...["2024-05-06-x/README.md", "indexes.md", "posts/hello/index.md"],
  ])("is not %s", (path) => {
    expect(kindOf(path, UNDATED)).toBe("article");
  });

  it("is skipped even if it could not be read, or is empty", () => {
    expect(kindOf("README.md", "---\ntitle: [\n---\n")).toBe("skipped");
    expect(kindOf("robots.txt", "")).toBe("skipped");
    expect(kindOf("a.md", "")).toBe("rejected");
  });

  it.each([
    "---\ndate: 2024-01-02\ntitle: [\n---\nText.",
    "+++\ndate = 2024-01-02\ntitle = \n+++\nText.",
    '{\n "published": "2024-01-02",\n "title": \n}\n\nText.',
    FM("date: never"),
  ])("is not skipped if it cannot be read and may have a date, so that its last good version stays: %j", (text) => {
    for (const path of ["posts/index.md", "index.md", "README.md"]) expect(kindOf(path, text)).toBe("rejected");
  });

  it("is a home page that shows a date, and no article page that does", () => {
    const page = "<title>T</title><main><time datetime='2024-01-02'>2 Jan</time><p>Words</p></main>";
    expect([kindOf("index.html", page), kindOf("my-trip/index.html", page)]).toEqual(["skipped", "article"]);
  });

  it.each([
    "---\ntitle: {{ title }}\ndate: {{ date }}\ntags:\n---\n",
    '+++\ntitle = "{{ .Name }}"\ndate = {{ .Date }}\ndraft = true\n+++\nText',
    '---\ntitle: "<% tp.file.title %>"\ncreated: <% tp.date.now() %>\n---\nText',
    "---\ndate: {{date:YYYY-MM-DD}}\n---\n# {{title}}\n\nText",
  ])("is a template that a tool fills in: %j", (text) => {
    expect(kindOf("Templates/note.md", text)).toBe("skipped");
  });

  it("is an index that lists its folder by layout, or has no text", () => {
    expect(kindOf("recipes/index.md", FM("title: T\nlayout: list"))).toBe("skipped");
    expect(kindOf("recipes/index.md", FM("title: T", ""))).toBe("skipped");
  });
});

describe("a redirect", () => {
  it.each([
    FM("redirect: /blog/new", ""),
    FM("title: Old\nlayout: redirect\nredirect_to: /new/", ""),
    FM("redirectTo: https://example.org/", "\n\n"),
    '+++\nredirect_url = "/new/"\n+++\n',
    FM("type: redirect\ndate: 2024-01-02", ""),
  ])("is no article: %j", (text) => {
    expect(read("old.md", text)).toEqual({ kind: "skipped", notes: [{ reason: "is a redirect, not an article" }] });
  });

  it("is an HTML page that leads elsewhere at once", () => {
    const stub =
      '<!DOCTYPE html><title>Moved</title><meta http-equiv="refresh" content="0; url=/new/"><a href="/new/">x</a>';
    expect(kindOf("old.html", stub)).toBe("skipped");
    expect(kindOf("old.html", `${stub}<main>${"word ".repeat(60)}</main>`)).toBe("article");
  });

  it.each([FM("title: T\nredirect_to: /new/"), FM("title: T\nredirect_from: /old/"), FM("title: T\nredirect: false")])(
    "is not %j",
    (text) => {
      expect(kindOf("a.md", text)).toBe("article");
    },
  );
});

describe("JSON that holds no article", () => {
  it.each([
    '{"layout": "post.njk", "tags": "posts"}',
    '{"name": "my-blog", "version": "1.0.0"}',
    '{"title": "My blog", "url": "https://e.org/", "author": "Ann", "nav": []}',
    '{"type": "FeatureCollection", "features": []}',
    "[1, 2]",
    "{}",
    '{"items": [{"name": "x"}]}',
  ])("is %s", (text) => {
    expect(kindOf("data.json", text)).toBe("skipped");
  });

  it.each([
    ['{"title": "T", "content_text": "x"}', "article"],
    ['{"content_html": "<p>x", "nav": []}', "article"],
    ['{"title": "T", "external_url": "https://e.org/"}', "article"],
    ['{"title": "T", "date_published": "2024-01-02", "x": 1}', "article"],
    ['{"title": "T",}', "rejected"],
    ['{"items": [{"title": "x", "content_text": "y"}]}', "rejected"],
    ['[{"title": "x", "content_text": "y"}]', "rejected"],
    ['{"title": {}}', "rejected"],
    ['{"summary": "S"}', "rejected"],
    ["null", "rejected"],
    ["[]", "rejected"],
    ["// comment\n{}", "rejected"],
  ])("is not %s, which is %s", (text, kind) => {
    expect(kindOf("data.json", text)).toBe(kind);
  });
});

describe("a template of another tool", () => {
  it("is a page with a loop and no date", () => {
    expect(kindOf("tags.html", "<h1>Tags</h1>{% for tag in tags %}<p>{{ tag }}</p>{% endfor %}")).toBe("skipped");
    expect(kindOf("2024-01-02-x.html", "<h1>Tags</h1>{% for tag in tags %}<p>{{ tag }}</p>{% endfor %}")).toBe(
      "article",
    );
    expect(kindOf("for.md", "# How to loop\n\n`{% for x in y %}`")).toBe("article");
  });
});
