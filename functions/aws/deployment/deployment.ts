/**
 * The stack's custom resource: a deployment plants the sample articles and has the site rebuilt; removing a stack that was made to be
 * removed empties its buckets.
 */

import type { DeploymentRequest } from "../lambda-event.ts";
import type { Telemetry } from "../telemetry.ts";
import { type Outcome, respondToCloudFormation } from "./cloudformation-response.ts";
import type { InstalledSamples } from "./sample-articles.ts";

export type DeploymentContext = {
  readonly plant: () => Promise<InstalledSamples>;
  readonly rebuild: () => Promise<void>;
  /** Removes everything from all three buckets, in so many milliseconds. */
  readonly empty: (timeLeft: () => number) => Promise<void>;
  readonly telemetry: Telemetry;
  /** Milliseconds until the function is stopped. */
  readonly timeLeft: () => number;
};

/** Milliseconds before the function's end at which the answer goes out, whatever is still under way; enough for three tries. */
const ANSWER_AT = 7_000;
/** Emptying stops in good time to say so itself. */
const STOP_AT = 15_000;

/** Answers whatever happens, and once: without an answer the deployment would hang for an hour. @throws Error if nobody takes the answer */
export async function deploy(request: DeploymentRequest, context: DeploymentContext): Promise<void> {
  const outcome = await inTime(attempt(request, context), context.timeLeft() - ANSWER_AT);
  context.telemetry.info("deployment", { request: request.RequestType, ...outcome });
  await respondToCloudFormation(request, outcome);
}

async function attempt(request: DeploymentRequest, context: DeploymentContext): Promise<Outcome> {
  try {
    await act(request, context);
    return { status: "SUCCESS" };
  } catch (error) {
    context.telemetry.failed("the deployment failed", error);
    return { status: "FAILED", reason: String(error) };
  }
}

async function act({ RequestType, ResourceProperties }: DeploymentRequest, context: DeploymentContext): Promise<void> {
  switch (RequestType) {
    case "Create":
    case "Update":
      context.telemetry.info("seeds", await context.plant());
      return context.rebuild();
    case "Delete":
      if (ResourceProperties.Empty === "true") await context.empty(() => context.timeLeft() - STOP_AT);
      return;
    default:
      throw new Error(`no request that is known: ${JSON.stringify(RequestType)}`);
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
