/** A simulated site in memory: its stores, clock and queue, and functions to edit content and deliver messages. */
import { handleMessages } from "../../functions/publish/handle-messages.ts";
import { changedMessages, type Message } from "../../functions/publish/message.ts";
import type { Report } from "../../functions/publish/publish.ts";
import type { Publisher } from "../../functions/publish/publisher.ts";
import type { Stores } from "../../functions/publish/stores.ts";
import { key } from "../../functions/store/key.ts";
import { memoryStore } from "../../functions/store/memory.ts";
import { listAll, type Store } from "../../functions/store/store.ts";
import { cachingExecutor } from "./render-once.ts";

/** One past state of a content file; undefined if the file did not exist. `modified` in milliseconds since 1970. */
export type Past = { readonly body: Uint8Array; readonly version: string; readonly modified: number } | undefined;

export type World = {
  readonly clock: { now: number };
  readonly stores: Stores;
  /** The messages that wait to be handled. */
  readonly queue: Message[];
  /**
   * By path, oldest first: every state of a file that a publisher may have seen last. That is its state when the queue was last empty,
   * and all states since.
   */
  readonly past: Map<string, Past[]>;
  readonly sizes: { readonly rebuildSize: number; readonly archivePageSize: number };
  release: string;
};

export const START = Date.UTC(2024, 2, 15, 12);
export const SITE_OPTIONS = { url: "https://example.org/blog/" } as const;
const SMALL = { rebuildSize: 3, archivePageSize: 2 };

export function newWorld(sizes: World["sizes"] = SMALL): World {
  const clock = { now: START };
  const store = () => memoryStore({ now: () => clock.now });
  const stores = { content: store(), state: store(), site: store() };
  // The first publish of a site is a rebuild.
  return { clock, stores, queue: [{ kind: "rebuild" }], past: new Map(), sizes, release: "1" };
}

/** A copy of a world in the same state. */
export async function copyOf(world: World): Promise<World> {
  const copy = newWorld(world.sizes);
  for (const name of ["content", "state", "site"] as const) {
    for (const object of await allOf(world.stores[name])) {
      copy.clock.now = object.modified;
      await copy.stores[name].write(object.key, object.text ?? object.body, "anything", object.meta);
    }
  }
  copy.clock.now = world.clock.now;
  copy.queue.splice(0, Number.POSITIVE_INFINITY, ...world.queue);
  for (const [path, states] of world.past) copy.past.set(path, [...states]);
  copy.release = world.release;
  return copy;
}

/** Everything that a publisher or the oracle can see of a world. Worlds with equal states have the same future. */
export async function stateOf({ stores, clock, queue, past, sizes, release }: World): Promise<string> {
  const objects = [];
  for (const store of [stores.content, stores.state, stores.site]) {
    const all = await allOf(store);
    objects.push(all.map(({ key, version, modified, meta }) => [key, version, modified, meta]));
  }
  const states = [...past].map(([path, each]) => [path, each.map((one) => one && [one.version, one.modified])]);
  return JSON.stringify([objects, clock, queue, states, sizes, release]);
}

export async function allOf(store: Store, prefix?: string) {
  const objects = [];
  for await (const { entries } of listAll(store, { prefix })) {
    for (const entry of entries) {
      const object = await store.read(entry.key);
      if (object) objects.push(object);
    }
  }
  return objects;
}

/** Writes a content file, or removes it if `body` is undefined, and queues a message for the publisher. */
export async function write({ stores, clock, past, queue }: World, path: string, body: string | undefined) {
  const states = past.get(path) ?? [undefined];
  past.set(path, states);
  if (body === undefined) await stores.content.remove(key(path), "anything");
  const written = body === undefined ? undefined : await stores.content.write(key(path), body, "anything");
  if (written?.kind !== "written") states.push(undefined);
  else states.push({ body: Buffer.from(body ?? ""), version: written.version, modified: clock.now });
  queue.push(...changedMessages([path]));
}

export function publisherOf(world: World, changed: Partial<Publisher> = {}): Publisher {
  const send = async (messages: readonly Message[]) => void world.queue.push(...messages);
  const { stores, sizes, release, clock } = world;
  return {
    ...stores,
    ...sizes,
    release,
    now: clock.now,
    siteOptions: SITE_OPTIONS,
    send,
    executor: cachingExecutor,
    ...changed,
  };
}

/** Handles messages as a shell does: removes them from the queue once all is done, and queues only the failed paths again. */
export async function deliver(
  world: World,
  messages: readonly Message[],
  publisher = publisherOf(world),
): Promise<readonly Report[]> {
  const { reports } = await handleMessages(messages, publisher);
  for (const message of messages) {
    const at = world.queue.indexOf(message);
    if (at >= 0) world.queue.splice(at, 1);
  }
  const force = messages.some((message) => message.kind === "rebuild" || (message.kind === "changed" && message.force));
  const failed = reports.flatMap((report) => report.failed.map(({ path }) => path));
  world.queue.push(...changedMessages(failed, force));
  return reports;
}

const MAX_ROUNDS = 200;

/** Delivers messages until the queue is empty, all together or (`apart`) one by one. */
export async function settle(
  world: World,
  { apart = false, publisher = () => publisherOf(world) } = {},
): Promise<readonly Report[]> {
  const reports: Report[] = [];
  for (let rounds = 0; world.queue.length > 0; rounds++) {
    if (rounds > MAX_ROUNDS)
      throw new Error(`the queue is not empty after ${MAX_ROUNDS} rounds: ${JSON.stringify(world.queue)}`);
    reports.push(...(await deliver(world, world.queue.slice(0, apart ? 1 : undefined), publisher())));
  }
  return reports;
}

/** Settles the queue, and then everything that is due by now. */
export async function catchUp(world: World): Promise<void> {
  await settle(world);
  world.queue.push({ kind: "tick" });
  await settle(world);
}
