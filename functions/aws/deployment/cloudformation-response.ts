/** Sends the answer to a custom resource's request as CloudFormation expects it: JSON, sent with PUT to a presigned URL. */
import { setTimeout as sleep } from "node:timers/promises";
import type { DeploymentRequest } from "../lambda-event.ts";

export type Outcome = { readonly status: "SUCCESS" } | { readonly status: "FAILED"; readonly reason: string };

/** Must not change: with a different id CloudFormation would delete the "old" resource after an update, and so empty the buckets. */
const RESOURCE_ID = "site";
const TRIES = 3;
/** Milliseconds. */
const ANSWER_TIMEOUT = 2_000;

/** @throws Error if CloudFormation has not accepted the answer after three tries */
export async function respondToCloudFormation(request: DeploymentRequest, outcome: Outcome): Promise<void> {
  const body = JSON.stringify({
    Status: outcome.status,
    // The complete answer must not exceed 4 KB.
    Reason: outcome.status === "FAILED" ? outcome.reason.slice(0, 1_000) : undefined,
    PhysicalResourceId: request.PhysicalResourceId ?? RESOURCE_ID,
    StackId: request.StackId,
    RequestId: request.RequestId,
    LogicalResourceId: request.LogicalResourceId,
  });
  for (let tried = 1; ; tried++) {
    const problem = await put(request.ResponseURL, body);
    if (problem === undefined) return;
    if (tried === TRIES) throw new Error(`CloudFormation did not accept the answer: ${problem}`);
    await sleep(200 * tried);
  }
}

/** The URL is signed for a request without a content type. */
async function put(url: string, body: string): Promise<string | undefined> {
  try {
    const signal = AbortSignal.timeout(ANSWER_TIMEOUT);
    const response = await fetch(url, {
      method: "PUT",
      body,
      headers: { "content-type": "" },
      signal,
      redirect: "manual",
    });
    await response.body?.cancel();
    return response.ok ? undefined : `answered ${response.status}`;
  } catch (error) {
    return String(error);
  }
}

/** The domains of Amazon's partitions. CloudFormation waits at an object of S3. */
const AMAZON =
  /\.(?:amazonaws\.com|amazonaws\.com\.cn|amazonaws\.eu|c2s\.ic\.gov|sc2s\.sgov\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\.gov)$/;

/** Why an answer must not be sent to a URL; undefined if it may. */
export function whyNotCloudFormation(url: string): string | undefined {
  const target = URL.canParse(url) ? new URL(url) : undefined;
  if (target === undefined) return "its ResponseURL is not a URL";
  if (target.protocol !== "https:") return `its ResponseURL is not https:, but ${target.protocol}`;
  const isPlain = target.username === "" && target.password === "" && target.port === "";
  return isPlain && AMAZON.test(target.hostname) ? undefined : `its ResponseURL is not at Amazon: ${target.host}`;
}
