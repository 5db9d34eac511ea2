import { describe, expect, it } from "vitest";
import { renderRobots, renderSitemap, renderSitemapIndex, sitemapName } from "../../functions/render/sitemap.ts";
import { settings } from "./sample.ts";
import { all, parseXml } from "./strict-xml.ts";

const UPDATED = Date.UTC(2023, 8, 14, 10, 30);
const textsOf = (body: string, name: string) =>
  all(parseXml(body))
    .filter((element) => element.name === name)
    .map(({ text }) => text);

describe("a sitemap", () => {
  it("lists pages by their ASCII addresses, with the time of their last change", () => {
    const entries = [
      { slug: "日本-r&d", updated: UPDATED },
      { slug: "b", updated: UPDATED + 1000 },
    ];
    const { name, body } = renderSitemap(sitemapName("2023-09"), entries, settings);
    expect(name).toBe("sitemap-2023-09.xml");
    expect(textsOf(body, "loc")).toEqual([
      "https://feeds.example.org/blog/articles/%E6%97%A5%E6%9C%AC-r%26d/",
      "https://feeds.example.org/blog/articles/b/",
    ]);
    expect(textsOf(body, "lastmod")).toEqual(["2023-09-14T10:30:00Z", "2023-09-14T10:30:01Z"]);
  });

  it("of a site without articles has the front page", () => {
    expect(textsOf(renderSitemap(sitemapName(), [], settings).body, "loc")).toEqual([settings.url]);
  });

  it("of a site with several months lists those of the months", () => {
    const months = [
      { month: "2023-10", updated: UPDATED },
      { month: "2023-09", updated: UPDATED },
    ];
    const { body } = renderSitemapIndex(months, settings);
    expect(parseXml(body).name).toBe("sitemapindex");
    expect(textsOf(body, "loc")).toEqual([`${settings.url}sitemap-2023-10.xml`, `${settings.url}sitemap-2023-09.xml`]);
  });
});

describe("robots.txt", () => {
  it("allows everything and names the sitemap", () => {
    expect(renderRobots(settings).body).toBe(`User-agent: *\nDisallow:\n\nSitemap: ${settings.url}sitemap.xml\n`);
  });
});
