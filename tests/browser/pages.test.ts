import axe, { type AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderFeed, renderFeedPage } from "../render/joined-document.ts";
import { sampleSettings, sampleSite } from "../render/pages/sample-site.ts";
import { hasChromium, launch, type Visit, visit } from "./chromium.ts";
import { type SiteServer, serveSite } from "./site-server.ts";

const PAGES = [
  "",
  "tags/feeds/",
  "authors/ann-lee/",
  "archive/",
  "archive/2023-09/2/",
  "articles/promise/",
  "articles/long/",
  "articles/podcast/",
  "articles/العربية/",
  "articles/日本語/",
  "articles/polski/",
  "empty/",
  "404.html",
];
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 900 };

describe.skipIf(!hasChromium)("in a browser", () => {
  let browser: Browser;
  let site: SiteServer;
  beforeAll(async () => {
    browser = await launch();
    site = await serveSite((url) => [...sampleSite(url).documents, emptySite(url), feedAsXml(url)]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  const open = (name: string, options = {}) =>
    visit(browser, site.url + encodeURI(name), { viewport: PHONE, ...options });

  describe.each(PAGES)("/%s", (name) => {
    let visited: Visit;
    beforeAll(async () => {
      visited = await open(name, { viewport: DESKTOP });
      await visited.page.evaluate(axe.source);
    });
    afterAll(() => visited?.page.context().close());

    it("is accessible", async () => {
      expect(await violations(visited.page, "axe.run()")).toEqual([]);
    });

    it("has enough contrast in dark mode, too", async () => {
      await visited.page.emulateMedia({ colorScheme: "dark" });
      expect(await violations(visited.page, 'axe.run({ runOnly: ["color-contrast"] })')).toEqual([]);
    });

    it("never scrolls sideways", async () => {
      for (const width of [320, 390, 768, 1280]) {
        await visited.page.setViewportSize({ width, height: 800 });
        expect(await visited.page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
      }
    });

    it("sends no request to other hosts and causes no browser errors or warnings", () => {
      expect(visited.problems).toEqual([]);
    });
  });

  it("has a keyboard focus order that matches the reading order", async () => {
    const { page } = await open("");
    const focused = () => page.evaluate("document.activeElement.textContent.trim()");
    const order = [];
    for (let step = 0; step < 6; step++) {
      await page.keyboard.press("Tab");
      order.push(await focused());
    }
    expect(order).toEqual(["Skip to content", "Archive", "Subscribe", "A feed is a promise", "Ann Lee", "Bo Chen"]);
    await page.context().close();
  });

  it("shows a skip link on keyboard focus, and the link leads past the banner", async () => {
    const { page } = await open("articles/promise/");
    const skip = page.locator(".skip");
    expect((await skip.boundingBox())?.y).toBeLessThan(0);
    await page.keyboard.press("Tab");
    expect((await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.closest('main') !== null")).toBe(true);
    await page.context().close();
  });

  it("shows where the focus is", async () => {
    const { page } = await open("");
    for (let step = 0; step < 4; step++) await page.keyboard.press("Tab");
    expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).toBe("solid");
    await page.context().close();
  });

  it.each([
    ["light", (luminance: number) => luminance > 240],
    ["dark", (luminance: number) => luminance < 40],
  ] as const)("is %s if the user prefers it", async (colorScheme, isRight) => {
    const { page } = await open("", { colorScheme });
    const color = String(await page.evaluate("getComputedStyle(document.body).backgroundColor"));
    for (const part of color.match(/\d+/g) ?? []) expect(Number(part)).toSatisfy(isRight);
    await page.context().close();
  });

  it("shows everything without script, but no button that would do nothing", async () => {
    const { page } = await open("tags/feeds/", { javaScriptEnabled: false });
    expect(await page.locator("button:visible").count()).toBe(0);
    expect(await page.locator(".addresses code").allInnerTexts()).toEqual(
      ["feed.xml", "atom.xml", "feed.json"].map((file) => `${site.url}tags/feeds/${file}`),
    );
    await page.context().close();
  });

  it("copies a feed's URL, and confirms it", async () => {
    const { page } = await open("tags/feeds/", { permissions: ["clipboard-read", "clipboard-write"] });
    const button = page.getByRole("button", { name: "Copy: Atom" });
    await button.click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe(`${site.url}tags/feeds/atom.xml`);
    await button.waitFor();
    await page.context().close();
  });

  it("selects the entire URL with one click", async () => {
    const { page } = await open("tags/feeds/", { javaScriptEnabled: false });
    expect(await evaluate(page, ".addresses code", "getComputedStyle(node).userSelect")).toBe("all");
    await page.context().close();
  });

  it("makes wide code and tables scrollable by keyboard", async () => {
    const { page } = await open("articles/promise/");
    for (const selector of ["pre", ".scroll"]) {
      expect(await evaluate(page, selector, "node.scrollWidth > node.clientWidth")).toBe(true);
      await page.locator(selector).first().focus();
      await page.keyboard.press("ArrowRight");
      await expect.poll(() => evaluate(page, selector, "node.scrollLeft")).toBeGreaterThan(0);
    }
    await page.context().close();
  });

  it("jumps from a footnote's mark to the footnote on the same page", async () => {
    const { page } = await open("articles/promise/");
    await page.locator("#fnref1").click();
    expect(page.url()).toBe(`${site.url}articles/promise/#fn1`);
    await page.context().close();
  });

  it("runs from right to left where the language does", async () => {
    const { page } = await open("articles/العربية/");
    const [name, subscribe] = [
      await page.locator(".site-name").boundingBox(),
      await page.locator(".banner .button").boundingBox(),
    ];
    expect(name?.x).toBeGreaterThan(subscribe?.x ?? Number.POSITIVE_INFINITY);
    expect(await evaluate(page, "pre", "getComputedStyle(node).direction")).toBe("ltr");
    await page.context().close();
  });

  it("breaks Japanese lines by Japanese rules, and uses no italics", async () => {
    const { page } = await open("articles/日本語/");
    expect(await evaluate(page, ".e-content", "getComputedStyle(node).lineBreak")).toBe("strict");
    expect(await evaluate(page, "em", "getComputedStyle(node).fontStyle")).toBe("normal");
    await page.context().close();
  });

  it("prints the article in black on white, with the URLs of its links", async () => {
    const { page } = await open("articles/promise/", { colorScheme: "dark" });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(255, 255, 255)");
    expect(await page.evaluate("getComputedStyle(document.body).color")).toBe("rgb(0, 0, 0)");
    for (const selector of [".subscribe", ".banner nav", ".skip"])
      expect(await page.locator(selector).isVisible()).toBe(false);
    const address = await evaluate(
      page,
      '.e-content a[href*="wikipedia"]',
      "getComputedStyle(node, '::after').content",
    );
    expect(address).toContain("https://en.wikipedia.org");
    expect((await page.pdf()).byteLength).toBeGreaterThan(1000);
    await page.context().close();
  });

  it("makes a feed readable if a host serves it as XML", async () => {
    const { page } = await open("as-xml.xml");
    expect(await page.locator("item > title").first().isVisible()).toBe(true);
    expect(await page.locator("item > pubDate").first().isVisible()).toBe(true);
    for (const hidden of ["guid", "item > link", "category", "generator"])
      expect(await page.locator(hidden).first().isVisible()).toBe(false);
    expect(await page.evaluate("getComputedStyle(document.documentElement, '::before').content")).toContain(
      "This is a feed",
    );
    await page.context().close();
  });
});

/** Evaluates `run`, a call of axe, which must be loaded in the page, and returns the violations. */
async function violations(page: Page, run: string): Promise<readonly string[]> {
  const found = await page.evaluate<AxeResults>(run);
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

/** Evaluates an expression with `node` as the first element that matches a selector. (The tests have no browser types, so it is a string.) */
function evaluate(page: Page, selector: string, expression: string): Promise<unknown> {
  return page.evaluate(`((node) => ${expression})(document.querySelector(${JSON.stringify(selector)}))`);
}

function emptySite(url: string) {
  const settings = sampleSettings(url);
  const { title, description } = settings;
  const page = renderFeedPage({ kind: "site", folder: "", title, description, items: [], feeds: [] }, settings);
  return { ...page, name: "empty/index.html" };
}

/** A feed with the type that hosts derive from the file name. Browsers show the RSS media type as plain text. */
function feedAsXml(url: string) {
  const { settings, items } = sampleSite(url);
  const { title, description } = settings;
  const feed = {
    folder: "",
    title,
    description,
    items: Object.values(items),
    links: { kind: "subscription" },
  } as const;
  const [rss] = renderFeed(feed, settings);
  return { name: "as-xml.xml", type: "application/xml", body: rss?.body ?? "", freshness: "feed" } as const;
}
