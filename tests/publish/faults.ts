/** Test doubles that fail: publishers that crash between two operations, and stores that are busy or answer in any order. */
import type { Message } from "../../functions/publish/message.ts";
import type { Publisher } from "../../functions/publish/publisher.ts";
import { type Store, StoreBusyError } from "../../functions/store/store.ts";
import type { Random } from "./random-history.ts";

/** Simulates the end of the process. */
export class Crash extends Error {
  override readonly name = "Crash";
}

/** Called before each store operation and each sending of messages, with its number, from 1; throws to prevent the operation. */
export type Fault = (operation: number) => void;

/** Operation `last` is the publisher's last one; every later operation fails. */
export const crashAfter =
  (last: number): Fault =>
  (operation) => {
    if (operation > last) throw new Crash(`after operation ${last}`);
  };

/** The store is busy for the operations with these numbers. */
export const busyAt =
  (...numbers: readonly number[]): Fault =>
  (operation) => {
    if (numbers.includes(operation)) throw new StoreBusyError(`at operation ${operation}`);
  };

export type Faulty = { readonly publisher: Publisher; readonly operations: () => number };

export function faulty(publisher: Publisher, fault: Fault): Faulty {
  let count = 0;
  const step = () => fault(++count);
  const store = (inner: Store) => everyStep(inner, async () => step());
  const send = async (messages: readonly Message[]) => {
    step();
    await publisher.send(messages);
  };
  const { content, state, site } = publisher;
  const stores = { content: store(content), state: store(state), site: store(site) };
  return { publisher: { ...publisher, ...stores, send }, operations: () => count };
}

/** Delays store operations randomly, so that concurrent requests are answered in any order. */
export function unsteady(publisher: Publisher, random: Random): Publisher {
  const step = async () => {
    for (let turns = random.number(40); turns > 0; turns--) await undefined;
  };
  const { content, state, site } = publisher;
  const store = (inner: Store) => everyStep(inner, step);
  return { ...publisher, content: store(content), state: store(state), site: store(site) };
}

/** A store that calls `step` before each operation. */
export function everyStep(store: Store, step: () => Promise<void>): Store {
  return {
    read: async (...request) => step().then(() => store.read(...request)),
    stat: async (...request) => step().then(() => store.stat(...request)),
    write: async (...request) => step().then(() => store.write(...request)),
    remove: async (...request) => step().then(() => store.remove(...request)),
    list: async (...request) => step().then(() => store.list(...request)),
  };
}
