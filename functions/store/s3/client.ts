/** The client that S3 stores share. */
import { S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";

export type S3ClientOptions = {
  /** Some other S3 than Amazon's; such seldom have a host name for each bucket, so the bucket goes into the path. */
  readonly endpoint?: string;
  /** By default what the SDK finds in the environment. */
  readonly region?: string;
  /** By default what the SDK finds. */
  readonly credentials?: S3ClientConfig["credentials"];
  /** Milliseconds of silence; 10,000 by default: an answer that has not moved for so long is not coming. */
  readonly answerWithin?: number;
};

/** As many requests to one bucket as may be in flight: each has a connection. */
export const SOCKETS = 64;
/** Milliseconds. */
const CONNECT_WITHIN = 3_000;

/**
 * A request is tried three times. Checksums beyond those of TLS are sent only where S3 demands them: they would turn every small
 * body into a stream of chunks.
 */
export function s3Client({ answerWithin = 10_000, ...options }: S3ClientOptions = {}): S3Client {
  return new S3Client({
    ...options,
    forcePathStyle: options.endpoint !== undefined,
    maxAttempts: 3,
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: {
      connectionTimeout: CONNECT_WITHIN,
      socketTimeout: answerWithin,
      httpAgent: { maxSockets: SOCKETS },
      httpsAgent: { maxSockets: SOCKETS },
    },
  });
}
