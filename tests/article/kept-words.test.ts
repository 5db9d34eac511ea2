/** Words in places that are easily lost: attributes of components, cells beyond a table's head, pictures in titles. */
import { describe, expect, it } from "vitest";
import { html, notes } from "./reading.ts";

describe("words", () => {
  it.each([
    ["a.mdx", '<Callout title="Mind the gap">\n\nText.\n\n</Callout>', "<p><strong>Mind the gap</strong></p>"],
    ["a.mdx", 'See <Badge text="new &amp; good" /> here.', "See new &amp; good here."],
    ["a.mdx", "<Tabs>\n<Tab label='Linux'>\n\nText.\n\n</Tab>\n</Tabs>", "<strong>Linux</strong>"],
    ["a.mdx", '<Figure src="https://e.org/a.png" alt="A" caption="The sea" />', "The sea"],
    [
      "a.mdx",
      '<Figure src="https://e.org/a.png" alt="A" caption="The sea" />',
      '<img src="https://e.org/a.png" alt="A">',
    ],
    ["a.md", "# ![Logo](https://e.org/l.png) Title\n\nText.", '<img src="https://e.org/l.png" alt="Logo">'],
  ])("of %s are kept: %j", (path, text, expected) => {
    expect(html(path, text)).toContain(expected);
  });

  it("beyond the head of a table are named with their line", () => {
    const text = "# T\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 1 | 2 | three | 4 |\n| x \\| y | z |\n";
    expect(notes("a.md", text)).toEqual([expect.stringMatching(/^6: a row of a table has more cells .*three +\| +4$/)]);
  });
});
