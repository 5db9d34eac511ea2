import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { key } from "../../functions/store/key.ts";
import { s3Store } from "../../functions/store/s3/s3.ts";
import {
  type CopySource,
  type Store,
  StoreBusyError,
  StoreRefusedError,
  type Version,
} from "../../functions/store/store.ts";
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
  // After many recent errors, an SDK client stops retrying, so each test has its own client.
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
  it.each<Trouble>([500, "cut"])("throws StoreBusyError after three attempts with fault %s", async (trouble) => {
    s3.inject({ trouble, kind, times: SDK_TRIES });
    await expect(send()).rejects.toBeInstanceOf(StoreBusyError);
    expect(s3.count(kind)).toBe(SDK_TRIES);
  });

  it.each<Trouble>([503, "cut"])("hides that one attempt failed with fault %s", async (trouble) => {
    const expected = await send();
    await store.remove(A, "anything");
    s3.inject({ trouble, kind });
    expect(await send()).toEqual(expected);
  });

  it("throws StoreBusyError when no response arrives in time", async () => {
    s3.inject({ trouble: { slow: 5 * ANSWER_WITHIN }, kind, times: SDK_TRIES });
    await expect(send()).rejects.toBeInstanceOf(StoreBusyError);
  });
});

describe("an S3 store", () => {
  it("names the object and the cause in a StoreBusyError", async () => {
    s3.inject({ trouble: 503, times: SDK_TRIES });
    await expect(store.read(A)).rejects.toMatchObject({
      message: expect.stringMatching(/^s3:\/\/bucket-\d+\/state\/a b\/ü\+%\.md: SlowDown: /),
      cause: expect.objectContaining({ name: "SlowDown" }),
    });
  });

  it("throws StoreBusyError when a response is cut off in the middle of its body", async () => {
    await put("x".repeat(100_000));
    s3.inject({ trouble: "half", kind: "get" });
    await expect(store.read(A)).rejects.toBeInstanceOf(StoreBusyError);
    expect(await textAtA()).toHaveLength(100_000);
  });

  it.each<Trouble>([409, 412])(
    "treats %s for a conditional request as a conflict, without retrying",
    async (trouble) => {
      const version = await put("one");
      s3.inject({ trouble, times: 3 });
      expect(await store.write(A, "two", version)).toEqual({ kind: "conflict" });
      expect(await store.write(A, "two", "absent")).toEqual({ kind: "conflict" });
      expect(await store.remove(A, version)).toEqual({ kind: "conflict" });
      expect(s3.count()).toBe(3);
      expect(await textAtA()).toBe("one");
    },
  );

  it("treats 404 for an expected version as a conflict", async () => {
    expect(await store.write(A, "one", OTHER)).toEqual({ kind: "conflict" });
    expect(await store.remove(A, OTHER)).toEqual({ kind: "conflict" });
  });

  it("throws permanent errors unchanged", async () => {
    const long = key("x".repeat(1024));
    await expect(store.write(long, "", "absent")).rejects.toMatchObject({ name: "InvalidRequest" });
    expect(s3.count("put")).toBe(1);
  });

  it("treats a write as written if only the response was lost", async () => {
    s3.inject({ trouble: "lost", kind: "put" });
    const created = await store.write(A, "one", "absent");
    expect(created).toEqual({ kind: "written", version: (await store.stat(A))?.version });
    s3.inject({ trouble: "lost", kind: "put" });
    const version = created.kind === "written" ? created.version : OTHER;
    expect(await store.write(A, "two", version)).toMatchObject({ kind: "written" });
    expect(await textAtA()).toBe("two");
  });

  it("does not treat another writer's bytes as its own after a lost request", async () => {
    const version = await put("theirs");
    s3.inject({ trouble: "cut", kind: "put" });
    expect(await store.write(A, "ours", "absent")).toEqual({ kind: "conflict" });
    s3.inject({ trouble: "cut", kind: "put" });
    expect(await store.write(A, "ours", OTHER)).toEqual({ kind: "conflict" });
    expect((await store.stat(A))?.version).toBe(version);
  });

  it("treats a removal as removed if only the response was lost", async () => {
    const version = await put("one");
    s3.inject({ trouble: "lost", kind: "delete" });
    expect(await store.remove(A, version)).toEqual({ kind: "removed" });
    expect(await store.read(A)).toBeUndefined();
  });

  it("sends one request if there is no fault", async () => {
    const version = await put("one");
    await store.write(A, "two", version, { type: "text/html" });
    await store.read(A);
    await store.list({ prefix: "a", delimiter: "/", limit: 10 });
    expect([s3.count("put"), s3.count("get"), s3.count("list"), s3.count()]).toEqual([1, 1, 1, 3]);
  });

  it("lists only objects below its prefix, and skips names that are not valid keys", async () => {
    await put("one");
    const bucket = `bucket-${made - 1}`;
    const unprefixed = s3Store({ client, bucket });
    await unprefixed.write(key("state-of-others/a"), "", "anything");
    const objects = s3.objects as Map<string, unknown>;
    for (const mark of ["state/", "state/folder/", "state/a//b", "state/../c"]) {
      objects.set(`${bucket}/${mark}`, s3.objects.get(`${bucket}/state/${A}`));
    }
    expect((await store.list({})).entries.map((entry) => entry.key)).toEqual([A]);
    expect(await store.list({ delimiter: "/" })).toMatchObject({ entries: [], prefixes: ["a b/", "a/", "folder/"] });
    expect((await unprefixed.list({ delimiter: "/" })).prefixes).toEqual(["state-of-others/", "state/"]);
  });
});

