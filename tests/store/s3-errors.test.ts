import { expect, it } from "vitest";
import { type Fault, faultOf } from "../../functions/store/s3/errors.ts";

const answered = (name: string, httpStatusCode: number) =>
  Object.assign(new Error(name), { name, $metadata: { httpStatusCode } });

it.each<[string, unknown, Fault]>([
  ["a missing object", answered("NoSuchKey", 404), "missing"],
  ["a missing bucket, which no time will mend", answered("NoSuchBucket", 404), "broken"],
  ["a condition that does not hold", answered("PreconditionFailed", 412), "conflict"],
  ["another write at the same time", answered("ConditionalRequestConflict", 409), "conflict"],
  ["another operation at the same time", answered("OperationAborted", 409), "busy"],
  ["too many requests", answered("TooManyRequests", 429), "busy"],
  ["a server that failed", answered("Unheard", 502), "busy"],
  ["a broken connection", Object.assign(new Error("reset"), { code: "ECONNRESET" }), "busy"],
  ["what is nothing of S3's", new TypeError("ours"), "broken"],
])("tells what %s means", (_, error, fault) => {
  expect(faultOf(error)).toBe(fault);
});
