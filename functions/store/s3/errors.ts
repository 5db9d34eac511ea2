/** What S3's refusals mean to a store. */
import { StoreBusyError, StoreRefusedError } from "../store.ts";

/**
 * `conflict`: not what was expected. `missing`: no such object. `busy`: another time perhaps. `refused`: not what was asked for
 * here, but other things may be. `broken`: never like this.
 */
export type Fault = "conflict" | "missing" | "busy" | "refused" | "broken";

const BUSY_NAMES = new Set([
  "SlowDown",
  "TimeoutError",
  "RequestTimeout",
  "RequestTimeoutException",
  "InternalError",
  "ServiceUnavailable",
  "OperationAborted",
  "ThrottlingException",
  "TooManyRequestsException",
]);
const BUSY_CODES = new Set(["ECONNRESET", "ECONNREFUSED", "ECONNABORTED", "EPIPE", "ETIMEDOUT", "EAI_AGAIN"]);

/** Refusals of whoever asks, not of what is asked for. */
const CALLERS_FAULTS = new Set([
  "AccountProblem",
  "AllAccessDisabled",
  "ExpiredToken",
  "InvalidAccessKeyId",
  "InvalidToken",
  "NotSignedUp",
  "RequestTimeTooSkewed",
  "SignatureDoesNotMatch",
]);

export function faultOf(error: unknown): Fault {
  const { name, code, status } = partsOf(error);
  if (status === 412 || name === "PreconditionFailed" || name === "ConditionalRequestConflict") return "conflict";
  // A missing bucket is 404 too, but no time will mend it.
  if (name === "NoSuchBucket") return "broken";
  if (status === 404 || name === "NoSuchKey" || name === "NotFound") return "missing";
  if (status >= 500 || status === 429 || status === 409) return "busy";
  if (BUSY_NAMES.has(name) || BUSY_CODES.has(code)) return "busy";
  return (status === 400 || status === 403) && !CALLERS_FAULTS.has(name) ? "refused" : "broken";
}

/** Whether the SDK sent the request more than once, so that an earlier one may have done its work unanswered. */
export function wasRetried(error: unknown): boolean {
  const metadata = fieldOf(error, "$metadata");
  return Number(fieldOf(metadata, "attempts") ?? 1) > 1;
}

/** To be thrown where the fault is no answer: a StoreBusyError that names the object, or the error as it is. */
export function thrown(what: string, error: unknown): unknown {
  if (faultOf(error) !== "busy") return error;
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return new StoreBusyError(`${what}: ${name}: ${message}`, { cause: error });
}

const ADVICE: Readonly<Record<string, string>> = {
  InvalidObjectState: "it is archived (Glacier) and has to be restored first",
  AccessDenied: "is it encrypted with a KMS key, or another account's?",
  InvalidRequest: "is it encrypted with a key of its writer's own (SSE-C)?",
};

/** As `thrown`, where one object was to be read: a StoreRefusedError if it is kept back. */
export function thrownByReading(what: string, error: unknown): unknown {
  if (faultOf(error) !== "refused") return thrown(what, error);
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const advice = ADVICE[name];
  const reason = `S3 does not give it out: ${name}: ${message}${advice === undefined ? "" : ` (${advice})`}`;
  return new StoreRefusedError(what, reason, { cause: error });
}

function partsOf(error: unknown): { readonly name: string; readonly code: string; readonly status: number } {
  return {
    name: String(fieldOf(error, "name") ?? ""),
    code: String(fieldOf(error, "code") ?? ""),
    status: Number(fieldOf(fieldOf(error, "$metadata"), "httpStatusCode") ?? 0),
  };
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[field] : undefined;
}
