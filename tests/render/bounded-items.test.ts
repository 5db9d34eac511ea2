/** A feed document has an upper size: the newest items keep their content, the others are told by their summary. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readArticle } from "../../functions/article/read-article.ts";
import { MAX_DOCUMENT_BYTES, withoutContent, withoutRoom } from "../../functions/render/bounded-items.ts";
import { fragmentsOf } from "../../functions/render/formats/item-formats.ts";
import { toItem } from "../../functions/render/item.ts";
import type { Placement } from "../../functions/render/placed-article.ts";
import { type FeedJob, renderFeedDocuments, renderItems } from "../../functions/render/render-job.ts";
import type { RenderedItem } from "../../functions/render/rendered-item.ts";
import { parseSettings } from "../../functions/settings/parse-settings.ts";
import { joined } from "./joined-document.ts";
import { parseXml } from "./strict-xml.ts";

const parsed = parseSettings(undefined, { defaultUrl: "https://example.org/" });
if (parsed.kind !== "settings") throw new Error("no settings");
const { settings } = parsed;

/** `day` orders them; `text` is the body in Markdown. */
function placement(day: number, text: string, fields = ""): Placement {
  const reading = readArticle(`a${day}.md`, Buffer.from(`---\ntitle: Title ${day}\n${fields}---\n${text}`));
  if (reading.kind !== "article") throw new Error(JSON.stringify(reading));
  const published = Date.UTC(2026, 0, day);
  return {
    article: reading.article,
    id: `id:${day}`,
    slug: `a${day}`,
    published,
    updated: published,
    media: {},
    references: {},
  };
}

const words = (bytes: number, word = "word ") => word.repeat(bytes / word.length);
const rendered = (placements: readonly Placement[], isContentOmitted = false) =>
  renderItems({ kind: "items", placements, isContentOmitted }, settings);
const omitted = (placements: readonly Placement[]) => {
  const without = withoutRoom(rendered(placements));
  return placements.map((_, index) => without.includes(index));
};

/** As the publisher does it. */
function boundedItems(placements: readonly Placement[]): readonly RenderedItem[] {
  const [full, short, out] = [rendered(placements), rendered(placements, true), omitted(placements)];
  return full.map((item, index) => (out[index] ? (short[index] ?? item) : item));
}

function documents(placements: readonly Placement[]) {
  const heading = { folder: "tags/x/", title: "x", description: "" };
  const job: FeedJob = {
    kind: "feed",
    feed: { ...heading, links: { kind: "subscription" } },
    page: { ...heading, kind: "tag" },
    items: boundedItems(placements),
  };
  return [...renderFeedDocuments(job, settings)].map(({ name, body }) => ({ name, body: joined(body) }));
}

describe("the items of a feed", () => {
  it("keep their content if there is room, as almost always", () => {
    expect(omitted([placement(3, words(1_000)), placement(2, words(900_000)), placement(1, words(10))])).toEqual([
      false,
      false,
      false,
    ]);
  });

  it("keep their content newest first, in whatever order they stand", () => {
    const [a, b, c] = [placement(1, words(2e6)), placement(2, words(2e6)), placement(3, words(2e6))];
    expect(omitted([c, b, a])).toEqual([false, false, true]);
    expect(omitted([a, b, c])).toEqual([true, false, false]);
  });

  it("leave room for a short old item behind a long one", () => {
    expect(omitted([placement(3, words(3e6)), placement(2, words(3e6)), placement(1, words(1e6))])).toEqual([
      false,
      true,
      false,
    ]);
  });

  it.each([
    ["their own summary", "summary: Told in short\n", "Told in short"],
    ["their first words without one", "", /^word word .*…$/],
    ["a summary cut short", `summary: ${words(5_000)}\n`, /^word .{900,1000}…$/],
  ])("are told by %s", (_, fields, expected) => {
    const item = withoutContent(toItem(placement(1, words(5_000), fields), settings));
    expect(item).toMatchObject({ html: "", isContentOmitted: true });
    expect(item.summary).toMatch(expected);
  });
});

describe("documents of a feed with too much content", () => {
  const worst = ["word ", "&", "<", '"', "\n\n- x", "世", "`&`", "*a*", "\\", "[a](b) "];
  it.each(worst)("stay below the limit and are as valid as others if it is full of %j", (unit) => {
    // Reading 20 kB and repeating the HTML takes less time than reading 500 kB.
    const { html, ...article } = placement(1, words(20_000, unit)).article;
    const long = { ...article, html: html.repeat(Math.ceil(500_000 / html.length)) as typeof html };
    const days = Array.from({ length: 12 }, (_, index) => 12 - index);
    const all = documents(days.map((day) => ({ ...placement(day, "x"), article: long })));
    for (const { name, body } of all) {
      expect(Buffer.byteLength(body), name).toBeLessThan(MAX_DOCUMENT_BYTES + 100_000);
    }
    // Parsing what has no content is quick, and content is in the other tests of validity.
    const short = documents([
      {
        ...placement(1, "x"),
        article: { ...article, html: (long.html.repeat(2) + "x".repeat(MAX_DOCUMENT_BYTES)) as typeof html },
      },
    ]);
    for (const { name, body } of short) if (name.endsWith(".xml")) expect(() => parseXml(body)).not.toThrow();
    const json = JSON.parse(all.find(({ name }) => name.endsWith(".json"))?.body ?? "");
    const items: Record<string, unknown>[] = json.items;
    expect(items).toHaveLength(12);
    const told = items.filter((item) => "content_text" in item);
    expect(told.length).toBeGreaterThan(0);
    for (const item of told) {
      expect(item.content_text).toBe(item.summary);
      expect(item.content_text).toMatch(/./);
      expect(item).not.toHaveProperty("content_html");
      expect(item).not.toHaveProperty("_dropfeed");
    }
  });

  it("hold as many of the newest items as there is room for", () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 3_000_000 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(sizes, (lengths) => {
        const placements = lengths.map((length, index) => ({
          ...placement(20 - index, "x"),
          article: { ...placement(1, "x").article, html: `<p>${"x".repeat(length)}</p>` as never },
        }));
        let room = MAX_DOCUMENT_BYTES;
        const expected = placements.map((each) => {
          const formats = Object.values(fragmentsOf(toItem(each, settings)));
          const size = Math.max(...formats.map((parts) => Buffer.byteLength(parts.join(""))));
          const fits = size <= room;
          if (fits) room -= size;
          return !fits;
        });
        expect(omitted(placements)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });
});
