import { expect, it } from "vitest";
import { type Fault, faultOf } from "../../functions/store/s3/errors.ts";

const s3Error = (name: string, httpStatusCode: number) =>
  Object.assign(new Error(name), { name, $metadata: { httpStatusCode } });

it.each<[string, unknown, Fault]>([
  ["a missing object", s3Error("NoSuchKey", 404), "missing"],
  ["a missing bucket, for which retrying does not help", s3Error("NoSuchBucket", 404), "broken"],
  ["a condition that does not hold", s3Error("PreconditionFailed", 412), "conflict"],
  ["another write at the same time", s3Error("ConditionalRequestConflict", 409), "conflict"],
  ["another operation at the same time", s3Error("OperationAborted", 409), "busy"],
  ["too many requests", s3Error("TooManyRequests", 429), "busy"],
  ["a server that failed", s3Error("Unheard", 502), "busy"],
  ["a broken connection", Object.assign(new Error("reset"), { code: "ECONNRESET" }), "busy"],
  ["an error that is not from S3", new TypeError("ours"), "broken"],
])("classifies %s", (_, error, fault) => {
  expect(faultOf(error)).toBe(fault);
});
