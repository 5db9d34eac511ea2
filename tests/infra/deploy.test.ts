/**
 * Runs `cdk bootstrap` to `cdk destroy` with the real command line against the AWS emulator at AWS_ENDPOINT_URL: the stack deploys,
 * and the deployed function turns an article in the content bucket into feeds in the site bucket.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { ListBucketsCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, describe, expect, it } from "vitest";
import { cdk } from "./cdk.ts";
import { type Emulated, emulated } from "./emulated-aws.ts";

const endpoint = process.env.AWS_ENDPOINT_URL;
if (endpoint === undefined) {
  console.warn(
    "\n!! SKIPPED: the deploy test. It needs an AWS emulator; set AWS_ENDPOINT_URL to its address. Nothing was deployed.\n",
  );
}

const ACCOUNT = process.env.AWS_ACCOUNT_ID ?? "123456789012";
const folder = mkdtempSync(join(tmpdir(), "dropfeed-deploy-"));
const assembly = join(folder, "cdk.out");
const outputs = join(folder, "outputs.json");

const EPHEMERAL = ["--context", "ephemeral=true", "--output", assembly];
/** Uses what was synthesized for the last deployment, without synthesizing again. */
const DEPLOYED = ["--app", assembly];
const deploy = () =>
  // With a change set, an emulator would return no outputs.
  cdk("deploy", ...EPHEMERAL, "--method", "direct", "--require-approval", "never", "--outputs-file", outputs);

let site: Emulated;
afterAll(async () => {
  await site?.close();
  rmSync(folder, { recursive: true });
});

/** Each test depends on the one before it. */
describe.skipIf(endpoint === undefined).sequential("the stack on an emulator", { timeout: 600_000 }, () => {
  it("is deployed into a bootstrapped account, and lists its addresses in the outputs", async () => {
    await cdk("bootstrap", `aws://${ACCOUNT}/us-east-1`, "--output", join(folder, "bootstrap.out"));
    await deploy();
    site = await emulated(endpoint ?? "", assembly);
    const { Dropfeed } = JSON.parse(readFileSync(outputs, "utf8"));
    const { CONTENT_BUCKET, SITE_URL } = site.environment;
    expect(Dropfeed).toMatchObject({
      SiteUrl: SITE_URL,
      RssUrl: `${SITE_URL}feed.xml`,
      AtomUrl: `${SITE_URL}atom.xml`,
      JsonUrl: `${SITE_URL}feed.json`,
      ContentBucket: CONTENT_BUCKET,
      PublishCommand: `aws s3 cp article.md s3://${CONTENT_BUCKET}/`,
      DashboardUrl: expect.stringContaining("#dashboards"),
    });
  });

  it("publishes the sample articles", async () => {
    expect(await site.release("Create")).toMatchObject({ Status: "SUCCESS" });
    await site.settle();
    expect((await itemTitles()).length).toBeGreaterThan(3);
    expect(await site.document("feed.xml")).toMatchObject({ type: "application/rss+xml; charset=utf-8" });
    expect(await site.document("404.html")).toMatchObject({ type: "text/html; charset=utf-8" });
  });

  it("publishes an article that is put into the content bucket", async () => {
    await put("---\ntitle: Hot off the press\n---\nThe first words.\n");
    await site.settle();
    expect((await itemTitles())[0]).toBe("Hot off the press");
    const atom = await site.document("atom.xml");
    expect(atom).toMatchObject({
      type: "application/atom+xml; charset=utf-8",
      caching: "public, max-age=60, s-maxage=60",
      encoding: undefined,
    });
    const twin = await site.document("atom.xml.gz");
    expect(twin).toMatchObject({ type: atom?.type, caching: atom?.caching, encoding: "gzip" });
    expect(gunzipSync(twin?.body ?? "").toString()).toBe(textOf(atom));
    expect(textOf(await site.document("articles/press/index.html"))).toContain("The first words.");
  });

  it("publishes a change to it", async () => {
    await put("---\ntitle: Hot off the press\n---\nOther words.\n");
    await site.settle();
    expect(textOf(await site.document("articles/press/index.html"))).toContain("Other words.");
  });

  it("removes it from the site when it is deleted", async () => {
    await site.take("news/press.md");
    await site.settle();
    expect(await site.document("articles/press/index.html")).toBeUndefined();
    expect(await itemTitles()).not.toContain("Hot off the press");
  });

  it("is not changed by a second deployment of the same version", async () => {
    expect(await deploy()).toContain("(no changes)");
    expect(await cdk("diff", ...DEPLOYED, "--method", "template", "--fail")).toContain("There were no differences");
  });

  it("is deleted without leaving anything", async () => {
    expect(await site.stored()).toBeGreaterThan(10);
    expect(await site.release("Delete", { Empty: "true" })).toMatchObject({ Status: "SUCCESS" });
    expect(await site.stored()).toBe(0);
    await cdk("destroy", ...DEPLOYED, "--force");
    const { Buckets = [] } = await site.s3.send(new ListBucketsCommand({}));
    expect(Buckets.map(({ Name }) => Name).filter((name) => name?.startsWith("dropfeed"))).toEqual([]);
  });
});

async function put(Body: string): Promise<void> {
  const object = { Bucket: site.environment.CONTENT_BUCKET, Key: "news/press.md", Body };
  await site.s3.send(new PutObjectCommand(object));
}

async function itemTitles(): Promise<readonly string[]> {
  const { items } = JSON.parse(textOf(await site.document("feed.json")));
  return items.map(({ title }: { title: string }) => title);
}

function textOf(document: { readonly body: Uint8Array } | undefined): string {
  return new TextDecoder().decode(document?.body);
}
