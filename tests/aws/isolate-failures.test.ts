import { expect, it } from "vitest";
import { handleIsolated } from "../../functions/aws/queues/isolate-failures.ts";
import { QueueBusyError } from "../../functions/aws/queues/sqs-queue.ts";
import type { WorkMessage } from "../../functions/aws/queues/work-message.ts";
import type { Publisher } from "../../functions/publish/publisher.ts";
import { SecondPublisherError } from "../../functions/publish/state/record.ts";
import { key } from "../../functions/store/key.ts";
import { memoryStore } from "../../functions/store/memory.ts";
import { type Store, StoreBusyError } from "../../functions/store/store.ts";

const PATHS = Array.from({ length: 20 }, (_, index) => `${index}.md`);

/** A site of twenty articles; reading those with a matching name throws. */
async function siteThatCrashesOn(name: RegExp, error: Error): Promise<Publisher> {
  const content = memoryStore();
  for (const path of PATHS) await content.write(key(path), `Title of ${path}\n\nText.\n`, "anything");
  const read: Store["read"] = async (at) => {
    if (name.test(at)) throw error;
    return content.read(at);
  };
  const stores = { content: { ...content, read }, state: memoryStore(), site: memoryStore() };
  return {
    ...stores,
    now: 0,
    release: "",
    siteOptions: { defaultUrl: "https://example.org/" },
    send: async () => {},
    rebuildSize: 5,
  };
}

const changed = (...paths: string[]): WorkMessage => ({ kind: "changed", paths });
const publishedPaths = (handled: Awaited<ReturnType<typeof handleIsolated>>) =>
  handled.reports.flatMap(({ paths }) => paths.map(({ path }) => path));

it("publishes all paths except those that crash the publisher, and names these", async () => {
  const error = new TypeError("a bug of ours");
  const publisher = await siteThatCrashesOn(/^(?:3|17)\.md$/, error);
  const handled = await handleIsolated([changed(...PATHS.slice(0, 9)), changed(...PATHS.slice(9))], publisher);
  expect(handled.broken).toEqual([
    { path: "3.md", error },
    { path: "17.md", error },
  ]);
  expect(publishedPaths(handled).sort()).toEqual(PATHS.filter((path) => !["3.md", "17.md"].includes(path)).sort());
});

it.each([
  ["a busy store", new StoreBusyError("busy"), /^site\.json$/],
  ["another publisher", new SecondPublisherError("at work"), /^3\.md$/],
  ["a queue that refuses messages", new QueueBusyError("full"), /^3\.md$/],
  [
    "a service that refuses our request",
    Object.assign(new Error("denied"), { $metadata: { httpStatusCode: 403 } }),
    /^3\.md$/,
  ],
])("does not search for a path that causes %s", async (_, error, name) => {
  const publisher = await siteThatCrashesOn(name, error);
  await expect(handleIsolated([changed(...PATHS)], publisher)).rejects.toBe(error);
});

it("lets a message fail that is not a `changed` message", async () => {
  const error = new TypeError("a bug of ours");
  const publisher = await siteThatCrashesOn(/^3\.md$/, error);
  await expect(handleIsolated([{ kind: "rebuild", after: "2.md" }], publisher)).rejects.toBe(error);
});
