import { describe, expect, it } from "vitest";
import { article, html, notes, problems } from "./reading.ts";

const page = (body: string, head = "<title>T</title>") => `<!doctype html>${head}<body>${body}</body>`;
const story = "<p>The story has a first sentence.</p><p>And a second one.</p>";

describe("the story in a page", () => {
  it.each([
    [
      "a teaser beside <main>",
      `<aside><article><p>Teaser</p></article></aside><main><article>${story}</article></main>`,
      story,
    ],
    ["an empty <article>", `<article></article><main>${story}</main>`, story],
    ["wrappers", `<div id="page"><div class="wrap"><div>${story}</div></div></div>`, story],
    ["a layout table", `<table><tr><td>${story}</td></tr></table>`, story],
    [
      "text around an <article>",
      `<p>Lead.</p><article><p>In.</p></article><p>After.</p>`,
      "<p>Lead.</p><article><p>In.</p></article><p>After.</p>",
    ],
    [
      "two articles",
      "<article><p>A</p></article><article><p>B</p></article>",
      "<article><p>A</p></article><article><p>B</p></article>",
    ],
    ["two mains", "<main><p>A</p></main><main><p>B</p></main>", "<p>A</p><p>B</p>"],
    [
      "a header with the title",
      `<header><nav><a href="/">Home</a></nav><h1>T</h1><p>A lead.</p></header><main>${story}</main>`,
      `<header><p>A lead.</p></header>${story}`,
    ],
    [
      "an article's own header, footer and aside",
      `<article><header><p>Lead.</p></header>${story}<aside>Note.</aside><footer>Photo: Ann</footer></article>`,
      `<header><p>Lead.</p></header>${story}<aside>Note.</aside><footer>Photo: Ann</footer>`,
    ],
    [
      "a table of contents",
      `<main><nav><a href="#a">A</a></nav>${story}</main>`,
      `<div><a href="A#a">A</a></div>${story}`,
    ],
    [
      "a menu of dishes",
      `<h2>Today</h2><div class="menu">Soup, then fish.</div>`,
      `<h2 id="today">Today</h2><div>Soup, then fish.</div>`,
    ],
    ["a story in a widget", `<div class="widget">${story}</div>`, story],
    [
      "a recipe for cookies",
      `<article>${story}<div class="cookie-recipe">Flour.</div></article>`,
      `${story}<div>Flour.</div>`,
    ],
  ])("with %s is whole", (_, body, wanted) => {
    const read = html("a.html", page(body))
      .replace(/href="[^"]*#/g, 'href="A#')
      .replace(/> +</g, "><")
      .trim();
    expect(read).toBe(wanted);
  });

  it.each([
    '<nav><a href="/">Home</a></nav>',
    '<div id="header"><h1><a href="/">The Site</a></h1></div>',
    '<div role="banner"><a href="/">The Site</a></div>',
    '<div class="site-header">The Site</div>',
    '<div id="navigation"><a href="/">Home</a> <a href="/about">About</a></div>',
    '<ul class="main-menu"><li><a href="/">Home</a></li></ul>',
    '<div class="wp-block-navigation"><a href="/">Home</a></div>',
    '<div class="breadcrumbs"><a href="/">Home</a> / Story</div>',
    '<div id="sidebar"><h2>Links</h2></div>',
    '<div class="widget widget_text">About me</div>',
    '<div id="comments"><p>First!</p></div>',
    '<div class="related-posts"><a href="/b">B</a></div>',
    '<div class="share-buttons"><a href="https://x.com/share">Share</a></div>',
    '<div id="cookie-banner">We use cookies</div>',
    '<ul class="pagination"><li><a href="/2">2</a></li></ul>',
    '<a class="skip-link" href="#main">Skip</a>',
    "<footer><p>Copyright</p></footer>",
    '<div id="footer">Copyright 2002</div>',
    '<div role="contentinfo">Copyright</div>',
    "<p hidden>Secret</p>",
  ])("leaves out %s, and says so with its line", (own) => {
    for (const body of [`\n${own}<div id="main">${story}</div>`, `\n${own}<main>${story}</main>`]) {
      expect(html("a.html", page(body)).trim()).toBe(story);
      const words = own
        .replace(/<[^>]*>/g, " ")
        .trim()
        .replace(/\s+/g, " ");
      expect(notes("a.html", page(body))[0]).toMatch(/^2: removed (?:<.*> beside the story|hidden <p>): /);
      expect(notes("a.html", page(body)).join(" ")).toContain(JSON.stringify(words));
    }
  });

  it("leaves out share buttons and links to other stories inside of an article", () => {
    const body = `<article>${story}<div class="sharedaddy"><a href="https://x.com">Tweet</a></div><nav class="post-navigation"><a href="/a">Older</a></nav></article>`;
    expect(html("a.html", page(body))).toBe(story);
    expect(notes("a.html", page(body))).toEqual([
      '1: removed <div class="sharedaddy"> beside the story: "Tweet"',
      '1: removed <nav class="post-navigation"> beside the story: "Older"',
    ]);
  });

  it("takes everything of what is only a part of a page", () => {
    const part = '<header>Lead.</header><p>Text.</p><footer>Photo: Ann</footer><nav><a href="/b/">Next part</a></nav>';
    expect(html("a.html", `---\ntitle: T\n---\n${part}`)).toMatch(/Lead\..*Text\..*Photo: Ann.*Next part/s);
  });

  it.each([
    [
      "<p>a</p>\n<!-- never closed <p>Text</p>",
      "2: the comment that begins here is never closed, so that everything after it would be lost; add -->",
    ],
    [
      "<p>a</p>\n<style>p {}\n<p>Text</p>",
      "2: <style> is never closed, so that everything after it would be lost; add </style>",
    ],
    [
      "<p>a</p><iframe src='x'><p>Text</p>",
      "1: <iframe> is never closed, so that everything after it would be lost; add </iframe>",
    ],
  ])("is refused if the rest of it is lost: %j", (text, problem) => {
    expect(problems("a.html", `---\ntitle: T\n---\n${text}`)).toEqual([
      problem.replace(/^\d/, (line) => String(Number(line) + 3)),
    ]);
  });

  it.each([
    "<!-- a --><p>x</p><!-- b -->",
    "<script>'<!--'</script><p>x</p>",
    '<p title="<!--">x</p>',
    "<p>x</p><!---->",
    "<p>x</p><!-- a --!>",
  ])("is not refused for %j", (text) => expect(html("a.html", `---\ntitle: T\n---\n${text}`)).toContain("x</p>"));
});

