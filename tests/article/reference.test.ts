import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mediaCandidates, mediaName, spellingsOf } from "../../functions/article/address/media-address.ts";
import { type CleanHtml, type ReferenceKind, referencesIn, resolve } from "../../functions/article/reference.ts";
import { resolveSrcset } from "../../functions/article/sanitize/srcset.ts";
import { at, html } from "./reading.ts";

const PATH = "posts/2023/a.md";

describe("resolve", () => {
  it.each<[string, ReferenceKind, string]>([
    ["https://example.com", "link", "https://example.com/"],
    ["HTTP://EXAMPLE.com/ü?q=ä#ö", "link", "http://example.com/%C3%BC?q=%C3%A4#%C3%B6"],
    ["https://日本.jp/", "link", "https://xn--wgv71a.jp/"],
    ["mailto:a@example.org", "link", "mailto:a@example.org"],
    ["tel:+431234", "link", "tel:+431234"],
    ["//cdn.example.com/x.png", "embed", "https://cdn.example.com/x.png"],
    ["\\\\cdn.example.com\\x", "link", "https://cdn.example.com/x"],
    ["/\\evil.example/x", "link", "https://evil.example/x"],
    ["/about", "link", "https://e.org/about"],
    ["/a/../../b?q#f", "link", "https://e.org/b?q#f"],
    ["/..//evil.example", "link", "https://e.org//evil.example"],
    ["/img/x.png", "embed", "https://e.org/img/x.png"],
    ["", "link", "https://e.org/b/articles/s/"],
    ["#note", "link", "https://e.org/b/articles/s/#note"],
    ["#", "link", "https://e.org/b/articles/s/#"],
    ["?q=1", "link", "https://e.org/b/articles/s/?q=1"],
    ["part/", "link", "https://e.org/b/articles/part/"],
    ["../other-slug/", "link", "https://e.org/b/articles/other-slug/"],
    ["../other-slug/#x", "link", "https://e.org/b/articles/other-slug/#x"],
    ["version-1.5", "link", "https://e.org/b/articles/version-1-5/"],
    ["other.md", "link", "https://e.org/b/articles/other/"],
    ["../news/2023-01-01-Big News.txt#a", "link", "https://e.org/b/articles/big-news/#a"],
    ["日本語.html", "link", "https://e.org/b/articles/%E6%97%A5%E6%9C%AC%E8%AA%9E/"],
    ["{filename}/other.md", "link", "https://e.org/other.md"],
    ["{filename}other.md#x", "link", "https://e.org/b/articles/other/#x"],
    ["|filename|../other.md", "link", "https://e.org/b/articles/other/"],
    ["{static}/img/x.png", "embed", "https://e.org/img/x.png"],
    ["{attach}x.png", "embed", "https://e.org/b/media/posts/2023/x.png"],
    ["link://slug/other", "link", "https://e.org/other"],
    ["link://filename/posts/other.md", "link", "https://e.org/posts/other.md"],
    ["pathname:///other", "link", "https://e.org/other"],
    ["{filename}https://x.example/", "link", "https://x.example/"],
    ["./other.JSON", "link", "https://e.org/b/articles/other/"],
    ["other.md", "embed", "https://e.org/b/media/posts/2023/other.md"],
    ["img/x y.png", "embed", "https://e.org/b/media/posts/2023/img/x%20y.png"],
    ["img/x%20y.png", "embed", "https://e.org/b/media/posts/2023/img/x%20y.png"],
    ["100%.png", "embed", "https://e.org/b/media/posts/2023/100%25.png"],
    ["../c d/x.png?v=2", "embed", "https://e.org/b/media/posts/c%20d/x.png?v=2"],
    ["../../../../x.png", "embed", "https://e.org/b/media/x.png"],
    ["..%2f..%2f..%2fx.png", "embed", "https://e.org/b/media/posts/2023/..%252f..%252f..%252fx.png"],
    ["%2e%2e/x.png", "embed", "https://e.org/b/media/posts/x.png"],
    ["a//b.png", "embed", "https://e.org/b/media/posts/2023/a/b.png"],
    ["cover", "embed", "https://e.org/b/media/posts/2023/cover"],
    ["paper.pdf#page=2", "link", "https://e.org/b/media/posts/2023/paper.pdf#page=2"],
    ["song.mp3", "link", "https://e.org/b/media/posts/2023/song.mp3"],
    ["data:image/png;base64,AAAA", "embed", "data:image/png;base64,AAAA"],
    [" \n java.md\t", "link", "https://e.org/b/articles/java/"],
  ])("takes %j as a(n) %s to %s", (raw, kind, url) => {
    expect(at(resolve(raw, kind), PATH)).toBe(url);
  });

  it.each<[string, ReferenceKind]>([
    ["javascript:alert(1)", "link"],
    ["JaVaScRiPt:alert(1)", "link"],
    [" \u0001javascript:alert(1)", "link"],
    ["java\nscript:alert(1)", "link"],
    ["java\tscript:alert(1)", "embed"],
    ["vbscript:x", "link"],
    ["data:text/html,<script>", "link"],
    ["data:image/png;base64,AAAA", "link"],
    ["data:image/svg+xml,<svg onload=x>", "embed"],
    ["data:text/html;image/png,x", "embed"],
    ["file:///etc/passwd", "link"],
    ["blob:https://e.org/x", "embed"],
    ["ftp://example.org/", "link"],
    ["mailto:a@b.c", "embed"],
    ["http://", "link"],
    ["https://a b/", "link"],
    ["//", "link"],
    ["", "embed"],
    ["#x", "embed"],
    ["./", "embed"],
  ])("rejects %j as a(n) %s", (raw, kind) => {
    expect(resolve(raw, kind)).toBeUndefined();
  });

  it("leaves resolved references unchanged", () => {
    for (const raw of ["other.md", "x.png", "#a", "/x"]) {
      const once = resolve(raw, "link");
      expect(resolve(once ?? "", "link")).toBe(once);
    }
  });

  it("returns a safe absolute ASCII URL or undefined for any input", () => {
    const part = fc.oneof(
      fc.string({ unit: "binary", maxLength: 12 }),
      fc.constantFrom(
        "/",
        "..",
        "//",
        "\\",
        "#",
        "?",
        "%2e",
        "%",
        "javascript:",
        "https:",
        "data:",
        ".md",
        ".png",
        "\u0001",
        "\u0002",
      ),
    );
    const written = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(written, written, fc.constantFrom<ReferenceKind>("link", "embed"), (raw, path, kind) => {
        const url = at(resolve(raw, kind), path);
        if (url === undefined) return;
        expect(url).toMatch(/^[\x20-\x7e]*$/);
        expect(url).toMatch(/^(?:https?:\/\/|mailto:|tel:|data:image\/)/);
        expect(new URL(url).href.length).toBeGreaterThan(0);
      }),
      { numRuns: 3000 },
    );
  });
});

