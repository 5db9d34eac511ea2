/**
 * Handles requests to the stack's custom resource: a deployment installs the sample articles and starts a rebuild; deleting an
 * ephemeral stack empties its buckets.
 */

import type { DeploymentRequest } from "../lambda-event.ts";
import type { Telemetry } from "../telemetry.ts";
import { type Outcome, respondToCloudFormation, whyNotCloudFormation } from "./cloudformation-response.ts";
import type { InstalledSamples } from "./sample-articles.ts";

export type DeploymentContext = {
  readonly install: () => Promise<InstalledSamples>;
  readonly rebuild: () => Promise<void>;
  /** Deletes everything in all three buckets, within `timeLeft` milliseconds. */
  readonly empty: (timeLeft: () => number) => Promise<void>;
  readonly telemetry: Telemetry;
  /** Milliseconds until the function is stopped. */
  readonly timeLeft: () => number;
  /** Amazon's services are emulated: the answer may go to any web address. */
  readonly isEmulated?: boolean;
};

/** Milliseconds before the timeout at which the answer is sent, even if work is still running; enough for three tries. */
const ANSWER_AT = 7_000;
/** Milliseconds before the timeout at which emptying stops, early enough to report that itself. */
const STOP_AT = 15_000;

/** Always answers exactly once: without an answer the deployment would hang for an hour. @throws Error if CloudFormation does not accept it */
export async function deploy(request: DeploymentRequest, context: DeploymentContext): Promise<void> {
  const problem = context.isEmulated ? undefined : whyNotCloudFormation(request.ResponseURL);
  // Nobody waits for an answer there, so nobody who may asked for this.
  if (problem !== undefined) throw new Error(`will not answer a deployment: ${problem}`);
  const outcome = await inTime(attempt(request, context), context.timeLeft() - ANSWER_AT);
  context.telemetry.info("deployment", { request: request.RequestType, ...outcome });
  await respondToCloudFormation(request, outcome);
}

async function attempt(request: DeploymentRequest, context: DeploymentContext): Promise<Outcome> {
  try {
    await handle(request, context);
    return { status: "SUCCESS" };
  } catch (error) {
    context.telemetry.failed("the deployment failed", error);
    return { status: "FAILED", reason: String(error) };
  }
}

async function handle(
  { RequestType, ResourceProperties }: DeploymentRequest,
  context: DeploymentContext,
): Promise<void> {
  switch (RequestType) {
    case "Create":
    case "Update":
      context.telemetry.info("seeds", await context.install());
      return context.rebuild();
    case "Delete":
      if (ResourceProperties.Empty === "true") await context.empty(() => context.timeLeft() - STOP_AT);
      return;
    default:
      throw new Error(`unknown request type: ${JSON.stringify(RequestType)}`);
  }
}

async function inTime(attempt: Promise<Outcome>, milliseconds: number): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => resolve({ status: "FAILED", reason: "the function's time ran out" }), milliseconds);
  });
  const outcome = await Promise.race([attempt, end]);
  clearTimeout(timer);
  return outcome;
}
