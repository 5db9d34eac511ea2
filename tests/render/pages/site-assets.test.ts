import { describe, expect, it } from "vitest";
import { feedStyleInstruction } from "../../../functions/render/pages/assets/feed-stylesheet.ts";
import { renderSiteAssets } from "../../../functions/render/pages/assets/site-assets.ts";
import { parseXml } from "../strict-xml.ts";
import { elements, readPage, text } from "./read-page.ts";
import { sampleSettings, sampleSite } from "./sample-site.ts";

const settings = sampleSettings();
const named = (name: string, own = settings) => renderSiteAssets(own).find((document) => document.name === name);

describe("the site assets", () => {
  it.each([
    ["style.css", "text/css; charset=utf-8"],
    ["feed.css", "text/css; charset=utf-8"],
    ["copy.js", "text/javascript; charset=utf-8"],
    ["icon.svg", "image/svg+xml"],
    ["404.html", "text/html; charset=utf-8"],
  ])("contain %s", (name, type) => expect(named(name)?.type).toBe(type));

  it("contain no default icon if the site sets an icon", () => {
    expect(named("icon.svg", { ...settings, icon: "https://example.org/own.png" })).toBeUndefined();
  });

  it("contain everything that pages load, at the path they are served under", () => {
    const names = new Set(renderSiteAssets(settings).map(({ name }) => `/blog/${name}`));
    for (const { body, type } of sampleSite().documents.filter((document) => document.type.startsWith("text/html"))) {
      const loaded = elements(readPage(body), "link", "script").flatMap(({ properties: { href, src, rel } }) =>
        src !== undefined || String(rel) === "stylesheet" || String(rel) === "icon" ? [String(src ?? href)] : [],
      );
      expect(loaded).toHaveLength(3);
      for (const address of loaded) expect(names, type).toContain(address);
    }
  });

  it("load nothing from other hosts", () => {
    for (const name of ["style.css", "feed.css", "copy.js"])
      expect(named(name)?.body).not.toMatch(/url\(|@import|https?:/);
  });

  it("have balanced braces and quotes in the minified stylesheet", () => {
    const css = named("style.css")?.body ?? "";
    expect(css.match(/\{/g)?.length).toBe(css.match(/\}/g)?.length);
    expect((css.match(/"/g)?.length ?? 1) % 2).toBe(0);
  });
});

describe("the 404 page", () => {
  it("says that the page was not found, and links to the front page", () => {
    const page = readPage(named("404.html")?.body ?? "");
    expect(text(elements(page, "h1")[0])).toBe("Page not found");
    expect(elements(page, "a").map(({ properties }) => properties.href)).toContain("https://example.org/blog/");
    expect(
      elements(page, "meta").some(({ properties: { name, content } }) => name === "robots" && content === "noindex"),
    ).toBe(true);
  });

  it("is in the site's language", () => {
    expect(named("404.html", { ...settings, language: "de" })?.body).toContain("Seite nicht gefunden");
  });
});

describe("feedStyleInstruction", () => {
  it("refers to the feeds' stylesheet by the path that the site is served under", () => {
    expect(feedStyleInstruction(settings)).toBe('<?xml-stylesheet type="text/css" href="/blog/feed.css"?>');
  });
});

describe("the icon", () => {
  it("is well-formed XML", () => {
    expect(parseXml(`<?xml version="1.0" encoding="utf-8"?>\n${named("icon.svg")?.body}`).name).toBe("svg");
  });
});
