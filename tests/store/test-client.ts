/** The S3 client under test, connected to a fake S3, with an optional short timeout. */
import type { S3Client } from "@aws-sdk/client-s3";
import { s3Client } from "../../functions/store/s3/client.ts";

export function testClient(endpoint: string, answerWithin?: number): S3Client {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  return s3Client({ endpoint, region: "us-east-1", credentials, answerWithin });
}
