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
    ["a\\..\\b", "holds a backslash"],
    ["a\u0000b", "holds a control character"],
    ["a\nb", "holds a control character"],
    ["a\u007f", "holds a control character"],
    ["\ud83d.md", "holds half a surrogate pair"],
    ["é".repeat(513), "is longer than 1024 bytes"],
    ["a".repeat(1025), "is longer than 1024 bytes"],
  ])("may not be %j, which %s", (text, reason) => {
    expect(parseKey(text)).toEqual({ reason });
    expect(() => key(text)).toThrow(reason);
  });
});
