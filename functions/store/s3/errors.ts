/** Classifies S3 errors and converts them to the errors of the store interface. */
import { StoreBusyError, StoreRefusedError } from "../store.ts";

/**
 * `conflict`: the condition was not met. `missing`: no such object. `busy`: a later attempt may succeed. `refused`: this
 * object cannot be accessed, but others may be. `broken`: no attempt will succeed.
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

/** Errors that concern the caller's account or credentials, not the requested object. */
const CALLER_ERRORS = new Set([
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
  const { name, code, status } = fieldsOf(error);
  if (status === 412 || name === "PreconditionFailed" || name === "ConditionalRequestConflict") return "conflict";
  // A missing bucket is a 404 too, but retrying does not help.
  if (name === "NoSuchBucket") return "broken";
  if (status === 404 || name === "NoSuchKey" || name === "NotFound") return "missing";
  if (status >= 500 || status === 429 || status === 409) return "busy";
  if (BUSY_NAMES.has(name) || BUSY_CODES.has(code)) return "busy";
  return (status === 400 || status === 403) && !CALLER_ERRORS.has(name) ? "refused" : "broken";
}

/** Whether a part of an object was asked for that begins after its end. */
export function isBeyondEnd(error: unknown): boolean {
  return fieldsOf(error).status === 416;
}

/** Whether the SDK sent the request more than once, so that an earlier attempt may have succeeded without a response. */
export function wasRetried(error: unknown): boolean {
  const metadata = fieldOf(error, "$metadata");
  return Number(fieldOf(metadata, "attempts") ?? 1) > 1;
}

/** The error to throw: a StoreBusyError that names the object, or the error unchanged if it is not `busy`. */
export function storeError(objectName: string, error: unknown): unknown {
  if (faultOf(error) !== "busy") return error;
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return new StoreBusyError(`${objectName}: ${name}: ${message}`, { cause: error });
}

const ADVICE: Readonly<Record<string, string>> = {
  InvalidObjectState: "it is archived (Glacier) and must be restored first",
  AccessDenied: "it may be encrypted with a KMS key, or belong to another account",
  InvalidRequest: "it may be encrypted with a customer-provided key (SSE-C)",
};

/** Like `storeError`, for reading one object: also a StoreRefusedError if S3 refuses access to the object. */
export function readError(objectName: string, error: unknown): unknown {
  if (faultOf(error) !== "refused") return storeError(objectName, error);
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const advice = ADVICE[name];
  const reason = `S3 refused access: ${name}: ${message}${advice === undefined ? "" : ` (${advice})`}`;
  return new StoreRefusedError(objectName, reason, { cause: error });
}

function fieldsOf(error: unknown): { readonly name: string; readonly code: string; readonly status: number } {
  return {
    name: String(fieldOf(error, "name") ?? ""),
    code: String(fieldOf(error, "code") ?? ""),
    status: Number(fieldOf(fieldOf(error, "$metadata"), "httpStatusCode") ?? 0),
  };
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[field] : undefined;
}
