/** Whoever looks while a publish is under way, or after one that was stopped, finds nothing that points at what is not there. */
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import type { Publisher } from "../../functions/publish/publisher.ts";
import { UNHURRIED } from "./random-history.ts";
import { prepare, SCENARIOS } from "./scenarios.ts";
import { allOf, GIVEN, newWorld, publisherOf, settle, type World } from "./simulated-site.ts";

/** The documents of ours that a document names: pages, feeds, archive pages. */
function namedIn(body: Uint8Array): string[] {
  const addresses = Buffer.from(body)
    .toString()
    .matchAll(new RegExp(`${GIVEN.url}((?:articles|archive|tags|authors)/[^\\s"'<>#?&\\\\]*)`, "g"));
  return [...addresses].map(([, path = ""]) => decodeURI(path.endsWith("/") ? `${path}index.html` : path));
}

/** The documents of new feeds name each other, and so do new pages of the archive: only what leads to them waits for all. */
const isWayIn = (name: string) => !name.includes("/") || name === "archive/index.html";
const areTogether = (one: string, other: string) => dirname(one) === dirname(other);

async function expectNoDeadEnds({ stores }: World, after: string) {
  const documents = await allOf(stores.site);
  const names = new Set(documents.map(({ key }) => key as string));
  for (const { key, body } of documents) {
    if (key.startsWith("media/")) continue;
    const others = namedIn(body).filter((name) => !areTogether(name, key));
    const needed = others.filter((name) => isWayIn(key) || (isPage(name) && !isPage(key)));
    expect(
      needed.filter((name) => !names.has(name)),
      `${key}, after ${after}`,
    ).toEqual([]);
  }
}

const isPage = (name: string) => name.startsWith("articles/");

/** The site is looked at after each change of it. */
function watched(world: World): Publisher {
  const { site } = world.stores;
  return publisherOf(world, {
    site: {
      ...site,
      async write(...request) {
        const result = await site.write(...request);
        await expectNoDeadEnds(world, `writing ${request[0]}`);
        return result;
      },
      async remove(...request) {
        const result = await site.remove(...request);
        await expectNoDeadEnds(world, `removing ${request[0]}`);
        return result;
      },
    },
  });
}

describe("Truth, in between", () => {
  it.for(SCENARIOS)("names nothing that is not there: $name", UNHURRIED, async (scenario) => {
    const world = await prepare(scenario, newWorld());
    await scenario.change(world);
    await settle(world, { publisher: () => watched(world) });
  });
});
