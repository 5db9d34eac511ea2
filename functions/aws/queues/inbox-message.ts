/**
 * Parses the body of an inbox message: an event of the content bucket, sent through EventBridge or directly by S3, or a message
 * that the function sent itself.
 */
import * as v from "valibot";

/** Paths whose content may have changed. */
export type ChangedRequest = {
  readonly kind: "changed";
  readonly paths: readonly string[];
  readonly force: boolean;
  /** How many tries have failed. */
  readonly tries: number;
  /** When the content changed, in milliseconds since 1970, if known. */
  readonly since?: number;
};

/** Changed subscription documents (`topics`, by URL) to announce to WebSub hubs. */
export type PingRequest = {
  readonly kind: "ping";
  readonly topics: readonly string[];
  readonly hubs: readonly string[];
  readonly tries: number;
};

export type InboxBody =
  | ChangedRequest
  | PingRequest
  /** S3 sends a test event when a queue is configured as its target. */
  | { readonly kind: "test" }
  | { readonly kind: "malformed"; readonly reason: string };

export const Tries = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** The instants that `Date` knows. */
export const Since = v.pipe(v.number(), v.safeInteger(), v.minValue(-8.64e15), v.maxValue(8.64e15));
const Time = v.pipe(
  v.string(),
  v.transform((text) => Date.parse(text)),
  v.number(),
);
const EventTime = v.fallback(v.optional(Time), undefined);

const ByEventBridge = v.pipe(
  v.object({
    source: v.literal("aws.s3"),
    time: EventTime,
    detail: v.object({ object: v.object({ key: v.string() }) }),
  }),
  v.transform(({ time, detail }): ChangedRequest => changedRequest([detail.object.key], time)),
);

const Direct = v.pipe(
  v.object({
    Records: v.array(
      v.object({
        eventTime: EventTime,
        s3: v.object({ object: v.object({ key: v.pipe(v.string(), v.rawTransform(decodeForm)) }) }),
      }),
    ),
  }),
  v.transform(({ Records }): ChangedRequest => {
    const times = Records.flatMap(({ eventTime }) => eventTime ?? []);
    const paths = Records.map(({ s3 }) => s3.object.key);
    return changedRequest(paths, times.length > 0 ? Math.min(...times) : undefined);
  }),
);

const Test = v.pipe(
  v.object({ Event: v.literal("s3:TestEvent") }),
  v.transform(() => ({ kind: "test" }) as const),
);

const OwnChanged = v.object({
  kind: v.literal("changed"),
  paths: v.array(v.string()),
  force: v.optional(v.boolean(), false),
  tries: v.optional(Tries, 0),
  since: v.optional(Since),
});

const OwnPing = v.object({
  kind: v.literal("ping"),
  topics: v.array(v.string()),
  hubs: v.array(v.string()),
  tries: v.optional(Tries, 0),
});

const Body = v.union([ByEventBridge, Direct, Test, OwnChanged, OwnPing]);

export function parseInboxBody(body: string): InboxBody {
  const json = parseJson(body);
  if (json === undefined) return { kind: "malformed", reason: "is not JSON" };
  const parsed = v.safeParse(Body, json);
  return parsed.success
    ? parsed.output
    : { kind: "malformed", reason: "is no event of S3 and none of our own messages" };
}

/** Undefined if the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function changedRequest(paths: readonly string[], since: number | undefined): ChangedRequest {
  return { kind: "changed", paths, force: false, tries: 0, since };
}

type Decoding = Parameters<Parameters<typeof v.rawTransform<string, string>>[0]>[0];

/** Direct S3 notifications form-encode keys, with `+` for a space; EventBridge sends them as they are. */
function decodeForm({ dataset, addIssue, NEVER }: Decoding): string {
  try {
    return decodeURIComponent(dataset.value.replaceAll("+", " "));
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    addIssue({ message: "is not form-encoded" });
    return NEVER;
  }
}
