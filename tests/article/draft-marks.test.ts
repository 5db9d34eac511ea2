/** What a text itself says of being public or not: in its title, its first lines, comments, properties, exports. */
import { describe, expect, it } from "vitest";
import { read } from "./reading.ts";

const MATTER = "---\ntitle: T\ndate: 2024-01-02\n---\n";
const titled = (title: string) => `---\ntitle: ${JSON.stringify(title)}\ndate: 2024-01-02\n---\nText.`;

function stateOf(path: string, text: string): string {
  const reading = read(path, text);
  if (reading.kind !== "article") return reading.kind;
  const { draft, publishAfter } = reading.article;
  return draft ? "hidden" : (publishAfter ?? "public");
}

describe("a text that says that it is not public", () => {
  it.each([
    ["a.md", titled("[DRAFT] The ferry")],
    ["a.md", titled("(draft) The ferry")],
    ["a.md", titled("The ferry [WIP]")],
    ["a.md", titled("DRAFT: The ferry")],
    ["a.md", "# WIP – The ferry\n\nText."],
    ["a.txt", "DRAFT - NOT FOR PUBLICATION\n\nThe ferry\n\nText."],
    ["a.txt", "The ferry\n\nNOT FOR RELEASE\n\nText."],
    ["a.md", "# The ferry\n\n**Do not publish yet.**\n\nText."],
    ["a.md", "# The ferry\n\n++DRAFT++\n\nText."],
    ["a.md", "<!-- DRAFT -->\n# The ferry\n\nText."],
    ["a.md", "# The ferry\n\n<!-- do not publish yet -->\n\nText."],
    ["a.md", `${MATTER}%% not ready %%\n\nText.`],
    ["a.mdx", "{/* draft: true */}\n\n# The ferry\n\nText."],
    ["a.mdx", "export const draft = true\n\n# The ferry\n\nText."],
    ["a.mdx", "export const metadata = {\n  title: 'The ferry',\n  \"isPublished\": false,\n}\n\nText."],
    ["a.md", "#+TITLE: The ferry\n#+DRAFT: true\n\nText."],
    ["a.md", "# The ferry\n\nStatus: In progress\nTags: a, b\n\nText."],
    ["a.md", "# The ferry\n\nCreated: January 2, 2024\nPublished: No\n\nText."],
    ["a.md", "---\ntitle: T\n---\ndraft: true\n---\nText."],
    ["a.txt", "AUTHOR: Ann\nTITLE: T\nSTATUS: Draft\nALLOW COMMENTS: 1\n-----\nBODY:\nText.\n-----\n"],
    ["wip-ferry.md", "# The ferry\n\nText."],
    ["ferry.wip.md", "# The ferry\n\nText."],
    ["private/ferry.md", "# The ferry\n\nText."],
    ["notes/Unpublished/ferry.md", "# The ferry\n\nText."],
    ["Entwu\u0308rfe/ferry.md", "# The ferry\n\nText."],
  ])("is hidden or stopped: %s: %j", (path, text) => {
    expect(["hidden", "rejected"]).toContain(stateOf(path, text));
  });

  it.each([
    ["a.txt", "EMBARGOED UNTIL 1 January 2099\n\nThe ferry\n\nText.", "2099-01-01"],
    ["a.md", "# The ferry\n\nEmbargo until: 2099-01-01T10:00:00Z\n\nText.", "2099-01-01T10:00:00Z"],
    ["a.txt", "UNDER EMBARGO\n\nThe ferry\n\nText.", "rejected"],
    ["a.txt", "EMBARGOED UNTIL further notice\n\nThe ferry\n\nText.", "rejected"],
    ["a.md", "# The ferry\n\nAll may read this.\n\n<!--members-only-->\n\nText.", "rejected"],
    ["a.html", "<h1>T</h1><p>All may read this.</p><!--members-only--><p>Text</p>", "rejected"],
  ])("waits or is stopped: %s: %j", (path, text, state) => {
    expect(stateOf(path, text)).toBe(state);
  });

  it.each([
    ["a.md", titled("Draft: a beer")],
    ["a.md", titled("The NFL draft")],
    ["a.md", titled("Drafting a letter")],
    ["a.md", titled("WIPO and patents")],
    ["a.txt", "Embargo: the Cuban story\n\nText."],
    ["a.txt", "Drafts\n\nText about drafts.\n\nNot for publication by others."],
    ["a.md", "# T\n\nStatus: it was quiet. Nobody came.\n\nText."],
    ["a.md", "# T\n\nText.\n\nMore.\n\nAgain.\n\nDRAFT\n"],
    ["a.md", "# Ghost\n\n```html\n<!--members-only-->\n```\n\nand `<!--members-only-->` are marks."],
    ["a.md", "<!-- private API of the ferry -->\n# T\n\nText."],
    ["a.mdx", "export const metadata = { draft: false, title: 'T' }\n\nText."],
    ["a.md", "# T\n\nTags: a, b\n\nText."],
    ["privately/a.md", "# T\n\nText."],
    ["wiped.md", "# T\n\nText."],
  ])("is public otherwise: %s: %j", (path, text) => {
    expect(stateOf(path, text)).toBe("public");
  });

  it("keeps comments and deletions of editors from readers", () => {
    const text = `${MATTER}Shown {>>secret<<} and {--secret--} and {{< comment >}}secret{{< /comment >}}.`;
    expect(JSON.stringify(read("a.md", text))).not.toContain("secret");
  });
});
