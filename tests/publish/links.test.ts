/** No document links to a missing document, at any time during a publish or after one that was stopped. */
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import type { Publisher } from "../../functions/publish/publisher.ts";
import { SLOW_TEST } from "./random-history.ts";
import { prepare, SCENARIOS } from "./scenarios.ts";
import { allOf, newWorld, publisherOf, SITE_OPTIONS, settle, type World } from "./simulated-site.ts";

/** The site's documents that a document links to: pages, feeds, archive pages. */
function linksIn(body: Uint8Array): string[] {
  const addresses = Buffer.from(body)
    .toString()
    .matchAll(new RegExp(`${SITE_OPTIONS.url}((?:articles|archive|tags|authors)/[^\\s"'<>#?&\\\\]*)`, "g"));
  return [...addresses].map(([, path = ""]) => decodeURI(path.endsWith("/") ? `${path}index.html` : path));
}

/**
 * The documents of a new feed link to each other, and so do new archive pages. Only the entry points that lead to them are written
 * after all of them.
 */
const isEntryPoint = (name: string) => !name.includes("/") || name === "archive/index.html";
const areInSameFolder = (one: string, other: string) => dirname(one) === dirname(other);

async function expectNoDeadLinks({ stores }: World, after: string) {
  const documents = await allOf(stores.site);
  const names = new Set(documents.map(({ key }) => key as string));
  for (const { key, body } of documents) {
    if (key.startsWith("media/")) continue;
    const others = linksIn(body).filter((name) => !areInSameFolder(name, key));
    const needed = others.filter((name) => isEntryPoint(key) || (isPage(name) && !isPage(key)));
    expect(
      needed.filter((name) => !names.has(name)),
      `${key}, after ${after}`,
    ).toEqual([]);
  }
}

const isPage = (name: string) => name.startsWith("articles/");

/** A publisher whose site is checked after each write and removal. */
function checkedPublisher(world: World): Publisher {
  const { site } = world.stores;
  return publisherOf(world, {
    site: {
      ...site,
      async write(...request) {
        const result = await site.write(...request);
        await expectNoDeadLinks(world, `writing ${request[0]}`);
        return result;
      },
      async remove(...request) {
        const result = await site.remove(...request);
        await expectNoDeadLinks(world, `removing ${request[0]}`);
        return result;
      },
    },
  });
}

describe("Truth, in between", () => {
  it.for(SCENARIOS.filter(({ linksFollow }) => !linksFollow))(
    "links to no missing document: $name",
    SLOW_TEST,
    async (scenario) => {
      const world = await prepare(scenario, newWorld());
      await scenario.change(world);
      await settle(world, { publisher: () => checkedPublisher(world) });
    },
  );
});
