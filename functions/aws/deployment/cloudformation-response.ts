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
    const response = await fetch(url, { method: "PUT", body, headers: { "content-type": "" }, signal });
    await response.body?.cancel();
    return response.ok ? undefined : `answered ${response.status}`;
  } catch (error) {
    return String(error);
  }
}
