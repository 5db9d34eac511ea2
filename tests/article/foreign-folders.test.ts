/** What folders hold that were written for other tools: dates in addresses, front matter that is a program, pages that a template fills. */
import { describe, expect, it } from "vitest";
import { article, problems, read } from "./reading.ts";

describe("front matter that is a program", () => {
  it.each([
    '---js\nconst title = "A";\nconst draft = true;\n---\nHidden.',
    '---js\n{\n  title: "A",\n  draft: true\n}\n---\nHidden.',
    '---javascript\nmodule.exports = { title: "A" }\n---\nHidden.',
    "---coffee\ntitle: 'A'\n---\nHidden.",
    "--- js\nvar x = 1;\n---\nHidden.",
    "---lua\nreturn {}\n---\nHidden.",
  ])("is an error that names the language: %j", (text) => {
    for (const path of ["a.md", "a.html", "a.txt"])
      expect(problems(path, text), path).toEqual([
        expect.stringMatching(/^1: front matter in (js|javascript|coffee|lua) /),
      ]);
  });

  it.each(["--- A word\n\nText.\n\n---\n\nMore.", "---\n\nText.\n\n---\n", "---js\n\nno end"])(
    "is not seen in prose: %j",
    (text) => {
      expect(article("a.md", text).html).not.toBe("");
    },
  );
});

describe("a date in an address", () => {
  it.each<[string, string]>([
    ['+++\npath = "2014/12/12/a-walk"\ntitle = "A"\n+++\nText.', "2014-12-12"],
    ["---\npermalink: /2014/12/12/a-walk.html\n---\nText.", "2014-12-12"],
    ["---\nurl: /blog/2014/12/2/a-walk/\n---\nText.", "2014-12-02"],
    ["---\npermalink: https://old.example.org/2014/12/12/a-walk\n---\nText.", "2014-12-12"],
    ["---\naliases: [/a, /2014/12/12/a-walk/]\n---\nText.", "2014-12-12"],
    ["---\nredirect_from: /2014-12-12-a-walk/\n---\nText.", "2014-12-12"],
  ])("is the article's, if there is no other: %j", (text, date) => {
    expect(article("a-walk.md", text).date).toBe(date);
  });

  it("says nothing against front matter and the path", () => {
    const top = "permalink: /2014/12/12/a/";
    expect(article("a.md", `---\ndate: 2020-01-01\n${top}\n---\nText.`).date).toBe("2020-01-01");
    expect(article("2021-01-01-a.md", `---\n${top}\n---\nText.`).date).toBe("2021-01-01");
  });

  it.each(["/2014/13/12/a", "/2014/12/a/", "/a/", "/version/2.10.11/"])("is none in %s", (address) => {
    expect(article("a.md", `---\npermalink: ${address}\n---\nText.`).date).toBeUndefined();
  });
});

describe("a page that a template fills", () => {
  it.each([
    "---\ntemplate: latest.html\n---\n",
    '+++\ntitle = "Search"\ntemplate = "search.html"\n+++\n',
    "---\ntitle: Archive\nlayout: archives\nurl: /archives/\nsummary: archives\n---\n",
    "---\ntitle: Tags\nlayout: tags\n---\n\n",
  ])("is no article: %j", (text) => {
    expect(read("search.md", text)).toMatchObject({
      kind: "skipped",
      notes: [{ reason: expect.stringContaining("a template of another tool that fills it") }],
    });
  });

  it.each([
    "---\ntitle: A\nlayout: post\n---\n",
    "---\ntitle: A\nlayout: wide\ndate: 2024-01-01\n---\n",
    "---\ntitle: A\nlayout: wide\n---\nText.",
    "---\ntitle: A\nlayout: wide\nimage: a.png\n---\n",
    "---\ntitle: A\nlayout: wide\nlink: https://example.org/a\n---\n",
  ])("is one with a date, a text, a picture, a link or the layout of posts: %j", (text) => {
    expect(article("a.md", text).title).toBe("A");
  });
});

