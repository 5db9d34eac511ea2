/** Merges many small requests into few large messages, so that a thousand files dropped at once become one batch. Pure. */
import { MAX_PATHS } from "../../publish/message.ts";
import type { ChangedRequest } from "./inbox-message.ts";
import { chunked, grouped } from "./split-into-chunks.ts";
import type { ChangedWork } from "./work-message.ts";

/** `sources` are the ids of the inbox records that were merged into the message. */
export type MergedRequest = { readonly message: ChangedWork; readonly sources: readonly string[] };

export type SourcedRequest = ChangedRequest & { readonly source: string };

/** The maximum number of paths in a message and of bytes in their JSON, so that the message stays below SQS's limit of 256 KiB. */
export const MESSAGE_LIMITS = {
  items: MAX_PATHS,
  bytes: 200_000,
  sizeOf: ({ path }: { readonly path: string }) => Buffer.byteLength(JSON.stringify(path)) + 1,
};

/** Keeps requests with different `force` or `tries` in separate messages; a path requested twice in the same way appears once. */
export function mergeRequests(requests: readonly SourcedRequest[]): MergedRequest[] {
  return [...grouped(requests, ({ force, tries }) => `${force} ${tries}`).values()].flatMap(mergeAlike);
}

type Path = { readonly path: string; since?: number; readonly sources: string[] };

function mergeAlike(requests: readonly SourcedRequest[]): MergedRequest[] {
  const paths = new Map<string, Path>();
  for (const { paths: requested, since, source } of requests) {
    for (const path of requested) {
      const entry = paths.get(path) ?? { path, sources: [] };
      entry.since = earliest([entry.since, since]);
      entry.sources.push(source);
      paths.set(path, entry);
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

/** The earliest known instant; undefined if none is known. */
export function earliest(instants: readonly (number | undefined)[]): number | undefined {
  const known = instants.filter((instant) => instant !== undefined);
  return known.length > 0 ? known.reduce((a, b) => Math.min(a, b)) : undefined;
}
