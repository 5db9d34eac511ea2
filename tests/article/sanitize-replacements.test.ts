import { describe, expect, it } from "vitest";
import { sanitizeHtml } from "../../functions/article/sanitize/sanitize.ts";
import { expanded, lines } from "./reading.ts";

function sanitized(html: string): { readonly html: string; readonly notes: readonly string[] } {
  const cleaning = sanitizeHtml(html, { lineAt: (line) => line });
  if (cleaning.kind === "refused") throw new Error(cleaning.problem.reason);
  return { html: expanded(cleaning.html, "posts/a.html"), notes: lines(cleaning.notes) };
}

describe("hidden text", () => {
  it.each([
    "<p hidden>",
    '<p hidden="until-found">',
    '<div style="display:none">',
    '<div style="color: red; DISPLAY : none !important">',
    '<span style="visibility:hidden">',
    '<p style="font-size:0;color:#fff">',
    '<div style="font-size: 0.0px">',
    '<div style="max-height:0;overflow:hidden">',
    '<div style="mso-hide:all">',
    '<span style="position:absolute; left:-9999px">',
    '<span style="clip: rect(0 0 0 0)">',
    '<p class="screen-reader-text">',
    '<span class="a sr-only b">',
    '<span class="visually-hidden">',
    '<div class="preheader">',
    "<dialog>",
    "<template>",
    "<datalist>",
  ])("in %s is removed, and quoted in a note", (tag) => {
    const { html, notes } = sanitized(`<p>a</p>\n${tag}Secret</${/\w+/.exec(tag)?.[0]}><p>b</p>`);
    expect(html.replace(/\s/g, "")).toBe("<p>a</p><p>b</p>");
    expect(notes).toEqual([`2: removed hidden <${/\w+/.exec(tag)?.[0]}>: "Secret"`]);
  });

  it.each([
    '<p aria-hidden="true">',
    '<p style="display:none; display:block">',
    '<p style="font-size:10px">',
    '<p style="overflow:hidden;height:20px">',
    '<p style="opacity:0">',
    '<p class="d-none d-md-block">',
    '<p class="hidden sm:block">',
    '<p class="unhidden">',
    "<details><summary>s</summary>",
  ])("is not what %s holds", (tag) => expect(sanitized(`${tag}Shown`).html).toContain("Shown"));
});

describe("embedded pages", () => {
  it.each([
    [
      '<iframe src="https://www.youtube.com/embed/abc_-1?start=90&rel=0" title="A film"></iframe>',
      "https://www.youtube.com/watch?v=abc_-1&amp;t=90",
      "A film",
    ],
    [
      '<iframe src="//www.youtube-nocookie.com/embed/abc"></iframe>',
      "https://www.youtube.com/watch?v=abc",
      "youtube.com",
    ],
    [
      '<iframe src="https://www.youtube.com/embed/videoseries?list=PL1"></iframe>',
      "https://www.youtube.com/playlist?list=PL1",
      "youtube.com",
    ],
    ['<iframe src="https://player.vimeo.com/video/1?h=ab"></iframe>', "https://vimeo.com/1/ab", "vimeo.com"],
    [
      '<iframe src="https://open.spotify.com/embed/track/4x"></iframe>',
      "https://open.spotify.com/track/4x",
      "open.spotify.com",
    ],
    ['<iframe src="about:blank" data-src="https://maps.example/x"></iframe>', "https://maps.example/x", "maps.example"],
    ['<iframe src="/chart.html"></iframe>', "https://e.org/chart.html", "chart.html"],
    ['<embed src="x.swf">', "https://e.org/b/media/posts/x.swf", "x.swf"],
    ['<object data="doc.pdf" type="application/pdf"></object>', "https://e.org/b/media/posts/doc.pdf", "doc.pdf"],
    [
      '<object><param name="movie" value="x"><embed src="https://www.youtube.com/v/abc"></object>',
      "https://www.youtube.com/watch?v=abc",
      "youtube.com",
    ],
  ])("%s becomes a link", (written, href, text) => {
    const { html, notes } = sanitized(written);
    expect(html).toBe(`<p><a href="${href}">${text}</a></p>`);
    expect(notes.join()).toMatch(/replaced <(?:iframe|embed|object)> by a link/);
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "about:blank", "mailto:a@b.c", ""])(
    "from %j leave none",
    (src) => {
      expect(sanitized(`<p>a</p><iframe src="${src}"></iframe>`)).toEqual({
        html: "<p>a</p>",
        notes: ["1: removed <iframe>"],
      });
    },
  );

  it("that only count visitors leave none", () => {
    expect(sanitized('a<iframe src="https://t.example/ns.html" height="0" width="0"></iframe>').html).toBe("a");
  });

  it("that WordPress writes as an address become links", () => {
    expect(sanitized("<figure><div>\nhttps://youtu.be/abc\n</div></figure>").html).toBe(
      '<figure><div><a href="https://youtu.be/abc">\nhttps://youtu.be/abc\n</a></div></figure>',
    );
  });

  it("show what is inside of them for those who have no plug-in", () => {
    expect(sanitized('<object data="a.pdf"><p>Get <a href="https://e.org/a.pdf">it</a></p></object>').html).toBe(
      '<p>Get <a href="https://e.org/a.pdf">it</a></p>',
    );
    expect(sanitized("<video><p>No video</p></video><canvas>A chart</canvas>").html).toBe("<p>No video</p> A chart");
  });
});

