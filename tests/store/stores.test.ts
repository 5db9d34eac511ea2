/** Runs the store contract against each store. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectsCommand,
  ListObjectsV2Command,
} from "@aws-sdk/client-s3";
import { folderStore } from "../../functions/store/folder/folder.ts";
import { journalStore } from "../../functions/store/journal/journal.ts";
import { memoryStore } from "../../functions/store/memory.ts";
import { countedStore } from "../../functions/store/request-counter.ts";
import { s3Client } from "../../functions/store/s3/client.ts";
import { s3Store } from "../../functions/store/s3/s3.ts";
import { type StoreProvider, storeContract } from "./contract.ts";
import { startFakeS3 } from "./fake-s3.ts";
import { testClient } from "./test-client.ts";

const allAbilities = { keepsMeta: true, longNames: true, listings: 300 };

storeContract("memory", async () => ({ empty: async () => memoryStore() }), allAbilities);

storeContract("lean memory", async () => ({ empty: async () => memoryStore({ lean: true }) }), allAbilities);

storeContract("a counted store", async () => ({ empty: async () => countedStore(memoryStore()).store }), allAbilities);

storeContract(
  "a folder",
  inFolder(async (folder) => folderStore(folder)),
  {
    keepsMeta: false,
    longNames: false,
    listings: 300,
  },
);

storeContract(
  "a journal",
  inFolder(async (folder) => journalStore(folder)),
  allAbilities,
);

storeContract(
  "the fake S3",
  async () => {
    const s3 = await startFakeS3();
    const client = testClient(s3.endpoint);
    let made = 0;
    return {
      empty: async () => s3Store({ client, bucket: `bucket-${made++}` }),
      async close() {
        client.destroy();
        await s3.close();
      },
    };
  },
  allAbilities,
);

const endpoint = process.env.S3_ENDPOINT;
if (endpoint === undefined) {
  console.warn("NOT RUN: the store contract against a real S3; set S3_ENDPOINT (and AWS_ACCESS_KEY_ID …) to run it");
} else {
  const isAmazon = endpoint.includes("amazonaws.com");
  if (!isAmazon)
    console.warn(`NOT RUN against ${endpoint}: copies whose source has changed, which only Amazon's S3 refuses`);
  const abilities = { ...allAbilities, listings: 60, ...(isAmazon ? {} : { checksSource: false as const }) };
  storeContract(`the S3 at ${endpoint}`, () => realS3(endpoint), abilities);
}

function inFolder(open: (folder: string) => Promise<ReturnType<typeof memoryStore>>): () => Promise<StoreProvider> {
  return async () => {
    const root = mkdtempSync(join(tmpdir(), "dropfeed-store-"));
    let made = 0;
    return {
      empty: () => open(join(root, String(made++), "created", "on demand")),
      close: async () => rmSync(root, { recursive: true }),
    };
  };
}

/** Creates a bucket for the test and deletes it at the end. */
async function realS3(url: string): Promise<StoreProvider> {
  const client = s3Client({ endpoint: url, region: process.env.AWS_REGION ?? "us-east-1" });
  const bucket = `dropfeed-contract-${Date.now()}-${process.pid}`;
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  let made = 0;
  return {
    empty: async () => s3Store({ client, bucket, prefix: `store ${made++}/` }),
    async close() {
      for (let left = true; left; ) {
        const { Contents = [], IsTruncated } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
        const Objects = Contents.map(({ Key }) => ({ Key }));
        if (Objects.length > 0) await client.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects } }));
        left = IsTruncated === true;
      }
      await client.send(new DeleteBucketCommand({ Bucket: bucket }));
      client.destroy();
    },
  };
}
