import { describe, expect, it } from "vitest";
import { key } from "../../functions/store/key.ts";
import { memoryStore } from "../../functions/store/memory.ts";
import { retryingStore } from "../../functions/store/retrying.ts";
import { type Store, StoreBusyError } from "../../functions/store/store.ts";
import { storeContract } from "../store/contract.ts";

const everything = { keepsMeta: true, longNames: true, listings: 50 };
storeContract("a retrying store", async () => ({ empty: async () => retryingStore(memoryStore()) }), everything);

/** A store whose first `times` calls fail, before or after the work is done. */
function flaky(
  store: Store,
  times: number,
  when: "before" | "after",
): { readonly store: Store; readonly calls: () => number } {
  let calls = 0;
  const wrapped = async (request: () => Promise<unknown>) => {
    const fails = ++calls <= times;
    if (fails && when === "before") throw new StoreBusyError("busy");
    const result = await request();
    if (fails) throw new StoreBusyError("cut off");
    return result;
  };
  const entries = Object.entries(store).map(([name, method]) => [
    name,
    (...request: never[]) => wrapped(() => (method as (...request: never[]) => Promise<unknown>)(...request)),
  ]);
  return { store: Object.fromEntries(entries) as Store, calls: () => calls };
}

const A = key("a");
const OPTIONS = { pause: 1 };

describe("a retrying store", () => {
  it("tries three times in total", async () => {
    const { store, calls } = flaky(memoryStore(), 2, "before");
    expect(await retryingStore(store, OPTIONS).read(A)).toBeUndefined();
    expect(calls()).toBe(3);
  });

  it("then reports that the store is busy", async () => {
    const { store, calls } = flaky(memoryStore(), 9, "before");
    await expect(retryingStore(store, OPTIONS).list({})).rejects.toThrow(StoreBusyError);
    expect(calls()).toBe(3);
  });

  it("does not retry when its time is over", async () => {
    const { store, calls } = flaky(memoryStore(), 9, "before");
    await expect(retryingStore(store, { ...OPTIONS, within: -1 }).read(A)).rejects.toThrow(StoreBusyError);
    expect(calls()).toBe(1);
  });

  it("does not retry what failed for another reason", async () => {
    let calls = 0;
    const read = async () => {
      calls++;
      throw new Error("access denied");
    };
    await expect(retryingStore({ ...memoryStore(), read }, OPTIONS).read(A)).rejects.toThrow("access denied");
    expect(calls).toBe(1);
  });

  it("recognizes its own write whose answer was lost", async () => {
    const memory = memoryStore();
    const written = await retryingStore(flaky(memory, 1, "after").store, OPTIONS).write(A, "text", "absent");
    expect(written).toEqual({ kind: "written", version: (await memory.stat(A))?.version });
  });

  it("does not take another's write for its own", async () => {
    const memory = memoryStore();
    await memory.write(A, "another's", "anything");
    const { store } = flaky(memory, 1, "before");
    expect(await retryingStore(store, OPTIONS).write(A, "text", "absent")).toEqual({ kind: "conflict" });
  });

  it("recognizes its own removal whose answer was lost", async () => {
    const memory = memoryStore();
    const written = await memory.write(A, "text", "absent");
    if (written.kind === "conflict") throw new Error("the store was not empty");
    const { store } = flaky(memory, 1, "after");
    expect(await retryingStore(store, OPTIONS).remove(A, written.version)).toEqual({ kind: "removed" });
  });

  it("reports a conflict for a removal that found another version", async () => {
    const memory = memoryStore();
    const old = await memory.write(A, "old", "absent");
    if (old.kind === "conflict") throw new Error("the store was not empty");
    await memory.write(A, "new", "anything");
    const { store } = flaky(memory, 1, "before");
    expect(await retryingStore(store, OPTIONS).remove(A, old.version)).toEqual({ kind: "conflict" });
  });
});