describe("authors of other tools", () => {
  const authors = (keys: string) => article("a.md", `---\n${keys}\n---\nText.`).authors;

  it.each<[string, string[]]>([
    ["Ann Lee, Bo Chen", ["Ann Lee", "Bo Chen"]],
    ["Ann Lee, Executive Director", ["Ann Lee, Executive Director"]],
    ["Ann Lee, Software Engineer, Example", ["Ann Lee, Software Engineer, Example"]],
    ["Ann Lee, PhD, Bo Chen, Jr.", ["Ann Lee, PhD", "Bo Chen, Jr."]],
    ["Ann Lee, Editor, Bo Chen, Research Fellow", ["Ann Lee, Editor", "Bo Chen, Research Fellow"]],
    ["Ann Lee and Bo Chen", ["Ann Lee", "Bo Chen"]],
    ["Ann Lee & Juan José Díaz", ["Ann Lee", "Juan José Díaz"]],
    ["Ann Lee (@ann) & Bo Chen (@bo)", ["Ann Lee (@ann)", "Bo Chen (@bo)"]],
    ["Ann Lee, Bo Chen and Cy d'Oz", ["Ann Lee", "Bo Chen", "Cy d'Oz"]],
    ["Ann Lee, Bo Chen, and Cy Day", ["Ann Lee", "Bo Chen", "Cy Day"]],
    ["Ann, Bo and Cy", ["Ann", "Bo", "Cy"]],
    ['["Ann Lee and Bo Chen", "Cy Day"]', ["Ann Lee", "Bo Chen", "Cy Day"]],
    ['["Ann Lee, Bo Chen, and Cy Day"]', ["Ann Lee", "Bo Chen", "Cy Day"]],
    ["Ann Lee, on behalf of the team, Bo", ["Ann Lee, on behalf of the team", "Bo"]],
    ["Simon and Garfunkel", ["Simon and Garfunkel"]],
    ["Research and Development", ["Research and Development"]],
    ["The Ann Lee Foundation and Bo Chen", ["The Ann Lee Foundation and Bo Chen"]],
    ['["Lee, Ann and Bo"]', ["Lee, Ann and Bo"]],
    ["Ann Lee, Head of Research", ["Ann Lee, Head of Research"]],
    ["Edith Head, Anna Lead, Paul Fellow", ["Edith Head", "Anna Lead", "Paul Fellow"]],
  ])("%s are %j", (text, names) => {
    expect(authors(`author: ${text}`).map(({ name }) => name)).toEqual(names);
  });

  it.each<[string, object]>([
    ["authorURL: https://example.org/ann", { url: "https://example.org/ann" }],
    ["author_site: https://example.org/ann", { url: "https://example.org/ann" }],
    ["author_image: https://example.org/a.png", { avatar: "https://example.org/a.png" }],
    ["authorImageURL: https://example.org/a.png", { avatar: "https://example.org/a.png" }],
    ["author_url: none", {}],
  ])("%s belongs to the author", (key, details) => {
    expect(authors(`author: Ann Lee\n${key}`)).toEqual([{ name: "Ann Lee", ...details }]);
  });

  it("gives an address to nobody of several", () => {
    expect(authors("author: Ann Lee, Bo Chen\nauthor_url: https://example.org/")).toEqual([
      { name: "Ann Lee" },
      { name: "Bo Chen" },
    ]);
  });
});

describe("a header without a fence", () => {
  it("is one with a title and a date, whatever else it has", () => {
    const text = "Title: A\nDate: 2013-08-25 12:14\nComment: off\nTheme: dark\nMenu: no\n\nText.";
    expect(article("a.md", text)).toMatchObject({ title: "A", date: "2013-08-25T12:14:00" });
  });
});

describe("keys of other tools", () => {
  it("take the day that a note was added, and the one of its update", () => {
    expect(article("a.md", "---\nadded: May 01 2024\nupdate: 2024-06-05\n---\nText.")).toMatchObject({
      date: "2024-05-01",
      updated: "2024-06-05",
    });
  });
});
