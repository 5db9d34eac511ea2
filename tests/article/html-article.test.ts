import { describe, expect, it } from "vitest";
import { article, at, html, notes, problems } from "./reading.ts";

const PAGE = `<!doctype html>
<html lang="de-at">
<head>
  <title>A &amp; B – The Site</title>
  <meta name="author" content="Ann Lee, Bo Chen">
  <meta property="article:published_time" content="2023-09-14T10:30:00+02:00">
  <meta property="article:modified_time" content="2023-09-15">
  <meta name="description" content="What it
    is about">
  <meta name="keywords" content="rss, Feeds , RSS">
  <meta property="og:image" content="cover.png">
  <script>track()</script>
</head>
<body>
<nav><a href="/">Home</a></nav>
<article>
<header><h1>A &amp; B</h1></header>
<p>Text <img src="x.png" onerror="x"></p>
<h2>Part</h2>
</article>
<footer>The Site</footer>
</body>
</html>`;

describe("an HTML document", () => {
  it("takes its metadata from the head", () => {
    const read = article("posts/a.html", PAGE);
    expect(read).toMatchObject({
      title: "A & B",
      date: "2023-09-14T10:30:00+02:00",
      updated: "2023-09-15",
      authors: [{ name: "Ann Lee" }, { name: "Bo Chen" }],
      summary: "What it is about",
      tags: ["rss", "Feeds"],
      language: "de-AT",
    });
    expect(at(read.image, "posts/a.html")).toBe("https://e.org/b/media/posts/cover.png");
  });

  it("uses its <article> as body, without the heading that is the title", () => {
    expect(html("posts/a.html", PAGE)).toBe(
      '<header></header>\n<p>Text <img src="https://e.org/b/media/posts/x.png"></p>\n<h2 id="part">Part</h2>',
    );
  });

  it("notes what belongs to the site, and what it removed in the article itself", () => {
    const noted = (line: number) => [
      `${line}: removed <nav> beside the story: "Home"`,
      `${line + 6}: removed <footer> beside the story: "The Site"`,
      `${line + 3}: removed onerror of <img>`,
    ];
    expect(notes("posts/a.html", PAGE)).toEqual(noted(15));
    expect(notes("posts/a.html", `---\nslug: b\n---\n${PAGE}`)).toEqual(noted(18));
  });

  it("yields to front matter", () => {
    const read = article(
      "a.html",
      `---\ntitle: Mine\nauthor: Me\ntags: [x]\ndate: 2020-01-01\nlanguage: en\n---\n${PAGE}`,
    );
    expect(read).toMatchObject({
      title: "Mine",
      authors: [{ name: "Me" }],
      tags: ["x"],
      date: "2020-01-01",
      language: "en",
    });
    expect(read.html).toContain('<h2 id="a--b">A &amp; B</h2>');
  });

  it.each([
    ["<title>T</title><p>x</p>", "T", "<p>x</p>"],
    ["<h1>H</h1><p>x</p>", "H", "<p>x</p>"],
    ["<title>T</title><h1>t</h1><p>x</p>", "T", "<p>x</p>"],
    ["<title>T</title><h1>Other</h1><h2>S</h2>", "T", '<h2 id="other">Other</h2><h3 id="s">S</h3>'],
    ["<title>H | Site</title><h1>H</h1>x", "H", "x"],
    ["<title>Hello</title><h1>H</h1>x", "Hello", '<h2 id="h">H</h2>x'],
    ['<meta property="og:title" content="O"><p>x</p>', "O", "<p>x</p>"],
    ["<main><p>m</p></main><p>x</p>", undefined, "<p>m</p><p>x</p>"],
    ["<main><article>a</article>b</main>", undefined, "<article>a</article>b"],
    ["<p>only a part</p>", undefined, "<p>only a part</p>"],
    ["just text & more", undefined, "just text &amp; more"],
    ["<svg><title>S</title></svg><p>x</p>", undefined, "S <p>x</p>"],
    ["<p>a<table><tr><td>b</table>", undefined, "<p>a</p><table><tbody><tr><td>b</td></tr></tbody></table>"],
  ])("%j has the title %j and the body %j", (text, title, body) => {
    expect(article("a.html", text).title).toBe(title);
    expect(html("a.html", text)).toBe(body);
  });

  it.each([
    ['<p>By Ann, <time datetime="2023-09-14">today</time></p><p>x</p>', "2023-09-14"],
    ["<p><time>14 September 2023</time></p><p>x</p>", "2023-09-14"],
    [`<p>${"Long ago, ".repeat(20)}<time datetime="1969-07-20">then</time></p>`, undefined],
    [
      `<p>${"Long ago, ".repeat(20)}<time datetime="1969-07-20">then</time></p><time class="dt-published" datetime="2023-01-02">`,
      "2023-01-02",
    ],
    ['<p>Takes <time datetime="PT2H">two hours</time></p>', undefined],
    ['<meta name="date" content="2023-09-14"><p><time datetime="2020-01-01">x</time></p>', "2023-09-14"],
  ])("%j has the date %s", (text, date) => {
    expect(article("a.html", text).date).toBe(date);
  });

  it("notes a <meta> date that it cannot read, and continues", () => {
    expect(notes("a.html", '<title>T</title>\n<meta name="date" content="2023-02-30">x')).toEqual([
      '2: <meta> date: "2023-02-30" is not a date, ignored: February 2023 has 28 days',
    ]);
  });

  it.each(["", "<title></title>", "<p> </p>", "<script>x</script>", "<frameset></frameset>"])(
    "is refused if it has no content: %j",
    (text) => {
      expect(problems("a.html", `${text}\n`)).toHaveLength(1);
    },
  );

  it("may have only a title, which is noted", () => {
    expect(notes("a.html", "<title>T</title>")).toEqual(["?: the article has a title but no text"]);
  });
});
