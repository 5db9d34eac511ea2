import type { Root } from "hast";
import { describe, expect, it } from "vitest";
import { renderArticlePage } from "../../../functions/render/pages/article-page.ts";
import { elements, readPage, text, withClass } from "./read-page.ts";
import { sampleItem, sampleSettings, sampleSite } from "./sample-site.ts";

const ownIds = (page: Root) => {
  const [content] = withClass(page, "e-content");
  const inside = new Set(content ? elements(content) : []);
  return elements(page)
    .filter((element) => element.properties.id !== undefined && !inside.has(element))
    .map(({ properties }) => String(properties.id));
};
const pages = sampleSite().documents.filter(({ name }) => name.endsWith(".html"));

describe("a page's own ids", () => {
  it.each(pages.map(({ name, body }) => [name, body] as const))("in %s are ones that no article can use", (_, body) => {
    const ids = ownIds(readPage(String(body)));
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.filter((id) => !id.startsWith("dropfeed:"))).toEqual([]);
  });

  it("are what its buttons, links and labels name, whatever ids an article has", () => {
    const before = ownIds(readPage(renderArticlePage(sampleItem("a"), "a", sampleSettings()).body as string));
    const stolen = [...before, ...before.map((id) => id.replace("dropfeed:", "")), "feed.xml", "subscribe", "content"];
    const html = stolen.map((id) => `<p id="${id}">https://elsewhere.example/</p>`).join("");
    const page = readPage(renderArticlePage(sampleItem("a", { html }), "a", sampleSettings()).body as string);
    const byId = (id: unknown) => elements(page).filter(({ properties }) => properties.id === id);
    const buttons = elements(page, "button");
    expect(buttons.map(({ properties }) => byId(properties.dataCopy).map(text))).toEqual([
      ["https://example.org/blog/feed.xml"],
      ["https://example.org/blog/atom.xml"],
      ["https://example.org/blog/feed.json"],
    ]);
    const anchors = elements(page, "a").flatMap(({ properties }) => /^#(.*)/.exec(String(properties.href))?.[1] ?? []);
    expect(anchors.map((id) => byId(id).map(({ tagName }) => tagName))).toEqual([["main"], ["section"]]);
    const labels = elements(page).flatMap(({ properties }) => properties.ariaLabelledBy ?? []);
    expect(labels.flat().map((id) => byId(id).map(({ tagName }) => tagName))).toEqual([["h2"]]);
    expect(byId("subscribe")).toHaveLength(2);
  });
});
