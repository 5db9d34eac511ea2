import { describe, expect, it } from "vitest";
import { decodeText } from "../../functions/article/decode-text.ts";
import { article } from "./reading.ts";

function utf16(text: string, order: "le" | "be", mark = true): Buffer {
  const bytes = Buffer.from((mark ? "\uFEFF" : "") + text, "utf16le");
  return order === "le" ? bytes : bytes.swap16();
}

const utf8 = (text: string) => Buffer.from(text);
const latin1 = (text: string) => Buffer.from(text, "latin1");

describe("decodeText", () => {
  it.each([
    ["UTF-8", utf8("Café\n\u{1F600}")],
    ["UTF-8 with a byte-order mark", utf8("\uFEFFCafé\n\u{1F600}")],
    ["UTF-8 with two", utf8("\uFEFF\uFEFFCafé\n\u{1F600}")],
    ["UTF-16, little end first", utf16("Café\r\n\u{1F600}", "le")],
    ["UTF-16, big end first", utf16("Café\r\u{1F600}", "be")],
  ])("reads %s", (_, bytes) => {
    expect(decodeText(bytes)).toEqual({ kind: "text", text: "Café\n\u{1F600}" });
  });

  const half = utf16("a\nb\uD83Dc", "le");
  it.each([
    ["an odd byte", Buffer.concat([utf16("a\nb", "le"), Buffer.from([65])]), 2, "middle of a character"],
    ["an odd byte, big end first", utf16("a\nb", "be").subarray(0, 7), 2, "middle of a character"],
    ["half a character", half, 2, "half a character (U+D83D, byte 9 of the file)"],
    ["the second half alone", utf16("\uDE00", "be"), 1, "half a character (U+DE00, byte 3 of the file)"],
    ["UTF-16 with NUL", utf16("a\n\0", "le"), 2, "NUL character"],
    ["UTF-16 without a mark", utf16("Some text\n", "le", false), 1, "looks like UTF-16 without a byte-order mark"],
    ["the same, big end first", utf16("Some text\n", "be", false), 1, "looks like UTF-16 without a byte-order mark"],
    ["UTF-32", Buffer.from([0xff, 0xfe, 0, 0, 65, 0, 0, 0]), 1, "UTF-32"],
    ["a NUL byte", utf8("a\nb\0c"), 2, "holds a NUL byte"],
    ["a program", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2]), 1, "holds a NUL byte"],
    [
      "Latin-1",
      latin1("One\nThe café was shut that day, and so was the bar."),
      2,
      'byte 12 of the file is not UTF-8, but may be Windows-1252 or Latin-1, in which it reads "café"',
    ],
    ["Windows-1252", Buffer.from([0x49, 0x74, 0x92, 0x73, 0x20, 0x6c, 0x61, 0x74, 0x65]), 1, 'it reads "It’s"'],
    [
      "Russian in KOI8-R",
      Buffer.from([0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4]),
      1,
      "byte 1 of the file is not UTF-8; save",
    ],
    ["a surrogate in UTF-8", Buffer.from([0x61, 0xed, 0xa0, 0x80]), 1, "byte 2 of the file is not UTF-8"],
    ["a character cut off", utf8("ab é").subarray(0, 4), 1, "byte 4 of the file is not UTF-8"],
  ])("names what is wrong with %s", (_, bytes, line, reason) => {
    expect(decodeText(bytes)).toEqual({
      kind: "undecodable",
      problem: { line, reason: expect.stringContaining(reason) },
    });
  });
});

describe.each(["txt", "md", "html", "json"])("a form feed in .%s", (extension) => {
  const written: Record<string, string> = {
    txt: "Title\n\none\ftwo\vthree",
    md: "# Title\n\none\ftwo\vthree",
    html: "<title>Title</title><p>one\ftwo\vthree</p>",
    json: JSON.stringify({ title: "Title", content_text: "one\ftwo\vthree" }),
  };

  it("parts words", () => {
    expect(article(`a.${extension}`, written[extension] ?? "").html).toContain("one two three");
  });
});
