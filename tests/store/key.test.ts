import { describe, expect, it } from "vitest";
import { key, parseKey } from "../../functions/store/key.ts";
import { oddKeys } from "./contract-keys.ts";

describe("a key", () => {
  it.each(oddKeys(true))("may be %j", (text) => {
    expect(parseKey(text)).toEqual({ key: text });
  });

  it.each([
    ["", "is empty"],
    ["/etc/passwd", "has an empty part"],
    ["a//b", "has an empty part"],
    ["a/", "has an empty part"],
    ["../a", "has a part that is . or .."],
    ["a/../../b", "has a part that is . or .."],
    ["a/./b", "has a part that is . or .."],
    ["..", "has a part that is . or .."],
    ["./a", "has a part that is . or .."],
    ["a/..", "has a part that is . or .."],
    ["a\\..\\b", "contains a backslash"],
    ["a\u0000b", "contains a control character"],
    ["a\nb", "contains a control character"],
    ["a\u007f", "contains a control character"],
    ["\ud83d.md", "contains half a surrogate pair"],
    ["é".repeat(513), "is longer than 1024 bytes"],
    ["a".repeat(1025), "is longer than 1024 bytes"],
  ])("may not be %j, which %s", (text, reason) => {
    expect(parseKey(text)).toEqual({ reason });
    expect(() => key(text)).toThrow(reason);
  });
});
