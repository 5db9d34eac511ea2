import { describe, expect, it } from "vitest";
import { key } from "../../functions/store/key.ts";
import { memoryStore } from "../../functions/store/memory.ts";

describe("a memory store", () => {
  it("gives equal bytes the same version, whether written as text or bytes, and when they return", async () => {
    const store = memoryStore();
    const a = key("a");
    const one = await store.write(a, "é", "anything");
    const two = await store.write(a, "", "anything");
    const three = await store.write(a, Buffer.from("é"), "anything");
    expect(three).toEqual(one);
    expect(two).not.toEqual(one);
    expect(await store.stat(a)).toMatchObject(one.kind === "written" ? { version: one.version } : {});
  });

  it("takes the time of a write from the clock it is given", async () => {
    let time = 1_000;
    const store = memoryStore({ now: () => time });
    await store.write(key("a"), "", "anything");
    time = 2_000;
    await store.write(key("b"), "", "anything");
    expect((await store.list({})).entries.map((entry) => entry.modified)).toEqual([1_000, 2_000]);
  });
});
