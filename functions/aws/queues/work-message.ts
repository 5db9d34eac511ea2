/** What lies in the work queue: the publisher's messages, with what the function notes beside. */
import * as v from "valibot";
import type { Message } from "../../publish/message.ts";
import { parseJson } from "./inbox-message.ts";

export type ChangedWork = Extract<Message, { kind: "changed" }> & {
  /** How many times it has been tried in vain; none is 0. */
  readonly tries?: number;
  /** When the first of its paths changed, in milliseconds since 1970. */
  readonly since?: number;
};

export type RebuildWork = Extract<Message, { kind: "rebuild" }> & {
  /** How many paths to take at the most, where the ordinary number was too much. */
  readonly size?: number;
};

export type WorkMessage = ChangedWork | RebuildWork | Exclude<Message, { kind: "changed" | "rebuild" }>;

const Passage = { after: v.optional(v.string()) };

/** Fields that it does not know it passes over: a scheduler adds the time, so that no two of its messages are the same. */
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
    ...Passage,
    size: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  }),
  v.object({ kind: v.literal("tick") }),
  v.object({ kind: v.literal("reconcile"), ...Passage }),
]);

export function parseWorkBody(body: string): WorkMessage | { readonly kind: "malformed"; readonly reason: string } {
  const parsed = v.safeParse(Body, parseJson(body));
  return parsed.success ? parsed.output : { kind: "malformed", reason: "is no message of the publisher" };
}
