import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { key } from "../../functions/store/key.ts";
import { boundedStore } from "../../functions/store/limit-in-flight.ts";
import { memoryStore } from "../../functions/store/memory.ts";
import type { Store } from "../../functions/store/store.ts";

/** A store whose reads take 1 ms, and that counts how many run at the same time. */
function slowStore() {
  const inner = memoryStore();
  const seen = { now: 0, most: 0, all: 0 };
  const store: Store = {
    ...inner,
    async read(name) {
      seen.now++;
      seen.all++;
      seen.most = Math.max(seen.most, seen.now);
      await sleep(1);
      seen.now--;
      if (name === "broken") throw new Error("broken");
      return inner.read(name);
    },
  };
  return { store, seen };
}

it("runs no more requests at once than allowed, and runs all of them, even if some fail", async () => {
  const { store, seen } = slowStore();
  const bounded = boundedStore(store, 5);
  const names = Array.from({ length: 100 }, (_, number) => key(number % 3 === 0 ? "broken" : `${number}`));
  const results = await Promise.allSettled(names.map((name) => bounded.read(name)));
  expect(seen).toEqual({ now: 0, most: 5, all: 100 });
  expect(results.filter(({ status }) => status === "rejected")).toHaveLength(34);
});

it("runs requests in the order of their arrival", async () => {
  const order: string[] = [];
  const inner = memoryStore();
  const list: Store["list"] = async ({ prefix = "" }) => {
    order.push(prefix);
    return inner.list({});
  };
  const bounded = boundedStore({ ...inner, list }, 1);
  await Promise.all(["a", "b", "c"].map((prefix) => bounded.list({ prefix })));
  expect(order).toEqual(["a", "b", "c"]);
});
