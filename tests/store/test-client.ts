/** The client under test, pointed at a fake S3 and told not to wait long. */
import type { S3Client } from "@aws-sdk/client-s3";
import { s3Client } from "../../functions/store/s3/client.ts";

export function testClient(endpoint: string, answerWithin?: number): S3Client {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  return s3Client({ endpoint, region: "us-east-1", credentials, answerWithin });
}
