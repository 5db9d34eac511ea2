/** Parses a message of the work queue: a message to the publisher, plus the fields that the function adds for retries and metrics. */
import * as v from "valibot";
import type { Message } from "../../publish/message.ts";
import { parseJson } from "./inbox-message.ts";

export type ChangedWork = Extract<Message, { kind: "changed" }> & {
  /** How many tries have failed; 0 if absent. */
  readonly tries?: number;
  /** When the earliest of its paths changed, in milliseconds since 1970. */
  readonly since?: number;
};

export type RebuildWork = Extract<Message, { kind: "rebuild" }> & {
  /** The maximum number of paths per call, if the default was too much. */
  readonly size?: number;
};

export type WorkMessage = ChangedWork | RebuildWork | Exclude<Message, { kind: "changed" | "rebuild" }>;

const Continuation = { after: v.optional(v.string()) };

/** Unknown fields are ignored: a schedule adds the time, so that no two of its messages are equal. */
const Body = v.variant("kind", [
  v.object({
    kind: v.literal("changed"),
    paths: v.array(v.string()),
    force: v.optional(v.boolean()),
    fromReconcile: v.optional(v.boolean()),
    tries: v.optional(v.number()),
    since: v.optional(v.number()),
  }),
  v.object({
    kind: v.literal("rebuild"),
    ...Continuation,
    size: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  }),
  v.object({ kind: v.literal("tick") }),
  v.object({ kind: v.literal("reconcile"), ...Continuation, force: v.optional(v.boolean()) }),
]);

export function parseWorkBody(body: string): WorkMessage | { readonly kind: "malformed"; readonly reason: string } {
  const parsed = v.safeParse(Body, parseJson(body));
  return parsed.success ? parsed.output : { kind: "malformed", reason: "is no message of the publisher" };
}
