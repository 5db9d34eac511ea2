/** Parses the event that Lambda calls the function with: records of one of its queues, or a deployment's custom-resource request. */
import * as v from "valibot";

export type QueueRecord = {
  readonly id: string;
  readonly body: string;
  /** How many times the queue has delivered it, including this time. */
  readonly receives: number;
};

/** CloudFormation's request to a custom resource. CloudFormation waits up to an hour for an answer at `ResponseURL`. */
export type DeploymentRequest = v.InferOutput<typeof Deployment>;

export type Event =
  | { readonly kind: "inbox"; readonly records: readonly QueueRecord[] }
  | { readonly kind: "work"; readonly records: readonly QueueRecord[] }
  | { readonly kind: "deployment"; readonly request: DeploymentRequest };

const ReceiveCount = v.fallback(v.pipe(v.string(), v.regex(/^[1-9]\d{0,6}$/)), "1");

const Records = v.pipe(
  v.object({
    Records: v.pipe(
      v.array(
        v.object({
          messageId: v.string(),
          body: v.string(),
          eventSourceARN: v.string(),
          attributes: v.optional(v.object({ ApproximateReceiveCount: v.optional(ReceiveCount, "1") })),
        }),
      ),
      v.nonEmpty(),
    ),
  }),
  v.transform(({ Records }) => Records),
);

// A request that is malformed in any other way still gets an answer: CloudFormation waits at the URL and must learn what was wrong.
const Deployment = v.looseObject({
  ResponseURL: v.string(),
  RequestType: v.fallback(v.string(), ""),
  StackId: v.fallback(v.string(), ""),
  RequestId: v.fallback(v.string(), ""),
  LogicalResourceId: v.fallback(v.string(), ""),
  PhysicalResourceId: v.fallback(v.optional(v.string()), undefined),
  ResourceProperties: v.fallback(v.record(v.string(), v.unknown()), {}),
});

/** @throws Error if the event is none of these three kinds: nothing else should call the function */
export function readEvent(event: unknown, arns: { readonly inbox: string; readonly work: string }): Event {
  if (v.is(Deployment, event)) return { kind: "deployment", request: v.parse(Deployment, event) };
  const parsed = v.safeParse(Records, event);
  const source = parsed.success ? parsed.output[0]?.eventSourceARN : undefined;
  if (!parsed.success || (source !== arns.inbox && source !== arns.work)) {
    throw new Error(`unknown event, neither records of this site's queues nor a deployment: ${shown(event)}`);
  }
  const records = parsed.output.map(({ messageId, body, attributes }) => ({
    id: messageId,
    body,
    receives: Number(attributes?.ApproximateReceiveCount ?? 1),
  }));
  return { kind: source === arns.inbox ? "inbox" : "work", records };
}

/** The beginning of an event as JSON. Something nested too deeply has none. */
function shown(event: unknown): string {
  try {
    return String(JSON.stringify(event)).slice(0, 500);
  } catch (error) {
    return String(error);
  }
}