describe("pictures that a script would load", () => {
  const real = '<img alt="A" src="https://e.org/b/media/posts/a.png">';

  it.each([
    '<img src="data:image/gif;base64,R0lGOD" data-src="a.png" alt="A">',
    '<img data-src="a.png" alt="A">',
    '<img src="" data-lazy-src="a.png" alt="A">',
    '<img src="/img/blank.gif" data-original="a.png" alt="A">',
    '<img src="data:image/gif;base64,R0lGOD" data-src="a.png" alt="A"><noscript><img src="a.png" alt="A"></noscript>',
    '<noscript><img alt="A" src="a.png"></noscript><img src="data:image/gif;base64,R0lGOD" data-src="a.png" alt="A">',
    '<img src="data:image/svg+xml,x" alt="A"> <noscript><img alt="A" src="a.png"></noscript>',
  ])("%s", (written) => expect(sanitized(written).html.trim()).toBe(real));

  it("keep their other sizes", () => {
    expect(sanitized('<img src="data:image/gif;base64,R0" data-srcset="a.png 1x, b.png 2x">').html).toBe(
      '<img src="https://e.org/b/media/posts/a.png" srcset="https://e.org/b/media/posts/a.png 1x, https://e.org/b/media/posts/b.png 2x">',
    );
  });

  it("are left alone where the real one is there", () => {
    expect(sanitized('<img src="b.png" data-src="a.png">').html).toBe('<img src="https://e.org/b/media/posts/b.png">');
    expect(sanitized('<img src="data:image/png;base64,AAAA">').html).toBe('<img src="data:image/png;base64,AAAA">');
  });
});

describe("controls, drawings and formulas", () => {
  it.each([
    ["Press <button>OK</button>.", "Press OK."],
    ["<select><option>Red</option><option>Blue</option></select>", "Red, Blue"],
    ["<textarea>a &lt; b</textarea>", "<pre>a &lt; b</pre>"],
    ['<input type="checkbox" checked> done', "☑ done"],
    ['<input type="checkbox"> open', "☐ open"],
    ['a<input type="hidden" value="token">', "a"],
    ["<label>Name</label>", "Name"],
    ['<a href="https://e.org/"><svg><title>Home</title><path d="M0"/></svg></a>', '<a href="https://e.org/">Home</a>'],
    ['<svg aria-label="A chart"><path d="M0"/></svg>', "A chart"],
    ["<svg><style>a{}</style><text>Sales</text><text>2024</text></svg>", "Sales 2024"],
    ["<math><mfrac><mi>a</mi><mrow><mi>b</mi><mo>+</mo><mn>1</mn></mrow></mfrac></math>", "a/(b+1)"],
    ["<math><msup><mi>x</mi><mn>2</mn></msup></math>", "x^2"],
    [
      '<math><semantics><mi>x</mi><annotation encoding="application/x-tex">\\frac{1}{2}</annotation></semantics></math>',
      "\\frac{1}{2}",
    ],
    ["<center>a</center><center>b</center>", "<div>a</div><div>b</div>"],
  ])("%s", (written, wanted) => expect(sanitized(written).html).toBe(wanted));

  it("names what a field holds", () => {
    expect(sanitized('<input value="Go" placeholder="Your name">').notes).toEqual([
      '1: removed <input>: "Go Your name"',
    ]);
  });
});

describe("ids", () => {
  it("of the page's own parts are refused, and all others stay", () => {
    expect(sanitized('<p id="dropfeed:content">a</p><p id="content">b</p><a name="dropfeed:subscribe">c</a>')).toEqual({
      html: '<p>a</p><p id="content">b</p><a>c</a>',
      notes: ["1: removed id of <p>", "1: removed name of <a>"],
    });
    expect(sanitized('<p id="drop&#xFFFD;feed:content&#1;">a</p>').html).toBe("<p>a</p>");
  });
});
