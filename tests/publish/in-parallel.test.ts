import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { inParallel } from "../../functions/publish/in-parallel.ts";

it("runs at most the given number at once, and returns the results in the order of the inputs", async () => {
  let [now, most] = [0, 0];
  const inputs = Array.from({ length: 50 }, (_, number) => number);
  const results = await inParallel(
    inputs,
    async (number) => {
      most = Math.max(most, ++now);
      await sleep((50 - number) % 3);
      now--;
      return number * 2;
    },
    7,
  );
  expect({ results, most }).toEqual({ results: inputs.map((number) => number * 2), most: 7 });
});

it("rejects with the first failure after what is in flight has ended, and starts nothing more", async () => {
  const ended: number[] = [];
  const work = async (number: number) => {
    if (number === 1) throw new Error("the second");
    await sleep(10);
    ended.push(number);
  };
  await expect(inParallel([0, 1, 2, 3, 4, 5], work, 3)).rejects.toThrow("the second");
  expect(ended).toEqual([0, 2]);
});