describe("an S3 store's copy", () => {
  const META = { type: "audio/mpeg", cacheControl: "max-age=60", copyOf: "x" };
  const target = key("media/é +.mp3");
  const made10 = Buffer.from(Array.from({ length: 10_000 }, (_, at) => (at * 7) % 256));

  async function source(body: Buffer): Promise<CopySource> {
    const content = s3Store({ client, bucket: `content-${made++}`, megabytes: 0.001 });
    await content.write(A, body, "anything", { type: "text/plain" });
    const entry = await content.stat(A);
    if (entry === undefined) throw new Error("the source is not there");
    s3.reset();
    return { store: content, entry };
  }

  it.each([
    ["at once", 5_000, 1, 0],
    ["in parts", 999, 11, 2],
  ])("is made %s, and no byte of a file larger than memory passes through", async (_, copyPart, copies, posts) => {
    const site = s3Store({ client, bucket: `bucket-${made++}`, copyPart });
    const from = await source(made10);
    expect(await site.copyFrom?.(target, from, META)).toMatchObject({ kind: "written" });
    expect([s3.count("copy"), s3.count("post"), s3.count("get"), s3.count("put")]).toEqual([copies, posts, 0, 0]);
    expect(Buffer.compare((await site.read(target))?.body ?? Buffer.of(), made10)).toBe(0);
    const { meta, size } = (await site.stat(target)) ?? {};
    expect({ meta, size }).toEqual({ meta: META, size: 10_000 });
  });

  it.each([5_000, 999])(
    "of a file that has changed is a conflict, and leaves nothing (parts of %i)",
    async (copyPart) => {
      const site = s3Store({ client, bucket: `bucket-${made++}`, copyPart });
      const from = await source(made10);
      await from.store.write(A, Buffer.alloc(10_000), "anything");
      expect(await site.copyFrom?.(target, from, META)).toEqual({ kind: "conflict" });
      await from.store.remove(A, "anything");
      expect(await site.copyFrom?.(target, from, META)).toEqual({ kind: "conflict" });
      expect(await site.stat(target)).toBeUndefined();
    },
  );

  it.each([5_000, 999])(
    "is repeated if a response is lost, and else the store is busy (parts of %i)",
    async (copyPart) => {
      const site = s3Store({ client, bucket: `bucket-${made++}`, copyPart });
      const from = await source(made10);
      s3.inject({ trouble: "lost", kind: "copy" });
      expect(await site.copyFrom?.(target, from, META)).toMatchObject({ kind: "written" });
      s3.inject({ trouble: 503, kind: "copy", times: 100, key: new RegExp(`^other-${copyPart}$`) });
      await expect(site.copyFrom?.(key(`other-${copyPart}`), from, META)).rejects.toBeInstanceOf(StoreBusyError);
      expect(await site.stat(key(`other-${copyPart}`))).toBeUndefined();
    },
  );

  it("refuses to read a large object whole, and gives parts of it", async () => {
    const { store: content, entry } = await source(made10);
    await expect(content.read(entry.key)).rejects.toBeInstanceOf(StoreRefusedError);
    expect(await content.readRange?.(entry.key, 9_990, 100)).toEqual(new Uint8Array(made10.subarray(9_990)));
  });
});
