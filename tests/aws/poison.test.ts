/**
 * The largest permitted articles, many at once, through the production bundle: each call ends in its time and memory, and all are
 * published. `POISON=50` makes it as many as a writer could drop at once; fewer show the same, in less time.
 */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type Bundled, bundleFunction } from "./bundled.ts";
import { bodies, type Site, startSite } from "./site.ts";

const COUNT = Number(process.env.POISON ?? 3);

/** A feed holds 50 articles, and one of them is another. Those of one date stand in the order of their paths. */
const SHOWN = 9;

let bundled: Bundled;
let site: Site;
beforeAll(async () => {
  bundled = await bundleFunction();
  site = await startSite(bundled);
});
afterAll(async () => {
  await site?.close();
  bundled?.remove();
});
beforeEach(() => site.reset());

const article = (index: number, tags: number, bytes: number) =>
  `---\ntitle: Title ${index}\ndate: 2026-01-01\ntags: [${Array.from({ length: tags }, (_, tag) => `tag ${tag}`).join(", ")}]\n---\n${text(index, bytes)}`;

/** Words that do not repeat often, so that compression has work to do. */
function text(seed: number, bytes: number): string {
  let [random, made] = [seed + 1, ""];
  while (made.length < bytes) {
    random = (random * 1103515245 + 12345) % 2 ** 31;
    made += made.length % 500 < 10 ? `\n\n${random.toString(36)} ` : `${random.toString(36)} words `;
  }
  return made.slice(0, bytes);
}

it.each([
  ["in many feeds", 95, 96_000],
  ["very long", 0, 4_900_000],
])(
  "publishes the largest permitted articles that are %s, and blocks nothing",
  async (_, tags, bytes) => {
    for (let index = 0; index < COUNT; index++) await site.drop(`${index}.md`, article(index, tags, bytes));
    await site.drop("later.md", "Later\n\nStill published.\n");
    await site.readInbox();
    let calls = 0;
    while (site.sqs.queue("work.fifo").length > 0) {
      const started = performance.now();
      const outcome = await site.doWork();
      if (process.env.POISON) console.log(calls, Math.round(performance.now() - started), "ms", site.s3.objects.size);
      expect(outcome.kind, JSON.stringify(outcome)).toBe("answer");
      expect(++calls).toBeLessThanOrEqual(COUNT + 1);
    }
    const feeds = ["feed.xml", ...(tags > 0 ? ["tags/tag-0/feed.xml", `tags/tag-${tags - 1}/feed.xml`] : [])];
    for (const name of feeds) {
      const feed = site.document(name)?.body.toString() ?? "";
      for (let index = 0; index < Math.min(COUNT, SHOWN); index++)
        expect(feed.includes(`<title>Title ${index}</title>`), name).toBe(true);
    }
    expect(site.document("articles/later/index.html")?.body.toString()).toContain("Still published.");
    expect(bodies(site.sqs.queue("dead"))).toEqual([]);
  },
  1_200_000,
);

it("rejects what is larger, with the figures, and publishes the rest", async () => {
  await site.drop("poison.md", article(0, 300, 100_000));
  await site.drop("good.md", "Good\n\nText.\n");
  await site.settle();
  expect(site.document("articles/good/index.html")).toBeDefined();
  expect(site.document("articles/poison/index.html")).toBeUndefined();
  const rejected = site.lambda.lines.find((line) => line.message === "rejected");
  expect(rejected).toMatchObject({
    path: "poison.md",
    reason: expect.stringMatching(/^is in 302 feeds .* has \d+ kB/),
  });
});
