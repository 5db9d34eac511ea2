/** Creates the S3 client that all S3 stores share, with its timeouts, retries and connection limit. */
import { S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";

export type S3ClientOptions = {
  /** The URL of an S3-compatible server. Few of these support a host name per bucket, so the bucket becomes part of the path. */
  readonly endpoint?: string;
  /** By default, the SDK takes it from the environment. */
  readonly region?: string;
  /** By default, the SDK finds them. */
  readonly credentials?: S3ClientConfig["credentials"];
  /** A response that receives no data for this many milliseconds has timed out; 10,000 by default. */
  readonly answerWithin?: number;
};

/** The maximum number of connections, and so of concurrent requests. */
export const SOCKETS = 64;
/** Milliseconds. */
const CONNECT_WITHIN = 3_000;

/**
 * Makes up to three attempts for a request. Sends checksums only where S3 requires them, since TLS already protects the data
 * and checksums would turn every small body into a chunked stream.
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
