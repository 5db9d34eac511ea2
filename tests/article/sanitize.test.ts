import fc from "fast-check";
import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { describe, expect, it } from "vitest";
import { sanitizeHtml } from "../../functions/article/sanitize/sanitize.ts";
import { expanded, lines } from "./reading.ts";

function cleaned(html: string): string {
  const cleaning = sanitizeHtml(html, { lineAt: (line) => line });
  if (cleaning.kind === "refused") throw new Error(cleaning.problem.reason);
  return expanded(cleaning.html, "posts/a.md");
}

function removed(html: string): string[] {
  const cleaning = sanitizeHtml(html, { lineAt: (line) => line });
  return cleaning.kind === "clean" ? lines(cleaning.notes) : [];
}

/** Finds dangerous HTML independently: it does not share the sanitizer's tables. */
function dangersIn(html: string): string[] {
  const found: string[] = [];
  const visit = (node: DefaultTreeAdapterTypes.ChildNode) => {
    if ("tagName" in node) {
      if (DANGEROUS.test(node.tagName) || !node.namespaceURI.endsWith("xhtml")) found.push(`<${node.tagName}>`);
      for (const { name, value } of node.attrs) {
        if (/^on|^style$|^name$|^formaction$|^srcdoc$|^is$|^ping$|^target$/.test(name)) found.push(`${name}=${value}`);
        const address = value.replace(/[\u0000-\u0020]/g, "");
        if (/^(?:javascript|vbscript|file|blob):|^data:(?!image\/(?:png|jpeg|gif|webp|avif)[;,])/i.test(address))
          found.push(`${name}=${value}`);
      }
    }
    if ("childNodes" in node) node.childNodes.forEach(visit);
  };
  parseFragment(html).childNodes.forEach(visit);
  return found;
}

const DANGEROUS =
  /^(?:script|style|iframe|frame|frameset|object|embed|applet|form|input|button|select|textarea|svg|math|template|noscript|base|link|meta|title|xmp|plaintext|noembed|noframes|canvas|portal|dialog)$/;