describe("mediaCandidates", () => {
  const paths = (raw: string) =>
    mediaCandidates(raw, PATH, ["blog/"]).map(({ path, rest }) => path + (rest && ` ${rest}`));

  it.each([
    ["x.png", ["posts/2023/x.png"]],
    ["../x.png", ["posts/x.png"]],
    ["../../../../x.png", ["x.png"]],
    ["img\\x.png", ["posts/2023/img/x.png"]],
    ["Episode #2.mp3", ["posts/2023/Episode #2.mp3", "posts/2023/Episode  #2.mp3"]],
    ["why?.mp3", ["posts/2023/why?.mp3", "posts/2023/why ?.mp3"]],
    ["50%25.mp3", ["posts/2023/50%25.mp3", "posts/2023/50%.mp3"]],
    [
      "a%20b.png?v=1#t",
      ["a%20b.png?v=1#t", "a b.png?v=1#t", "a%20b.png ?v=1#t", "a b.png ?v=1#t"].map((p) => `posts/2023/${p}`),
    ],
    ["..%2f..%2fx.png", ["posts/2023/..%2f..%2fx.png"]],
    ["%2e%2e/x.png", ["posts/2023/%2e%2e/x.png", "posts/x.png"]],
  ])("are, for %j, %j", (raw, wanted) => {
    expect(paths(raw)).toEqual(wanted);
  });

  it.each([
    ["/img/x.png", "img/x.png"],
    ["/img/x.png", "static/img/x.png"],
    ["/img/x.png", "public/img/x.png"],
    ["/static/img/x.png", "img/x.png"],
    ["/assets/x.png", "assets/x.png"],
    ["/blog/img/x.png", "static/img/x.png"],
    ["@/img/x.png", "content/img/x.png"],
    ["/media/img/x.png", "img/x.png"],
  ])("are, for %j from the root, also %j", (raw, wanted) => {
    expect(paths(raw)).toContain(wanted);
  });

  it("never have a part that would leave the content folder", () => {
    const part = fc.constantFrom("..", "%2e", "%2f", "%5c", "/", "\\", "a", ".", "%00", "%2E%2e", "%25", "%252f");
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 9 }), (parts) => {
        for (const { path } of mediaCandidates(`${parts.join("")}.png`, PATH, [])) {
          expect(path.split("/")).not.toContain("..");
          expect(path).not.toMatch(/^\/|\/\/|\\|\0/);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("have the name in common that their file has, however either is spelled", () => {
    const segment = fc.constantFrom("static", "public", "assets", "content", "a", "ü", "u\u0308", "x.png");
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 4 }), fc.boolean(), (segments, rooted) => {
        const written = `${rooted ? "/" : ""}${segments.join("/")}`;
        for (const { path } of mediaCandidates(written, "a.md", []))
          for (const spelling of spellingsOf(path)) expect(mediaName(spelling)).toBe(mediaName(path));
      }),
    );
  });
});

