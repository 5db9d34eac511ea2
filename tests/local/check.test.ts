import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { check } from "../../functions/local/commands/check.ts";
import { recordedTerminal } from "./recorded-terminal.ts";
import { fill, temporaryFolder } from "./temporary-folder.ts";

const SITE = JSON.stringify({ title: "Paper", id: "tag:example.org,2026:" });
const post = (front: string, body = "Text.") => `---\ntitle: A\ndate: 2026-11-01\n${front}---\n${body}\n`;

async function checked(files: Readonly<Record<string, string>>) {
  const folder = temporaryFolder();
  const content = join(folder, "content");
  mkdirSync(content);
  fill(content, { "site.json": SITE, ...files });
  const { terminal, results, problems } = recordedTerminal();
  const code = await check(
    { content, defaultUrl: "http://localhost:8080/", now: Date.UTC(2030, 0, 1), release: "test" },
    terminal,
  );
  const short = (lines: readonly string[]) => lines.map((line) => line.replace(`${content}/`, ""));
  return { code, folder, notes: short(results.slice(0, -1)), last: results.at(-1), problems: short(problems) };
}

describe("check", () => {
  it("it finds nothing wrong with a correct article, and writes nothing", async () => {
    const { code, folder, notes, last, problems } = await checked({ "a.md": post("") });
    expect({ code, notes, problems }).toEqual({ code: 0, notes: [], problems: [] });
    expect(last).toBe("1 file checked: 0 problems, 0 notes");
    expect(readdirSync(folder)).toEqual(["content"]);
  });

  it("it names a listed section that no article is in, and takes no summary for a cut", async () => {
    const settings = { sections: ["news", "nwes"], content: "summary", id: "tag:example.org,2026:" };
    const { notes } = await checked({ "site.json": JSON.stringify(settings), "news/a.md": post("") });
    expect(notes).toEqual(['site.json: sections: no article that feeds list is in a folder "nwes" (note)']);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ["an article that is rejected", { "a.md": "---\ntags: 7\n---\nText" }, /^a\.md:2: tags: 7 is not a list/],
    [
      "missing media in a body",
      { "p/a.md": post("", "![x](img/no.png)") },
      /^p\/a\.md:5: refers to img\/no\.png, which is not in the content/,
    ],
    [
      "an article that stands where a file should",
      { "p/a.md": post("attachments: [b.txt]\n"), "p/b.txt": "B\n\nText." },
      /^p\/a\.md:4: refers to b\.txt, which is an article, not a file/,
    ],
    [
      "a picture that is there but is never published, for its name",
      { "p/a.md": post("", "![x](../img/_no.png)"), "img/_no.png": "x" },
      /^p\/a\.md:5: refers to \.\.\/img\/_no\.png, which is never published as one of the names with _/,
    ],
    [
      "a picture of such a name that is not there",
      { "a.md": post("", "![x](_no.png)") },
      /^a\.md:5: refers to _no\.png, which is not in the content/,
    ],
    ["a missing attachment", { "a.md": post("attachments: [no.mp3]\n") }, /^a\.md:4: refers to no\.mp3/],
    ["a missing image", { "a.md": post("image: no.png\n") }, /^a\.md:4: refers to no\.png/],
    [
      "a dead link to another article",
      { "a.md": post("", "[x](gone.md)") },
      /^a\.md:5: links to gone\.md, which names no article/,
    ],
    [
      "a dead relative link",
      { "a.md": post("", "[x](../gone/)") },
      /^a\.md:5: links to \.\.\/gone\/, which names no article/,
    ],
    [
      "an id that another article has",
      { "a.md": post("id: urn:isbn:1\nslug: a\n"), "b.md": post("id: urn:isbn:1\nslug: b\n") },
      /^b\.md: another article has the id "urn:isbn:1"/,
    ],
    [
      "an id that another article has by default",
      { "a.md": post("id: b.md\n"), "b.md": post("") },
      /^b\.md: another article has the id "tag:example\.org,2026:b\.md"/,
    ],
  ])("it reports %s as a problem, and exits with 1", async (_, files, reason) => {
    const { code, problems } = await checked(files);
    expect({ code, problems }).toEqual({ code: 1, problems: [expect.stringMatching(reason)] });
  });

  it.each<[string, Record<string, string>, RegExp]>([
    [
      "HTML that was removed",
      { "a.md": post("", "<p onclick='x'>Text</p>") },
      /^a\.md:5: removed onclick of <p> \(note\)$/,
    ],
    [
      "an address from the root that leads nowhere",
      { "a.md": post("", "[x](/about/)") },
      /^a\.md:5: refers to \/about\/, .* name it with "home" in site\.json/,
    ],
    [
      "a part that this article lacks",
      { "a.md": post("", "[x](#gone)") },
      /^a\.md:5: links to #gone, but this article/,
    ],
    [
      "a part that another article lacks",
      { "a.md": post("", "[x](b.md#gone)"), "b.md": post("", "<p id='here'>x</p>") },
      /^a\.md:5: links to #gone, but the article at b\.md has no such part/,
    ],
    [
      "a file of an unknown type",
      { "a.md": post("attachments: [a.qqq]\n"), "a.qqq": "x" },
      /^a\.qqq: .*\.qqq is not known/,
    ],
    ["a missing date", { "a.md": "# A\n\nText" }, /^a\.md: has no date/],
    [
      "a slug that another article has",
      { "a/x.md": post(""), "b/x.md": post("") },
      /^b\/x\.md: another article has the slug "x"; this one is published as "x_/,
    ],
    [
      "a document that is too large",
      { "a.md": post("", "word ".repeat(110_000)) },
      /^site\.json: \/[\w/-]*feed\.xml is \d+ kB/,
    ],
    [
      "articles told by their summary",
      { "a.md": post("", "word ".repeat(900_000)), "b.md": post("", "word ".repeat(900_000)) },
      /^site\.json: the feeds in \/ tell 1 of their articles by summary only, .* 5 MB: http.*\/articles\/[ab]\/ \(note\)$/,
    ],
    ["an id that is not set", { "site.json": "{}", "a.md": post("") }, /^site\.json:.* set id/],
    [
      "an attachment of unknown size",
      { "a.md": post("attachments: [https://e.org/a.mp3]\n") },
      /^a\.md: the size of the attachment https:\/\/e\.org\/a\.mp3 is not known/,
    ],
    [
      "an empty attachment",
      { "a.md": post("attachments: [a.mp3]\n"), "a.mp3": "" },
      /^a\.md: .*a\.mp3 is an empty file/,
    ],
    ["an unknown key", { "a.md": post("mood: one\n") }, /^a\.md:4: mood: unknown key/],
  ])("it reports %s as a note, and exits with 0", async (_, files, reason) => {
    const { code, notes } = await checked(files);
    expect({ code, notes }).toEqual({ code: 0, notes: expect.arrayContaining([expect.stringMatching(reason)]) });
  });

  it("it finds nothing wrong with valid links", async () => {
    const body =
      "<b id=x>x</b> [b](b.md) [b](/p/b/#x) [self](#x) [top](#top) [root](/feed.xml) [web](https://example.org/gone) ![i](i%20j.png) [pdf](i%20j.png?x=1)";
    const { problems } = await checked({ "a.md": post("", body), "b.md": post("", "<b id=x>x</b>"), "i j.png": "x" });
    expect(problems).toEqual([]);
  });

  it("it exits with 2 for invalid settings", async () => {
    expect(await checked({ "site.json": '{"titel": "x"}' })).toMatchObject({
      code: 2,
      problems: [expect.stringContaining("titel")],
    });
  });
});
