import { expect, it } from "vitest";
import { key } from "../../functions/store/key.ts";
import { memoryStore } from "../../functions/store/memory.ts";
import { countedStore } from "../../functions/store/request-counter.ts";

it("counts requests by kind, including those that find nothing or meet a conflict", async () => {
  const { store, counts } = countedStore(memoryStore());
  const a = key("a");
  await store.write(a, "one", "absent");
  await store.write(a, "two", "absent");
  await store.read(a);
  await store.read(key("b"));
  await store.read(key("c"));
  await store.stat(a);
  await store.list({});
  await store.remove(a, "absent");
  expect(counts).toEqual({ read: 3, stat: 1, write: 2, remove: 1, list: 1 });
});
