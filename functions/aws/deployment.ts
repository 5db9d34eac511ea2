/**
 * The stack's custom resource: a deployment plants the sample articles and has the site rebuilt; removing a stack that was made to be
 * removed empties its buckets.
 */

import { answer, type Outcome } from "./deployment-answer.ts";
import type { DeploymentRequest } from "./event.ts";
import type { Planting } from "./seeds.ts";
import type { Telemetry } from "./telemetry.ts";

export type DeploymentDesk = {
  readonly plant: () => Promise<Planting>;
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
export async function deploy(request: DeploymentRequest, desk: DeploymentDesk): Promise<void> {
  const outcome = await inTime(attempt(request, desk), desk.timeLeft() - ANSWER_AT);
  desk.telemetry.say("deployment", { request: request.RequestType, ...outcome });
  await answer(request, outcome);
}

async function attempt(request: DeploymentRequest, desk: DeploymentDesk): Promise<Outcome> {
  try {
    await act(request, desk);
    return { status: "SUCCESS" };
  } catch (error) {
    desk.telemetry.failed("the deployment failed", error);
    return { status: "FAILED", reason: String(error) };
  }
}

async function act({ RequestType, ResourceProperties }: DeploymentRequest, desk: DeploymentDesk): Promise<void> {
  switch (RequestType) {
    case "Create":
    case "Update":
      desk.telemetry.say("seeds", await desk.plant());
      return desk.rebuild();
    case "Delete":
      if (ResourceProperties.Empty === "true") await desk.empty(() => desk.timeLeft() - STOP_AT);
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
