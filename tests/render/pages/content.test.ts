import { describe, expect, it } from "vitest";
import { isInContent, pageContent } from "../../../functions/render/pages/parts/article-content.ts";
import { translationsFor } from "../../../functions/render/pages/translations.ts";
import { elements, readPage } from "./read-page.ts";
import { sampleItem } from "./sample-site.ts";

const shown = (html: string) => pageContent(sampleItem("promise", { html }), translationsFor("en")).markup;

describe("pageContent", () => {
  it("lowers first-level headings, because the page's title is the only one", () => {
    expect(shown('<h1 id="a">A</h1><h2>B</h2><hr>')).toBe('<h2 id="a">A</h2><h2>B</h2><hr>');
  });

  it("makes code and tables scrollable, also by keyboard", () => {
    const [scroller, table] = elements(
      readPage(`<!doctype html><title>t</title>${shown("<table><tr><td>1</table></table>")}`),
      "div",
      "table",
    );
    expect(scroller?.properties).toEqual({ className: ["scroll"], tabIndex: 0, role: "group", ariaLabel: "Table" });
    expect(scroller?.children).toEqual([table]);
    expect(shown('<pre class="x">')).toBe('<pre tabindex=0 class="x">');
  });

  it("keeps footnotes on the page, wherever it is served", () => {
    const { url } = sampleItem("promise");
    expect(shown(`<a href="${url}#fn1">1</a><a href="${url}">all</a>`)).toBe(
      `<a href="#fn1">1</a><a href="${url}">all</a>`,
    );
  });

  it.each(['<table x="', "<pre ", "</table>", "<h1>", 'href="'])("keeps %j inside its attribute", (sign) => {
    const value = sign.replaceAll('"', "&quot;");
    const page = readPage(
      `<!doctype html><title>t</title>${shown(`<p title="${value} onclick=x">${value.replaceAll("<", "&lt;")}</p>`)}`,
    );
    expect(elements(page).map(({ tagName }) => tagName)).toEqual(["html", "head", "title", "body", "p"]);
    expect(Object.keys(elements(page, "p")[0]?.properties ?? {})).toEqual(["title"]);
  });
});

describe("pageContent with signs of tags in attributes", () => {
  it.each([
    `<img src="https://e.org/a.png" alt="use <pre or <table> here">`,
    `<p title="</table> <h1> </h1>">a</p>`,
    `<p title="<a href=">b</p>`,
    `<img alt="a > b" src="https://e.org/a.png"><code>&lt;pre&gt;</code>`,
    `<p>She typed href="https://example.org/blog/articles/promise/#x" there.</p>`,
  ])("leaves %s as it is", (html) => expect(shown(html)).toBe(html));

  it("still changes the tags around them", () => {
    expect(shown('<pre title="<pre"><code>x</code></pre>')).toBe('<pre tabindex=0 title="<pre"><code>x</code></pre>');
  });

  it("takes the ids of the page's own parts from an article, and no other", () => {
    expect(shown('<p id="dropfeed:subscribe">a</p><pre id="dropfeed:content">b</pre><h2 id="subscribe">c</h2>')).toBe(
      '<p>a</p><pre tabindex=0>b</pre><h2 id="subscribe">c</h2>',
    );
  });
});

describe("isInContent", () => {
  it.each(["&", "&amp;", "&#x26;"])("finds a URL however its ampersand is escaped (%s)", (and) => {
    const item = sampleItem("promise", { html: `<img src="https://a.example/x?a=1${and}b=2">` });
    expect(isInContent("https://a.example/x?a=1&b=2", item)).toBe(true);
    expect(isInContent("https://a.example/y?a=1&b=2", item)).toBe(false);
  });
});