describe("sanitizeHtml", () => {
  it.each([
    `<p>Text with <b>b</b> <i>i</i> <em>e</em> <strong>s</strong> <kbd>k</kbd> H<sub>2</sub>O x<sup>2</sup></p>`,
    `<figure><picture><source srcset="https://e.org/b/media/posts/a.webp 1x, https://e.org/b/media/posts/b.webp 2x" type="image/webp"><img src="https://e.org/b/media/posts/a.png" alt="A &amp; B" width="10" height="5" sizes="100vw" loading="lazy"></picture><figcaption>C</figcaption></figure>`,
    `<video controls poster="https://e.org/p.png"><source src="https://e.org/v.mp4" type="video/mp4"><track src="https://e.org/v.vtt" kind="captions" srclang="en" label="E" default></video>`,
    `<audio src="https://e.org/a.mp3" controls loop></audio>`,
    `<table><caption>T</caption><colgroup><col span="2"></colgroup><thead><tr><th scope="col" align="right">a</th></tr></thead><tbody><tr><td colspan="2" rowspan="1">b</td></tr></tbody></table>`,
    `<pre><code class="language-js">a &lt; b &amp;&amp; c</code></pre>`,
    `<sup class="footnote-ref"><a href="https://e.org/b/articles/s/#fn1" id="fnref1" role="doc-noteref">[1]</a></sup>`,
    `<section class="footnotes"><ol class="footnotes-list"><li id="fn1" class="footnote-item"><p>n <a href="https://e.org/b/articles/s/#fnref1" class="footnote-backref">↩</a></p></li></ol></section>`,
    `<details open><summary>S</summary>d</details>`,
    `<p><abbr title="Really Simple Syndication">RSS</abbr> <time datetime="2023-09-14">then</time> <ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby></p>`,
    `<dl><dt>t</dt><dd>d</dd></dl>`,
    `<p dir="rtl" lang="he"><ins cite="https://e.org/c" datetime="2023">i</ins> <del>d</del> <q cite="https://e.org/q">q</q> <bdo dir="ltr">x</bdo></p>`,
    `<ol start="3" reversed type="a"><li value="7">x</li></ol>`,
    `<h2 id="a.b:c-é">H</h2><p><a href="https://e.org/b/articles/s/#a.b:c-%C3%A9" rel="nofollow" hreflang="de">x</a></p>`,
    `<blockquote cite="https://e.org/"><p>q</p></blockquote><hr>`,
  ])("leaves %s unchanged", (html) => {
    expect(cleaned(html)).toBe(html);
    expect(removed(html)).toEqual([]);
  });

  it.each([
    ["<p onclick=x>a</p>", "<p>a</p>", "1: removed onclick of <p>"],
    ["a\n\n<script>alert(1)</script>b", "a\n\nb", "3: removed <script>"],
    ['<a href="javascript:alert(1)">a</a>', "<a>a</a>", "1: removed javascript: link of <a>"],
    ["<a href=jav&#x0A;ascript&colon;alert(1)>a</a>", "<a>a</a>", "1: removed javascript: link of <a>"],
    ['<a href=" &#14; javascript:alert(1)">a</a>', "<a>a</a>", "1: removed javascript: link of <a>"],
    ['<img src="data:image/svg+xml,<svg onload=x>" alt="A">', "A", "1: removed data: link of <img>"],
    [
      '<img src=x.png srcset="javascript:x 2x">',
      '<img src="https://e.org/b/media/posts/x.png">',
      "1: removed srcset of <img>",
    ],
    ["<font color=red>a</font>", "a", "1: removed <font>"],
    ["<form action=/x><p>a</p><input name=b></form>", "<p>a</p>", "1: removed <form>"],
    ["<iframe src=//x>a</iframe>b", '<p><a href="https://x/">x</a></p>b', '1: replaced <iframe> by a link: "a"'],
    ["<svg><a href='javascript:x'><text>a</text></a></svg>b", "a b", "1: removed <svg>"],
    ["<p style='position:fixed'>a</p>", "<p>a</p>", "1: removed style of <p>"],
    ["<p class='lead'>a</p>", "<p>a</p>", "1: removed class of <p>"],
    [
      "<video autoplay src=v.mp4></video>",
      '<video src="https://e.org/b/media/posts/v.mp4" controls></video>',
      "1: removed autoplay of <video>",
    ],
    ["<a href='https://a b'>a</a>", "<a>a</a>", "1: removed https: link of <a>"],
  ])("turns %j into %j and says so", (html, wanted, note) => {
    expect(cleaned(html)).toBe(wanted);
    expect(removed(html)).toContain(note);
  });

  it("reports repeated removals once, at the line of the first", () => {
    expect(removed("<p>\n<i onclick=x></i>\n<i onclick=y></i>")).toEqual(["2: removed onclick of <i>, 2 times"]);
  });

  it("keeps the list of removals short", () => {
    const html = Array.from({ length: 100 }, (_, i) => `<x-${i}>`).join("");
    expect(removed(html)).toHaveLength(21);
    expect(removed(html).at(-1)).toBe("?: removed 80 other kinds of elements and attributes");
  });

  it("turns old anchors into ids, so that links to them work", () => {
    expect(cleaned('<a name="x">a</a><a name="y" id="z">b</a><img name="cookie" src="a.png">')).toBe(
      '<a id="x">a</a><a id="z">b</a><img src="https://e.org/b/media/posts/a.png">',
    );
  });

  it("keeps the alignment of cells from their style", () => {
    expect(
      cleaned(
        '<table><tr><td style="text-align: right">a</td><td style="text-align:right;color:red">b</td></tr></table>',
      ),
    ).toBe('<table><tbody><tr><td align="right">a</td><td>b</td></tr></tbody></table>');
  });

  it("lowers every heading by one level if there is an h1", () => {
    expect(cleaned("<h1>a</h1><div><h2>b</h2></div><h6>c</h6>")).toBe(
      '<h2 id="a">a</h2><div><h3 id="b">b</h3></div><h6 id="c">c</h6>',
    );
    expect(cleaned("<h2 id=x>a</h2><h3>b</h3>")).toBe('<h2 id="x">a</h2><h3 id="b">b</h3>');
  });

  it("removes invalid characters and the replacement character U+FFFD", () => {
    expect(cleaned("<p title='a&#1;b&#12;'>a&#0;b&#2;c&#xD800;d&#xFFFE;e</p>")).toBe('<p title="ab ">abcde</p>');
  });

  it("removes marks from texts and keeps them in URLs", () => {
    expect(cleaned('<p title="&#2;x">&#1;<a href="&#2;media/x">y</a><a href="x&#2;y">z</a></p>')).toBe(
      '<p title="x"><a href="https://e.org/b/articles/x/">y</a><a href="https://e.org/b/articles/xy/">z</a></p>',
    );
  });

  it.each([
    ["<li><table><li>a", "<li></li><li>a</li><table></table>"],
    ["<h2>a<table><tr><h3>b", '<h2 id="a">a</h2><h3 id="b">b</h3><table><tbody><tr></tr></tbody></table>'],
    ["<a id=x><table><a id=y>b", '<a id="x"></a><a id="y">b</a><table></table>'],
  ])("writes %j as a browser would parse it again", (html, wanted) => {
    expect(cleaned(html)).toBe(wanted);
    expect(cleaned(wanted)).toBe(wanted);
  });

  it("keeps an empty first line of code", () => {
    expect(cleaned("<pre>\n\na</pre>")).toBe("<pre>\n\na</pre>");
  });

  it.each([
    ["<div>", 600],
    ["<b>", 600],
    ["<div>", 100_000],
    ["<ul><li>", 50_000],
    ["<svg>", 10_000],
    ["<table><tr><td>", 10_000],
    ["<blockquote><p>", 10_000],
  ])("refuses %s nested %i deep", (tag, times) => {
    const cleaning = sanitizeHtml(tag.repeat(times), { lineAt: () => 1 });
    expect(cleaning).toMatchObject({ kind: "refused", problem: { reason: "elements are nested more than 512 deep" } });
  });

  it("refuses HTML that would grow into millions of elements", () => {
    const formatting = Array.from({ length: 400 }, (_, i) => `<b id=${i}>`).join("");
    const cleaning = sanitizeHtml(`<p>${formatting}</p>${"<p>x".repeat(50_000)}`, { lineAt: () => 1 });
    expect(cleaning).toMatchObject({
      kind: "refused",
      problem: { reason: "the HTML makes more than 300000 elements" },
    });
  });

  it.each([
    ["<p>x", 200_000],
    ["<x-y><i></i>", 400],
    [`<foo>${"<i></i>".repeat(150_000)}</foo>`, 1],
    [`<a ${Array.from({ length: 100_000 }, (_, i) => `a${i}`).join(" ")}>`, 1],
    ["<!--", 300_000],
    ["<a href='", 300_000],
    ["&", 1_000_000],
    ["</p>", 200_000],
  ])("handles %.20s %i times without an error", (piece, times) => {
    expect(() => cleaned(piece.repeat(times))).not.toThrow();
  });
});

