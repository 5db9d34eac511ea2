/** The stack's custom resource: what each request does, and that each one gets an answer. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { key } from "../../functions/store/key.ts";
import { type Bundled, bundleFunction } from "./bundled.ts";
import { startFakeVersions } from "./fake-versions.ts";
import { startLambda } from "./runtime.ts";
import { bodies, environment, type Site, startSite } from "./site.ts";

type CloudFormation = {
  readonly url: string;
  readonly answers: Record<string, unknown>[];
  readonly types: (string | undefined)[];
  /** How many of the next answers are refused. */
  refusals: number;
  readonly close: () => Promise<void>;
};

let bundled: Bundled;
let site: Site;
let cloudFormation: CloudFormation;
beforeAll(async () => {
  bundled = await bundleFunction();
  [site, cloudFormation] = await Promise.all([startSite(bundled), startCloudFormation()]);
});
afterAll(async () => {
  await Promise.all([site?.close(), cloudFormation?.close()]);
  bundled?.remove();
});
beforeEach(() => {
  site.reset();
  cloudFormation.answers.splice(0);
  cloudFormation.types.splice(0);
  cloudFormation.refusals = 0;
  bundled.seed({ "a.md": "Alpha\n", "news/b +ü.txt": "Beta\n", "site.json": "{}" });
});