describe("XHTML", () => {
  it("is read as it is meant, with empty elements and CDATA sections", () => {
    const text = `<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title><script src="x.js"/></head><body><a id="top"/><p title="a/>b">One<br/>two</p><![CDATA[a < b]]></body></html>`;
    expect(html("a.html", text)).toBe('<a id="top"></a><p title="a/>b">One<br>two</p>a &lt; b');
  });
});

describe("the title of a page", () => {
  it.each([
    ["A note - The Site", '<div id="header"><h1><a href="/">The Site</a></h1></div><h2>A note</h2>', "A note"],
    ["The Site: A note", "<h1>A note</h1>", "A note"],
    ["A note « The Site", "<h2>A note</h2>", "A note"],
    ["The Site » A note", '<h1><a href="/">The Site</a></h1><h2>A note</h2>', "A note"],
    ["The Site » Blog Archive » A note", "<h2>A note</h2>", "A note"],
    ["A note | Section | The Site", "<h1>A note</h1>", "A note"],
    ["A note - The Site", "<header><h1>The Site</h1></header>", "A note"],
    ["Well-known", "<h1>known</h1>", "Well-known"],
    ["Part: one", "<h2>Other</h2>", "Part: one"],
    ["", "<h1>One<br>two</h1>", "One two"],
  ])("%j with %j is %j", (title, body, wanted) => {
    expect(article("a.html", page(`${body}<p>Text of the story.</p>`, `<title>${title}</title>`)).title).toBe(wanted);
  });

  it("is cut at the site's name in the head", () => {
    const head = '<title>A – B</title><meta property="og:site_name" content="B">';
    expect(article("a.html", page(story, head)).title).toBe("A");
  });
});

describe("the date of a page", () => {
  const linked = (data: unknown) =>
    `<title>T</title><script type="application/ld+json">${JSON.stringify(data)}</script>`;

  it.each([
    ['<p class="dateheader">10:29 PM on Monday, October 21, 2002</p>', "2002-10-21T22:29:00"],
    ['<span class="post-date">October 21, 2002</span>', "2002-10-21"],
    ['<div class="entry-meta">Posted on October 21, 2002 by Ann</div>', "2002-10-21"],
    ['<div class="byline">By Ann Lee | 21 October 2002 | 3 comments</div>', "2002-10-21"],
    ['<p id="posted">Published: 2002-10-21</p>', "2002-10-21"],
    ['<abbr class="published" title="2002-10-21T10:00:00Z">then</abbr>', "2002-10-21T10:00:00Z"],
    ['<p class="updated date">October 21, 2002</p>', undefined],
    ['<p class="update">October 21, 2002</p>', undefined],
    [`<p class="date">${"Long ago, in ".repeat(20)} October 21, 2002</p>`, undefined],
  ])("%s gives %s", (line, date) => {
    expect(article("a.html", page(`${line}${story}`)).date).toBe(date);
  });

  it("becomes a <time> where the line says nothing else", () => {
    expect(html("a.html", page(`<p class="date">October 21, 2002</p>${story}`))).toBe(
      `<p><time datetime="2002-10-21">October 21, 2002</time></p>${story}`,
    );
  });

  it("comes from JSON-LD, with the authors", () => {
    const data = {
      "@graph": [
        { "@type": "WebPage" },
        { "@type": "Article", datePublished: "2002-10-21", dateModified: "2003-01-01", author: [{ name: "Ann Lee" }] },
      ],
    };
    expect(article("a.html", page(story, linked(data)))).toMatchObject({
      ...{ date: "2002-10-21", updated: "2003-01-01", authors: [{ name: "Ann Lee" }] },
    });
    expect(article("a.html", page(story, linked({ author: "Ann", datePublished: "soon" }))).date).toBeUndefined();
    expect(article("a.html", page(story, '<title>T</title><script type="application/ld+json">{</script>')).title).toBe(
      "T",
    );
  });
});
