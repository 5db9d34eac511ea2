import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stemOf } from "../../functions/article/article-path.ts";
import { slugOf, slugOfPath } from "../../functions/article/slug.ts";

describe("slugOf", () => {
  it.each([
    ["Hello, World!", "hello-world"],
    ["  --a--  b--", "a-b"],
    ["Straße in Wien", "straße-in-wien"],
    ["日本語 の 記事", "日本語-の-記事"],
    ["Привет, мир", "привет-мир"],
    ["हिन्दी", "हिन्दी"],
    ["ＦＵＬＬ ｗｉｄｔｈ", "full-width"],
    ["ﬁne", "fine"],
    ["cafe\u0301", "café"],
    ["C", "c"],
    ["C++", "c-plus-plus"],
    ["C#", "c-sharp"],
    ["C++ and C# 9", "c-plus-plus-and-c-sharp-9"],
    ["#1", "1"],
    ["a#b", "a-b"],
    ["a+b", "a-b"],
    ["AT&T", "at-t"],
    [".NET", "net"],
    ["../../etc/passwd", "etc-passwd"],
    ["a/b\\c", "a-b-c"],
  ])("turns %j into %j", (text, slug) => {
    expect(slugOf(text)).toBe(slug);
  });

  it.each(["", " ", ".", "..", "---", "🎉", "\u0301", "\ud800"])(
    "makes a slug from %j, which has no letter or number",
    (text) => {
      expect(slugOf(text)).toMatch(/^x-[0-9a-f]{8}$/);
    },
  );

  it("gives different slugs to different texts without letters or numbers", () => {
    expect(slugOf("🎉")).not.toBe(slugOf("🎈"));
  });

  it("cuts long slugs at a character boundary and keeps different texts distinct", () => {
    const [one, two] = [slugOf(`${"日本語".repeat(50)}a`), slugOf(`${"日本語".repeat(50)}b`)];
    expect(Buffer.byteLength(one)).toBeLessThanOrEqual(120);
    expect(one).toMatch(/^(?:日本語)+日?本?-[0-9a-f]{8}$/);
    expect(one).not.toBe(two);
  });

  it.each(["\u0386\u0345", "\u03aa\u0301", "İ", "ǅ", "ẞ"])(
    "is stable for letters whose lower case is not normalized: %j",
    (text) => {
      expect(slugOf(slugOf(text))).toBe(slugOf(text));
    },
  );

  it("is a valid folder name and its own slug for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const slug = slugOf(text);
        expect(slug).toMatch(/^[\p{L}\p{N}\p{M}-]+$/u);
        expect(slug).toMatch(/[\p{L}\p{N}]/u);
        expect(Buffer.byteLength(slug)).toBeLessThanOrEqual(120);
        expect(slugOf(slug)).toBe(slug);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("slugOfPath", () => {
  it.each([
    ["a.md", "a"],
    ["posts/Hello World.MD", "hello-world"],
    ["posts/2023-09-14-hello.md", "hello"],
    ["posts/2023-09-14.md", "2023-09-14"],
    ["posts/v1.2.md", "v1-2"],
    ["日本語.txt", "日本語"],
    ["posts/.md", "md"],
  ])("turns %j into %j", (path, slug) => {
    expect(slugOfPath(path)).toBe(slug);
  });

  it("takes a file's name without its folder and extension", () => {
    expect(stemOf("a.b/c.d.md")).toBe("c.d");
  });
});
