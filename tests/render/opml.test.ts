import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { parseOpml } from "feedsmith";
import { describe, expect, it } from "vitest";
import { renderOpml } from "../../functions/render/opml.ts";
import { sampleSettings } from "./pages/sample-site.ts";
import { all, parseXml } from "./strict-xml.ts";

const settings = sampleSettings();
const FEEDS = [
  { title: "Ann <Lee>", folder: "authors/ann-lee/" },
  { title: 'R&D "x"', folder: "tags/r-d/" },
  { title: "日本語", folder: "tags/日本語/" },
];
const outlines = (xml: string) => all(parseXml(xml)).filter(({ name }) => name === "outline");

describe("renderOpml", () => {
  it("returns one document, with its name and type", () => {
    const { name, type } = renderOpml([], settings);
    expect({ name, type }).toEqual({ name: "feeds.opml", type: "text/x-opml; charset=utf-8" });
  });

  it("lists the main feed first, then tags and authors in groups", () => {
    const listed = outlines(renderOpml(FEEDS, settings).body).map(({ attributes }) => [
      attributes.get("text"),
      attributes.get("xmlUrl"),
    ]);
    expect(listed).toEqual([
      ["The Tide Table", "https://example.org/blog/feed.xml"],
      ["Tags", undefined],
      ['The Tide Table – R&D "x"', "https://example.org/blog/tags/r-d/feed.xml"],
      ["The Tide Table – 日本語", "https://example.org/blog/tags/%E6%97%A5%E6%9C%AC%E8%AA%9E/feed.xml"],
      ["Authors", undefined],
      ["The Tide Table – Ann <Lee>", "https://example.org/blog/authors/ann-lee/feed.xml"],
    ]);
  });

  it.each([
    ["a tag's feed", "R&D", ["The Tide Table", "Pod & <Co>", "The Tide Table – 日本語", "The Tide Table – Ann <Lee>"]],
    [
      "the main feed",
      undefined,
      ["Pod & <Co>", 'The Tide Table – R&D "x"', "The Tide Table – 日本語", "The Tide Table – Ann <Lee>"],
    ],
  ])("calls %s that is a show as its documents do", (_, tag, names) => {
    const podcast = {
      title: "Pod & <Co>",
      tag,
      categories: [],
      funding: [],
      type: "episodic" as const,
      complete: false,
      block: false,
    };
    const feeds = outlines(renderOpml(FEEDS, { ...settings, podcast }).body).filter(({ attributes }) =>
      attributes.has("type"),
    );
    expect(feeds.map(({ attributes }) => attributes.get("text"))).toEqual(names);
  });

  it("gives each feed the attributes that an importing reader needs", () => {
    for (const { attributes } of outlines(renderOpml(FEEDS, settings).body).filter(({ attributes }) =>
      attributes.has("type"),
    )) {
      expect([...attributes.keys()]).toEqual(["type", "text", "title", "xmlUrl", "htmlUrl"]);
      expect(attributes.get("type")).toBe("rss");
    }
  });

  it("omits groups without feeds", () => {
    expect(outlines(renderOpml([], settings).body)).toHaveLength(1);
  });

  it("is read by another parser", () => {
    const { body } = parseOpml(renderOpml(FEEDS, settings).body);
    expect(body?.outlines?.map(({ text }) => text)).toEqual(["The Tide Table", "Tags", "Authors"]);
  });

  it("is well-formed and contains any title", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (title) => {
        const listed = outlines(renderOpml([{ title, folder: "tags/x/" }], { ...settings, title: "S" }).body);
        expect(listed).toHaveLength(3);
        const xml = (text: string) =>
          text
            .replace(/[\u000b\u000c\u001c-\u001f]/g, " ")
            .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, "")
            .replaceAll("\u0085", "\n")
            .replace(/[\u007f-\u009f]/g, "");
        expect(listed[2]?.attributes.get("text")).toBe(xml(`S – ${title}`).replace(/\r\n?|[\t\n]/g, " "));
      }),
    );
  });

  it.skipIf(!existsSync("/usr/bin/newsboat"))("is imported by newsboat, including groups", () => {
    const folder = mkdtempSync(join(tmpdir(), "opml-"));
    try {
      const file = join(folder, "feeds.opml");
      writeFileSync(file, renderOpml(FEEDS, settings).body);
      execFileSync("/usr/bin/newsboat", ["-i", file, "-u", join(folder, "urls"), "-c", join(folder, "cache")], {
        env: { ...process.env, HOME: folder },
      });
      expect(readFileSync(join(folder, "urls"), "utf8").replaceAll('"', "").trim().split("\n")).toEqual([
        "https://example.org/blog/feed.xml",
        "https://example.org/blog/tags/r-d/feed.xml Tags",
        "https://example.org/blog/tags/%E6%97%A5%E6%9C%AC%E8%AA%9E/feed.xml Tags",
        "https://example.org/blog/authors/ann-lee/feed.xml Authors",
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