describe("sanitizeHtml against attacks", () => {
  it.each([
    "<script>alert(1)</script>",
    "<ScRiPt src=//x></sCrIpT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=x:x onerror=alert(1)//",
    '<img src="x` `<script>alert(1)</script>"` `>',
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<math><mi//xlink:href='data:x,<script>alert(4)</script>'>",
    "<form><math><mtext></form><form><mglyph><svg><mtext><style><path id='</style><img onerror=alert(1) src>'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea><img title='</textarea><img src=x onerror=alert(1)>'></textarea>",
    "<title><a title='</title><img src=x onerror=alert(1)>'></title>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<template><script>alert(1)</script></template>",
    "<a href='java&Tab;script:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='\u0001javascript:alert(1)'>x</a>",
    "<a href='javascript&#58;alert(1)'>x</a>",
    "<a href='vbscript:x'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
    "<a xlink:href='javascript:alert(1)'>x</a>",
    "<a href=x formaction=javascript:alert(1) ping=//x target=_blank>x</a>",
    "<object data=javascript:alert(1)><param name=x></object>",
    "<embed src=//x><base href=//x><link rel=stylesheet href=//x><meta http-equiv=refresh content='0;url=//x'>",
    "<body onload=alert(1)><html onclick=x>",
    "<p style=\"background:url('javascript:alert(1)')\">x</p>",
    "<img srcset='javascript:alert(1) 1x, x onerror=y 2x'>",
    "<video poster=javascript:alert(1) onloadstart=alert(1)><source onerror=alert(1) src=javascript:x></video>",
    "<details ontoggle=alert(1) open><summary>x</summary></details>",
    "<img name=getElementById src=x><form id=x><input name=attributes></form>",
    "<table background=javascript:x><tr><td background=javascript:x>x</table>",
    "<p title='\"><img src=x onerror=alert(1)>'>x</p>",
    '<p title="&quot;><img src=x onerror=alert(1)>">x</p>',
    "<!--><img src=x onerror=alert(1)>-->",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "<a\u00a0onclick=alert(1) href=x>x</a>",
    "<b is=x-foo>x</b>",
    "<plaintext><script>alert(1)</script>",
    "<select><iframe></select><img src=x onerror=alert(1)>",
    "<img src=x onerror\u0000=alert(1)>",
    "<style>@import '//x'</style><style><img src='</style><img src=x onerror=alert(1)>'>",
  ])("leaves nothing dangerous in %s", (html) => {
    const result = cleaned(html);
    expect(dangersIn(result)).toEqual([]);
    expect(cleaned(result)).toBe(result);
  });

  const tag = fc.constantFrom(
    ..."a b p div table tr td th li ul h1 h2 pre code i section details video source picture ruby rt button form marquee object svg math mtext mglyph style script template title textarea select option noscript iframe xmp plaintext font dl dt dd br col caption x-y main".split(
      " ",
    ),
  );
  const attribute = fc.constantFrom(
    "",
    " onclick=x",
    " href=#a",
    " href='javascript:x'",
    ' title="</style><img src=x onerror=y>"',
    " src=a.png",
    " id=x",
    " style='x'",
    " srcset='javascript:x 1x, a.png 2x'",
    " name=cookie",
  );
  const piece = fc.oneof(
    fc.tuple(tag, attribute).map(([name, written]) => `<${name}${written}>`),
    tag.map((name) => `</${name}>`),
    fc.constantFrom("x", " ", "\n", "<!--", "-->", "<![CDATA[", "]]>", "&lt;", "&#0;", '"', "'", "<", "&#2;"),
    fc.string({ unit: "binary", maxLength: 4 }),
  );

  it("leaves nothing dangerous in random tag soup, and nothing to remove a second time", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 16 }), (pieces) => {
        const result = cleaned(pieces.join(""));
        expect(dangersIn(result)).toEqual([]);
        expect(cleaned(result)).toBe(result);
        expect(result).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffd-\uffff]/);
      }),
      { numRuns: 3000 },
    );
  });
});
