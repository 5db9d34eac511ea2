/** Makes of many small requests to look few large ones: a thousand files dropped at once are published as one batch. Pure. */
import { MAX_PATHS } from "../../publish/message.ts";
import { chunked, grouped } from "./chunked.ts";
import type { ChangedRequest } from "./inbox-message.ts";
import type { ChangedWork } from "./work-message.ts";

/** `sources` are the ids of the inbox records that it stands for. */
export type MergedRequest = { readonly message: ChangedWork; readonly sources: readonly string[] };

export type SourcedRequest = ChangedRequest & { readonly source: string };

/** How many paths a message holds, and how many bytes their JSON may take, so that it fits into a queue of 256 KiB. */
export const MESSAGE_LIMITS = {
  items: MAX_PATHS,
  bytes: 200_000,
  sizeOf: ({ path }: { readonly path: string }) => Buffer.byteLength(JSON.stringify(path)) + 1,
};

/** Requests that differ in `force` or `tries` go apart; a path that was asked for twice in the same way goes once. */
export function mergeRequests(requests: readonly SourcedRequest[]): MergedRequest[] {
  return [...grouped(requests, ({ force, tries }) => `${force} ${tries}`).values()].flatMap(mergeAlike);
}

type Path = { readonly path: string; since?: number; readonly sources: string[] };

function mergeAlike(requests: readonly SourcedRequest[]): MergedRequest[] {
  const paths = new Map<string, Path>();
  for (const { paths: asked, since, source } of requests) {
    for (const path of asked) {
      const known = paths.get(path) ?? { path, sources: [] };
      known.since = earliest([known.since, since]);
      known.sources.push(source);
      paths.set(path, known);
    }
  }
  const { force, tries } = requests[0] ?? { force: false, tries: 0 };
  return [...chunked(paths.values(), MESSAGE_LIMITS)].map((chunk) => ({
    message: {
      kind: "changed",
      paths: chunk.map(({ path }) => path),
      ...(force && { force }),
      ...(tries > 0 && { tries }),
      since: earliest(chunk.map(({ since }) => since)),
    },
    sources: [...new Set(chunk.flatMap(({ sources }) => sources))],
  }));
}

/** Of instants, some of them unknown. */
export function earliest(instants: readonly (number | undefined)[]): number | undefined {
  const known = instants.filter((instant) => instant !== undefined);
  return known.length > 0 ? known.reduce((a, b) => Math.min(a, b)) : undefined;
}
