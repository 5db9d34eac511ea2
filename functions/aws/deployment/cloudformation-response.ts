/** The answer to a custom resource's request, as CloudFormation wants it: JSON, put at a URL that was signed for it. */
import { setTimeout as sleep } from "node:timers/promises";
import type { DeploymentRequest } from "../lambda-event.ts";

export type Outcome = { readonly status: "SUCCESS" } | { readonly status: "FAILED"; readonly reason: string };

/** An id of another name would make CloudFormation remove the "old" resource after an update, and so empty the buckets. */
const RESOURCE_ID = "site";
const TRIES = 3;
/** Milliseconds. */
const ANSWER_WITHIN = 2_000;

/** @throws Error if it was not taken after three tries */
export async function respondToCloudFormation(request: DeploymentRequest, outcome: Outcome): Promise<void> {
  const body = JSON.stringify({
    Status: outcome.status,
    // The whole answer must not be longer than 4 KB.
    Reason: outcome.status === "FAILED" ? outcome.reason.slice(0, 1_000) : undefined,
    PhysicalResourceId: request.PhysicalResourceId ?? RESOURCE_ID,
    StackId: request.StackId,
    RequestId: request.RequestId,
    LogicalResourceId: request.LogicalResourceId,
  });
  for (let tried = 1; ; tried++) {
    const trouble = await put(request.ResponseURL, body);
    if (trouble === undefined) return;
    if (tried === TRIES) throw new Error(`CloudFormation did not take the answer: ${trouble}`);
    await sleep(200 * tried);
  }
}

/** The URL is signed for a request without a content type. */
async function put(url: string, body: string): Promise<string | undefined> {
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN);
    const response = await fetch(url, { method: "PUT", body, headers: { "content-type": "" }, signal });
    await response.body?.cancel();
    return response.ok ? undefined : `answered ${response.status}`;
  } catch (error) {
    return String(error);
  }
}