describe("referencesIn", () => {
  it("finds each marked reference once, in any attribute", () => {
    const marked = `<p title=" href=" class="language-x">a href="no" <a href="\u0001#a&amp;b">x</a>
      <img alt="a > b" src="\u0002x.png" srcset="\u0002x.png 1x, \u0002b.png 2x"/>
      <video controls poster="https://e.org/p"></video><q cite="\u0003%2Fc">q</q></p>` as CleanHtml;
    expect([...referencesIn(marked)]).toEqual(["\u0001#a&b", "\u0002x.png", "\u0002b.png", "\u0003%2Fc"]);
  });

  it("takes time in proportion to the HTML", () => {
    for (const piece of ["<", "<a ", '<a b="', '<a href="x">', "<a =", '"', '<a "', "\u0002", "\u0003a"]) {
      expect(() => referencesIn(piece.repeat(300_000) as CleanHtml)).not.toThrow();
    }
  });
});

describe("srcset", () => {
  it.each([
    ["a.png 1x, b.png 2x", "M/a.png 1x, M/b.png 2x"],
    ["a.png", "M/a.png"],
    [" a.png ,b.png 300w,", "M/a.png, M/b.png 300w"],
    ["a.png,b.png 2x", "M/a.png%2Cb.png 2x"],
    ["javascript:x 1x, b.png 2x", "M/b.png 2x"],
    ["a.png 1x onerror, b.png bad", "M/a.png, M/b.png"],
    ["data:image/png;base64,AA== 1x, b.png 2x", "data:image/png;base64,AA== 1x, M/b.png 2x"],
    ["javascript:x", undefined],
    [" , ,", undefined],
  ])("resolves %j to %j", (raw, wanted) => {
    const resolved = resolveSrcset(raw);
    expect(resolved?.replaceAll("\u0002", "M/")).toBe(wanted);
  });

  it("stays well-formed with any commas and spaces", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(",", " ", "a", "b.png", "1x", "\n", "%2c"), { maxLength: 20 }), (parts) => {
        const once = resolveSrcset(parts.join(""));
        if (once !== undefined) expect(resolveSrcset(once)).toBe(once);
      }),
    );
  });
});

it("resolves links and images in Markdown", () => {
  expect(html("posts/a.md", "t\n\n[x](b.md) ![i](c.png)")).toContain('href="https://e.org/b/articles/b/"');
  expect(html("posts/a.md", "t\n\n[x](b.md) ![i](c.png)")).toContain('src="https://e.org/b/media/posts/c.png"');
});
