/** Builds the Lambda handler: creates clients, stores and queues, and routes each event to the code that handles its kind. */
import { SQSClient } from "@aws-sdk/client-sqs";
import type { Publisher } from "../publish/publisher.ts";
import type { Stores } from "../publish/stores.ts";
import { boundedStore } from "../store/limit-in-flight.ts";
import { type Counts, countedStore } from "../store/request-counter.ts";
import { retryingStore } from "../store/retrying.ts";
import { SOCKETS, s3Client } from "../store/s3/client.ts";
import { s3Store } from "../store/s3/s3.ts";
import { compressedStore } from "./compressed-store.ts";
import { deploy } from "./deployment/deployment.ts";
import { emptyBuckets } from "./deployment/empty-bucket.ts";
import { installSamples } from "./deployment/sample-articles.ts";
import type { Environment } from "./environment.ts";
import { type Event, readEvent } from "./lambda-event.ts";
import { isLoopback, isPublicAddress } from "./public-address.ts";
import { processInbox, type Queues } from "./queues/inbox.ts";
import { sized } from "./queues/rebuild-size.ts";
import { sendAll, sqsQueue } from "./queues/sqs-queue.ts";
import { processWork } from "./queues/work.ts";
import type { WorkMessage } from "./queues/work-message.ts";
import { telemetry as makeTelemetry } from "./telemetry.ts";

export type Release = {
  /** Identifies the version of the code. */
  readonly release: string;
  /** The folder of the sample articles. */
  readonly seeds: string;
};

/** Lambda's context of a call; `getRemainingTimeInMillis` counts down to the timeout. */
export type Invocation = { readonly awsRequestId: string; readonly getRemainingTimeInMillis: () => number };

/** The result for Lambda: the queue records that must be delivered again. */
type Answer = { readonly batchItemFailures: readonly { readonly itemIdentifier: string }[] };

/**
 * Megabytes. No article is half as long, and up to 64 files are in the function's memory at once
 * (infra/publisher/publisher-function.ts). Media are never read whole.
 */
const MAX_MEGABYTES = 100;

/**
 * Of content that one batch puts into feeds. It becomes three documents and two gzip twins, at about 50 MB a second, and must be
 * finished in half of the function's time, since the other articles of these feeds come on top.
 */
const BATCH_BYTES = 100_000_000;

/** Milliseconds that the documents of a batch need at most. With less time left, no further article is read for it. */
const DOCUMENTS_TIME = 75_000;

export function siteFunction(environment: Environment, { release, seeds }: Release) {
  const s3 = s3Client({ endpoint: environment.endpoints.s3 });
  const telemetry = makeTelemetry(environment);
  const queues = queuesOf(environment);
  const { stores, counts } = storesOf(environment, s3);
  const { siteUrl: defaultUrl, idHost: defaultIdHost, buckets } = environment;

  // Emulators of Amazon's services run on this machine, and so do the hubs and the CloudFormation of their tests.
  const isEmulated = environment.endpoints.sqs !== undefined;
  const pingOptions = isEmulated ? { isAllowed: isPublicOrLoopback } : {};

  const send = (messages: readonly WorkMessage[]) =>
    sendAll(
      queues.work,
      messages.map((body) => ({ body })),
    );
  const publisher = (rebuildSize: number, timeLeft: () => number): Publisher => ({
    ...stores,
    now: Date.now(),
    release,
    siteOptions: { defaultUrl, defaultIdHost },
    send: (messages) => send(messages.map((message) => sized(message, rebuildSize))),
    rebuildSize,
    batchBytes: BATCH_BYTES,
    isTimeUp: () => timeLeft() < DOCUMENTS_TIME,
  });
  const install = () => installSamples({ ...stores, bucket: buckets.content, folder: seeds });
  const rebuild = () => send([{ kind: "rebuild" }]);
  const empty = (timeLeft: () => number) => emptyBuckets(s3, [buckets.content, buckets.state, buckets.site], timeLeft);

  async function handle(event: Event, timeLeft: () => number): Promise<Answer> {
    const publisherFor = (rebuildSize: number) => publisher(rebuildSize, timeLeft);
    if (event.kind === "work")
      await processWork(event.records, { publisher: publisherFor, queues, telemetry, timeLeft });
    if (event.kind === "deployment")
      await deploy(event.request, { install, rebuild, empty, telemetry, timeLeft, isEmulated });
    const failed = event.kind === "inbox" ? await processInbox(event.records, queues, telemetry, pingOptions) : [];
    return { batchItemFailures: [...failed].map((itemIdentifier) => ({ itemIdentifier })) };
  }

  return async (event: unknown, invocation: Invocation): Promise<Answer> => {
    telemetry.begin(invocation.awsRequestId);
    try {
      return await handle(readEvent(event, environment.arns), () => invocation.getRemainingTimeInMillis());
    } catch (error) {
      telemetry.failed("the call failed", error);
      throw error;
    } finally {
      telemetry.end(counts);
    }
  };
}

const isPublicOrLoopback = (address: string) => isPublicAddress(address) || isLoopback(address);

function queuesOf({ urls, endpoints }: Environment): Queues {
  const client = new SQSClient({ endpoint: endpoints.sqs, maxAttempts: 3 });
  return {
    inbox: sqsQueue({ client, url: urls.inbox }),
    work: sqsQueue({ client, url: urls.work, group: "site" }),
    dead: sqsQueue({ client, url: urls.dead }),
  };
}

/** Counts every request, including retries. */
function storesOf({ buckets }: Environment, client: ReturnType<typeof s3Client>) {
  const counts: Counts[] = [];
  const open = (bucket: string, megabytes?: number) => {
    const counted = countedStore(s3Store({ client, bucket, megabytes }));
    counts.push(counted.counts);
    return retryingStore(boundedStore(counted.store, SOCKETS));
  };
  const stores: Stores = {
    content: open(buckets.content, MAX_MEGABYTES),
    state: open(buckets.state),
    site: compressedStore(open(buckets.site)),
  };
  return { stores, counts };
}
