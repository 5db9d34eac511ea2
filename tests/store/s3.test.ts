import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { key } from "../../functions/store/key.ts";
import { s3Store } from "../../functions/store/s3/s3.ts";
import { type Store, StoreBusyError, type Version } from "../../functions/store/store.ts";
import { type FakeS3, type Kind, startFakeS3, type Trouble } from "./fake-s3.ts";
import { testClient } from "./test-client.ts";

const ANSWER_WITHIN = 200;
const SDK_TRIES = 3;
const A = key("a b/ü+%.md");
const OTHER = `"${"0".repeat(32)}"` as Version;

let s3: FakeS3;
let client: ReturnType<typeof testClient>;
let store: Store;
let made = 0;

beforeAll(async () => {
  s3 = await startFakeS3();
});
beforeEach(() => {
  // A client that has met many faults lately sends nothing twice any more, so each test has its own.
  client = testClient(s3.endpoint, ANSWER_WITHIN);
  store = s3Store({ client, bucket: `bucket-${made++}`, prefix: "state/" });
});
afterEach(() => {
  client.destroy();
  s3.reset();
});
afterAll(() => s3.close());

async function put(body: string): Promise<Version> {
  const result = await store.write(A, body, "anything");
  if (result.kind === "conflict") throw new Error("a write without a condition met a conflict");
  s3.reset();
  return result.version;
}
const textAtA = async () => Buffer.from((await store.read(A))?.body ?? "nothing").toString();

const requests: Readonly<Record<string, { readonly kind: Kind; readonly send: () => Promise<unknown> }>> = {
  read: { kind: "get", send: () => store.read(A) },
  stat: { kind: "head", send: () => store.stat(A) },
  write: { kind: "put", send: () => store.write(A, "body", "anything") },
  "conditional write": { kind: "put", send: () => store.write(A, "body", "absent") },
  remove: { kind: "delete", send: () => store.remove(A, "anything") },
  "conditional remove": { kind: "delete", send: async () => store.remove(A, await put("body")) },
  list: { kind: "list", send: () => store.list({}) },
};

describe.each(Object.entries(requests))("an S3 store's %s", (_, { kind, send }) => {
  it.each<Trouble>([500, "cut"])("is busy once three tries have met %s", async (trouble) => {
    s3.inject({ trouble, kind, times: SDK_TRIES });
    await expect(send()).rejects.toBeInstanceOf(StoreBusyError);
    expect(s3.count(kind)).toBe(SDK_TRIES);
  });

  it.each<Trouble>([503, "cut"])("does not show that one try met %s", async (trouble) => {
    const expected = await send();
    await store.remove(A, "anything");
    s3.inject({ trouble, kind });
    expect(await send()).toEqual(expected);
  });

  it("is busy when no answer comes in time", async () => {
    s3.inject({ trouble: { slow: 5 * ANSWER_WITHIN }, kind, times: SDK_TRIES });
    await expect(send()).rejects.toBeInstanceOf(StoreBusyError);
  });
});

describe("an S3 store", () => {
  it("names the object and the cause when it is busy", async () => {
    s3.inject({ trouble: 503, times: SDK_TRIES });
    await expect(store.read(A)).rejects.toMatchObject({
      message: expect.stringMatching(/^s3:\/\/bucket-\d+\/state\/a b\/ü\+%\.md: SlowDown: /),
      cause: expect.objectContaining({ name: "SlowDown" }),
    });
  });

  it("is busy when an answer breaks off in the middle of its body", async () => {
    await put("x".repeat(100_000));
    s3.inject({ trouble: "half", kind: "get" });
    await expect(store.read(A)).rejects.toBeInstanceOf(StoreBusyError);
    expect(await textAtA()).toHaveLength(100_000);
  });

  it.each<Trouble>([409, 412])("takes %s on a conditional request for a conflict, and asks once", async (trouble) => {
    const version = await put("one");
    s3.inject({ trouble, times: 3 });
    expect(await store.write(A, "two", version)).toEqual({ kind: "conflict" });
    expect(await store.write(A, "two", "absent")).toEqual({ kind: "conflict" });
    expect(await store.remove(A, version)).toEqual({ kind: "conflict" });
    expect(s3.count()).toBe(3);
    expect(await textAtA()).toBe("one");
  });

  it("takes 404 on an expected version for a conflict", async () => {
    expect(await store.write(A, "one", OTHER)).toEqual({ kind: "conflict" });
    expect(await store.remove(A, OTHER)).toEqual({ kind: "conflict" });
  });

  it("throws what will never be otherwise as it is", async () => {
    const long = key("x".repeat(1024));
    await expect(store.write(long, "", "absent")).rejects.toMatchObject({ name: "InvalidRequest" });
    expect(s3.count("put")).toBe(1);
  });

  it("takes a write whose answer was lost for written", async () => {
    s3.inject({ trouble: "lost", kind: "put" });
    const created = await store.write(A, "one", "absent");
    expect(created).toEqual({ kind: "written", version: (await store.stat(A))?.version });
    s3.inject({ trouble: "lost", kind: "put" });
    const version = created.kind === "written" ? created.version : OTHER;
    expect(await store.write(A, "two", version)).toMatchObject({ kind: "written" });
    expect(await textAtA()).toBe("two");
  });

  it("does not take another's bytes for its own after a lost request", async () => {
    const version = await put("theirs");
    s3.inject({ trouble: "cut", kind: "put" });
    expect(await store.write(A, "ours", "absent")).toEqual({ kind: "conflict" });
    s3.inject({ trouble: "cut", kind: "put" });
    expect(await store.write(A, "ours", OTHER)).toEqual({ kind: "conflict" });
    expect((await store.stat(A))?.version).toBe(version);
  });

  it("takes a removal whose answer was lost for removed", async () => {
    const version = await put("one");
    s3.inject({ trouble: "lost", kind: "delete" });
    expect(await store.remove(A, version)).toEqual({ kind: "removed" });
    expect(await store.read(A)).toBeUndefined();
  });

  it("asks once for what goes well", async () => {
    const version = await put("one");
    await store.write(A, "two", version, { type: "text/html" });
    await store.read(A);
    await store.list({ prefix: "a", delimiter: "/", limit: 10 });
    expect([s3.count("put"), s3.count("get"), s3.count("list"), s3.count()]).toEqual([1, 1, 1, 3]);
  });

  it("sees only what is below its prefix, and passes over names that are no keys", async () => {
    await put("one");
    const bucket = `bucket-${made - 1}`;
    const whole = s3Store({ client, bucket });
    await whole.write(key("state-of-others/a"), "", "anything");
    const objects = s3.objects as Map<string, unknown>;
    for (const mark of ["state/", "state/folder/", "state/a//b", "state/../c"]) {
      objects.set(`${bucket}/${mark}`, s3.objects.get(`${bucket}/state/${A}`));
    }
    expect((await store.list({})).entries.map((entry) => entry.key)).toEqual([A]);
    expect(await store.list({ delimiter: "/" })).toMatchObject({ entries: [], prefixes: ["a b/", "a/", "folder/"] });
    expect((await whole.list({ delimiter: "/" })).prefixes).toEqual(["state-of-others/", "state/"]);
  });
});