async function startCloudFormation(): Promise<CloudFormation> {
  const answers: Record<string, unknown>[] = [];
  const types: (string | undefined)[] = [];
  const server = createServer(async (request, response) => {
    if (request.method !== "PUT" || made.refusals-- > 0) return void response.writeHead(500).end();
    types.push(request.headers["content-type"]);
    answers.push((await json(request)) as Record<string, unknown>);
    response.writeHead(200).end();
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const made = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/signed`,
    answers,
    types,
    refusals: 0,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
  return made;
}

const IDS = { StackId: "stack", RequestId: "request", LogicalResourceId: "Seeds" };
const request = (RequestType: unknown, more = {}) => ({
  RequestType,
  ResponseURL: cloudFormation.url,
  ...IDS,
  ResourceType: "Custom::Site",
  ResourceProperties: { ServiceToken: "arn" },
  ...more,
});
const SUCCESS = { Status: "SUCCESS", PhysicalResourceId: "site", ...IDS };
const failure = (reason: string) => ({ ...SUCCESS, Status: "FAILED", Reason: expect.stringContaining(reason) });
const contentOf = () =>
  Object.fromEntries(
    [...site.s3.objects]
      .filter(([name]) => name.startsWith("content/"))
      .map(([name, { body }]) => [name.slice("content/".length), body.toString()]),
  );
const SAMPLES = { "a.md": "Alpha\n", "news/b +ü.txt": "Beta\n", "site.json": "{}" };
const write = (path: string, body: string) => site.content.write(key(path), body, "anything");

describe("a deployment", () => {
  it("installs the sample articles with their types, sends a rebuild, and answers", async () => {
    expect((await site.lambda.invoke(request("Create"))).kind).toBe("answer");
    expect(contentOf()).toEqual(SAMPLES);
    expect(site.s3.objects.get("content/a.md")?.headers["content-type"]).toBe("text/markdown; charset=utf-8");
    expect(bodies(site.sqs.queue("work.fifo"))).toEqual([{ kind: "rebuild" }]);
    expect(cloudFormation.answers).toEqual([SUCCESS]);
    expect(cloudFormation.types).toEqual([""]);
  });

  it("keeps the resource's id when it is repeated, and does not rewrite existing samples", async () => {
    await site.lambda.invoke(request("Create"));
    const puts = site.s3.count("put");
    await site.lambda.invoke(request("Update", { PhysicalResourceId: "older-id" }));
    expect(cloudFormation.answers[1]).toEqual({ ...SUCCESS, PhysicalResourceId: "older-id" });
    expect(site.s3.count("put")).toBe(puts + 1);
    expect(bodies(site.sqs.queue("work.fifo"))).toEqual([{ kind: "rebuild" }, { kind: "rebuild" }]);
  });

  it("installs new samples, and removes those that the release no longer has", async () => {
    await site.lambda.invoke(request("Create"));
    bundled.seed({ "a.md": "Alpha, better\n", "c.md": "Gamma\n" });
    await site.lambda.invoke(request("Update"));
    expect(contentOf()).toEqual({ "a.md": "Alpha, better\n", "c.md": "Gamma\n" });
  });

  it("succeeds without any samples, and removes the installed ones", async () => {
    await site.lambda.invoke(request("Create"));
    bundled.seed({});
    await site.lambda.invoke(request("Update"));
    expect(cloudFormation.answers).toEqual([SUCCESS, SUCCESS]);
    expect(contentOf()).toEqual({});
  });

  it("leaves alone what the owner changed, removed, or had before", async () => {
    await write("site.json", '{ "title": "Mine" }');
    await write("own.md", "Own\n");
    await site.lambda.invoke(request("Create"));
    await write("a.md", "Changed\n");
    await site.content.remove(key("news/b +ü.txt"), "anything");
    bundled.seed({ "a.md": "Alpha, better\n", "news/b +ü.txt": "Beta, better\n", "site.json": "{}" });
    await site.lambda.invoke(request("Update"));
    const mine = { "a.md": "Changed\n", "own.md": "Own\n", "site.json": '{ "title": "Mine" }' };
    expect(contentOf()).toEqual(mine);
    bundled.seed({});
    await site.lambda.invoke(request("Update"));
    expect(contentOf()).toEqual(mine);
  });

  it("installs everything in another bucket, and leaves the first one as it is", async () => {
    await site.lambda.invoke(request("Create"));
    const moved = await startLambda(bundled.file, {
      ...environment(site.s3.endpoint, site.sqs),
      CONTENT_BUCKET: "other",
    });
    await moved.invoke(request("Update"));
    await moved.close();
    const names = [...site.s3.objects.keys()].filter((name) => name.startsWith("other/"));
    expect(names.sort()).toEqual(
      Object.keys(SAMPLES)
        .map((path) => `other/${path}`)
        .sort(),
    );
    expect(contentOf()).toEqual(SAMPLES);
  });

  it("can be stopped in the middle and repeated", async () => {
    site.s3.inject({ trouble: 500, kind: "put", key: /planted/, times: 9 });
    await site.lambda.invoke(request("Create"));
    expect(cloudFormation.answers).toEqual([failure("planted.json")]);
    bundled.seed({ "a.md": "Alpha\n" });
    await site.lambda.invoke(request("Create"));
    bundled.seed({ "a.md": "Alpha, better\n" });
    await site.lambda.invoke(request("Update"));
    expect(contentOf()["a.md"]).toBe("Alpha, better\n");
  });
});

describe("the answer", () => {
  it("says why a deployment failed", async () => {
    site.sqs.refuse("work.fifo", 3, "all");
    expect((await site.lambda.invoke(request("Create"))).kind).toBe("answer");
    expect(cloudFormation.answers).toEqual([failure("ServiceUnavailable")]);
  });

  it.each(["Dance", undefined, 7])("is a failure for a request of type %s", async (type) => {
    await site.lambda.invoke(request(type));
    expect(cloudFormation.answers).toEqual([failure("unknown request type")]);
    expect(contentOf()).toEqual({});
  });

  it("is sent before the function's time is over", async () => {
    site.s3.inject({ trouble: { slow: 4_000 }, kind: "get", key: /planted/ });
    const started = Date.now();
    await site.lambda.invoke(request("Create"), 7_500);
    expect(cloudFormation.answers).toEqual([failure("time ran out")]);
    expect(Date.now() - started).toBeLessThan(7_500);
    await site.lambda.kill();
  });

  it("is sent again if it was refused", async () => {
    cloudFormation.refusals = 2;
    await site.lambda.invoke(request("Create"));
    expect(cloudFormation.answers).toEqual([SUCCESS]);
  });

  it("makes the call fail if it is refused every time", async () => {
    cloudFormation.refusals = 3;
    expect(await site.lambda.invoke(request("Create"))).toMatchObject({
      kind: "error",
      reason: expect.stringContaining("answered 500"),
    });
  });
});

describe("the removal of a stack", () => {
  it("leaves the buckets as they are", async () => {
    await site.lambda.invoke(request("Create"));
    const before = site.s3.count();
    await site.lambda.invoke(request("Delete", { PhysicalResourceId: "site" }));
    expect(cloudFormation.answers[1]).toEqual(SUCCESS);
    expect(site.s3.count()).toBe(before);
    expect(contentOf()).toEqual(SAMPLES);
  });

  async function withVersions(names: readonly string[], locked: readonly string[], timeout?: number) {
    const s3 = await startFakeVersions();
    s3.late.add("state late 1");
    for (const name of names) s3.versions.add(name);
    for (const name of locked) s3.locked.add(name);
    const lambda = await startLambda(bundled.file, environment(s3.endpoint, site.sqs));
    await lambda.invoke(request("Delete", { ResourceProperties: { Empty: "true" } }), timeout);
    await Promise.all([lambda.close(), s3.close()]);
    return [...s3.versions];
  }
  const NAMES = [
    "content a.md 1",
    "content a.md 2",
    "content b.md marker1",
    "state x 1",
    "site feed.xml 1",
    "other x 1",
  ];

  it("empties the three buckets of an ephemeral stack: every version, including those written in the meantime", async () => {
    expect(await withVersions(NAMES, [])).toEqual(["other x 1"]);
    expect(cloudFormation.answers).toEqual([SUCCESS]);
  });

  it("names the object that S3 does not delete", async () => {
    await withVersions(NAMES, ["state x 1"]);
    expect(cloudFormation.answers).toEqual([failure("could not delete x from the bucket state: AccessDenied")]);
  });

  it("says that time ran out", async () => {
    await withVersions(NAMES, [], 14_000);
    expect(cloudFormation.answers).toEqual([failure("ran out of time while emptying the bucket content")]);
  });
});
