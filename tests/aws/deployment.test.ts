/** The stack's custom resource: what it does, and that it answers on every path. */
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
  /** So many answers are not taken. */
  deaf: number;
  readonly close: () => Promise<void>;
};

let bundled: Bundled;
let site: Site;
let formation: CloudFormation;
beforeAll(async () => {
  bundled = await bundleFunction();
  [site, formation] = await Promise.all([startSite(bundled), startCloudFormation()]);
});
afterAll(async () => {
  await Promise.all([site?.close(), formation?.close()]);
  bundled?.remove();
});
beforeEach(() => {
  site.reset();
  formation.answers.splice(0);
  formation.types.splice(0);
  formation.deaf = 0;
  bundled.seed({ "a.md": "Alpha\n", "news/b +ü.txt": "Beta\n", "site.json": "{}" });
});

async function startCloudFormation(): Promise<CloudFormation> {
  const answers: Record<string, unknown>[] = [];
  const types: (string | undefined)[] = [];
  const server = createServer(async (request, response) => {
    if (request.method !== "PUT" || made.deaf-- > 0) return void response.writeHead(500).end();
    types.push(request.headers["content-type"]);
    answers.push((await json(request)) as Record<string, unknown>);
    response.writeHead(200).end();
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const made = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/signed`,
    answers,
    types,
    deaf: 0,
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
  ResponseURL: formation.url,
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
const PLANTED = { "a.md": "Alpha\n", "news/b +ü.txt": "Beta\n", "site.json": "{}" };
const write = (path: string, body: string) => site.content.write(key(path), body, "anything");

describe("a deployment", () => {
  it("plants the seeds, with their types, sends a rebuild, and answers", async () => {
    expect((await site.lambda.invoke(request("Create"))).kind).toBe("answer");
    expect(contentOf()).toEqual(PLANTED);
    expect(site.s3.objects.get("content/a.md")?.headers["content-type"]).toBe("text/markdown; charset=utf-8");
    expect(bodies(site.sqs.queue("work.fifo"))).toEqual([{ kind: "rebuild" }]);
    expect(formation.answers).toEqual([SUCCESS]);
    expect(formation.types).toEqual([""]);
  });

  it("keeps the resource's id when it comes again, and writes nothing that is there", async () => {
    await site.lambda.invoke(request("Create"));
    const puts = site.s3.count("put");
    await site.lambda.invoke(request("Update", { PhysicalResourceId: "older-id" }));
    expect(formation.answers[1]).toEqual({ ...SUCCESS, PhysicalResourceId: "older-id" });
    expect(site.s3.count("put")).toBe(puts + 1);
    expect(bodies(site.sqs.queue("work.fifo"))).toEqual([{ kind: "rebuild" }, { kind: "rebuild" }]);
  });

  it("plants what is new in the seeds, and takes away what is gone from them", async () => {
    await site.lambda.invoke(request("Create"));
    bundled.seed({ "a.md": "Alpha, better\n", "c.md": "Gamma\n" });
    await site.lambda.invoke(request("Update"));
    expect(contentOf()).toEqual({ "a.md": "Alpha, better\n", "c.md": "Gamma\n" });
  });

  it("succeeds without any seeds, and takes away those that were planted", async () => {
    await site.lambda.invoke(request("Create"));
    bundled.seed({});
    await site.lambda.invoke(request("Update"));
    expect(formation.answers).toEqual([SUCCESS, SUCCESS]);
    expect(contentOf()).toEqual({});
  });

  it("leaves alone what its owner changed, removed, or had there before", async () => {
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

  it("plants everything in another bucket, and leaves what it planted in the first", async () => {
    await site.lambda.invoke(request("Create"));
    const moved = await startLambda(bundled.file, {
      ...environment(site.s3.endpoint, site.sqs),
      CONTENT_BUCKET: "other",
    });
    await moved.invoke(request("Update"));
    await moved.close();
    const names = [...site.s3.objects.keys()].filter((name) => name.startsWith("other/"));
    expect(names.sort()).toEqual(
      Object.keys(PLANTED)
        .map((path) => `other/${path}`)
        .sort(),
    );
    expect(contentOf()).toEqual(PLANTED);
  });

  it("may be stopped in the middle and done again", async () => {
    site.s3.inject({ trouble: 500, kind: "put", key: /planted/, times: 9 });
    await site.lambda.invoke(request("Create"));
    expect(formation.answers).toEqual([failure("planted.json")]);
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
    expect(formation.answers).toEqual([failure("ServiceUnavailable")]);
  });

  it.each(["Dance", undefined, 7])("is a failure for a request of type %s", async (type) => {
    await site.lambda.invoke(request(type));
    expect(formation.answers).toEqual([failure("no request that is known")]);
    expect(contentOf()).toEqual({});
  });

  it("goes out before the function's time is over", async () => {
    site.s3.inject({ trouble: { slow: 4_000 }, kind: "get", key: /planted/ });
    const started = Date.now();
    await site.lambda.invoke(request("Create"), 7_500);
    expect(formation.answers).toEqual([failure("time ran out")]);
    expect(Date.now() - started).toBeLessThan(7_500);
    await site.lambda.kill();
  });

  it("is given again if it was not taken", async () => {
    formation.deaf = 2;
    await site.lambda.invoke(request("Create"));
    expect(formation.answers).toEqual([SUCCESS]);
  });

  it("is an error of the function if nobody takes it", async () => {
    formation.deaf = 3;
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
    expect(formation.answers[1]).toEqual(SUCCESS);
    expect(site.s3.count()).toBe(before);
    expect(contentOf()).toEqual(PLANTED);
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

  it("empties the three buckets, every version, also what comes meanwhile, if the stack was made to be removed", async () => {
    expect(await withVersions(NAMES, [])).toEqual(["other x 1"]);
    expect(formation.answers).toEqual([SUCCESS]);
  });

  it("says which object S3 keeps", async () => {
    await withVersions(NAMES, ["state x 1"]);
    expect(formation.answers).toEqual([failure("state keeps x: AccessDenied")]);
  });

  it("says that there was not time enough", async () => {
    await withVersions(NAMES, [], 14_000);
    expect(formation.answers).toEqual([failure("no time to empty content")]);
  });
});
