/**
 * A fake S3 server over HTTP, for tests: it serves path-style requests, enforces conditions like S3, and injects faults. It
 * shares no code with the stores. Buckets need not be created: every name is a valid bucket.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { etagOf, type FakeObject, keptHeaders } from "./fake-object.ts";
import { copier } from "./fake-s3-copy.ts";
import { listXml } from "./fake-s3-listing.ts";

/** `copy`: of an object or a part of it; `post`: the beginning and the end of an upload in parts. */
export type Kind = "get" | "head" | "put" | "delete" | "list" | "copy" | "post";

/**
 * The kinds of faults. A number: an error status instead of a response. `cut`: the connection is closed before the request is
 * executed; `lost`: after it was executed; `half`: in the middle of the response body. `{ slow }`: the response is delayed by
 * this many milliseconds.
 */
export type Trouble = 400 | 403 | 409 | 412 | 500 | 503 | "cut" | "lost" | "half" | { readonly slow: number };

export type Fault = {
  readonly trouble: Trouble;
  /** The number of requests it affects; 1 by default. */
  readonly times?: number;
  readonly kind?: Kind;
  /** Affects only requests whose key matches. */
  readonly key?: RegExp;
};

export type FakeS3 = {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  /** The number of requests since the start or the last `reset`, including failed ones; of one kind or of all. */
  readonly count: (kind?: Kind) => number;
  readonly reset: () => void;
  readonly inject: (fault: Fault) => void;
  /** The current objects, by `bucket/key`. */
  readonly objects: ReadonlyMap<string, FakeObject>;
  readonly close: () => Promise<void>;
};

type Reply = { readonly status: number; readonly headers?: Record<string, string>; readonly body?: Buffer | string };
type Request = {
  readonly kind: Kind;
  readonly bucket: string;
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
};

export async function startFakeS3(): Promise<FakeS3> {
  const objects = new Map<string, FakeObject>();
  const counts = new Map<Kind, number>();
  const faults: { fault: Fault; left: number }[] = [];

  function troubleFor({ kind, key }: Request): Trouble | undefined {
    const match = faults.find(
      ({ fault, left }) =>
        left > 0 && (fault.kind ?? kind) === kind && (fault.key === undefined || fault.key.test(key)),
    );
    if (match !== undefined) match.left--;
    return match?.fault.trouble;
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await requestOf(incoming);
    counts.set(request.kind, (counts.get(request.kind) ?? 0) + 1);
    const trouble = troubleFor(request);
    if (typeof trouble === "number") return send(response, request, refusal(trouble));
    if (trouble === "cut") return void incoming.socket.destroy();
    const reply = handle(objects, request);
    if (trouble === "lost") return void incoming.socket.destroy();
    if (trouble === "half") return sendHalf(response, reply);
    if (trouble !== undefined) await new Promise((wake) => setTimeout(wake, trouble.slow));
    send(response, request, reply);
  }

  const server = createServer((incoming, response) => {
    serve(incoming, response).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    count: (kind) =>
      kind === undefined ? [...counts.values()].reduce((sum, count) => sum + count, 0) : (counts.get(kind) ?? 0),
    reset: () => counts.clear(),
    inject: (fault) => void faults.push({ fault, left: fault.times ?? 1 }),
    objects,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

async function requestOf(incoming: IncomingMessage): Promise<Request> {
  const { pathname, searchParams } = new URL(incoming.url ?? "/", "http://fake");
  const [, bucket = "", ...segments] = pathname.split("/");
  const key = decodeURIComponent(segments.join("/"));
  const isCopy = incoming.headers["x-amz-copy-source"] !== undefined;
  const kind = key === "" ? "list" : isCopy ? "copy" : ((incoming.method ?? "").toLowerCase() as Kind);
  return { kind, bucket, key, query: searchParams, headers: incoming.headers, body: await buffer(incoming) };
}

function send(response: ServerResponse, { kind }: Request, { status, headers = {}, body = "" }: Reply): void {
  const length = String(Buffer.byteLength(body));
  response.writeHead(status, { "content-length": length, "x-amz-request-id": "fake", ...headers });
  response.end(kind === "head" ? "" : body);
}

function sendHalf(response: ServerResponse, { status, headers, body = "" }: Reply): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, "content-length": String(bytes.length) });
  response.write(bytes.subarray(0, bytes.length / 2), () => response.socket?.destroy());
}

const CODES: Readonly<Record<number, string>> = {
  400: "InvalidRequest",
  403: "InvalidObjectState",
  404: "NoSuchKey",
  409: "ConditionalRequestConflict",
  412: "PreconditionFailed",
  416: "InvalidRange",
  500: "InternalError",
  503: "SlowDown",
};

function refusal(status: number): Reply {
  const body = `<?xml version="1.0"?><Error><Code>${CODES[status]}</Code><Message>injected or deserved</Message></Error>`;
  return { status, headers: { "content-type": "application/xml" }, body };
}

type Objects = Map<string, FakeObject>;

const handleCopy = copier(refusal);

function handle(objects: Objects, request: Request): Reply {
  const name = `${request.bucket}/${request.key}`;
  const stored = objects.get(name);
  switch (request.kind) {
    case "list":
      return { status: 200, headers: { "content-type": "application/xml" }, body: listXml(objects, request) };
    case "copy":
    case "post":
      return handleCopy(objects, request);
    case "get":
    case "head":
      return stored === undefined ? refusal(404) : answer(stored, request.headers.range);
    case "put": {
      const refused = refusalOf(request, stored);
      return refused ?? put(objects, name, request);
    }
    case "delete": {
      if (request.query.has("uploadId")) return handleCopy(objects, request);
      const refused = refusalOf(request, stored);
      if (refused === undefined) objects.delete(name);
      return refused ?? { status: 204 };
    }
  }
}

function refusalOf({ headers, key }: Request, stored: FakeObject | undefined): Reply | undefined {
  if (Buffer.byteLength(key) > 1024) return refusal(400);
  if (headers["if-none-match"] === "*" && stored !== undefined) return refusal(412);
  if (headers["if-match"] === undefined) return undefined;
  if (stored === undefined) return refusal(404);
  return headers["if-match"] === stored.etag ? undefined : refusal(412);
}

function answer(stored: FakeObject, range: string | undefined): Reply {
  const headers = headersOf(stored);
  const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(range ?? "") ?? [];
  if (start === undefined) return { status: 200, headers, body: stored.body };
  if (Number(start) >= stored.body.length) return refusal(416);
  const body = stored.body.subarray(Number(start), Number(end) + 1);
  return { status: 206, headers: { ...headers, "content-range": `bytes ${start}-${end}/${stored.body.length}` }, body };
}

function put(objects: Objects, name: string, { headers, body }: Request): Reply {
  const etag = etagOf(body);
  objects.set(name, { body, etag, modified: new Date(), headers: keptHeaders(headers) });
  return { status: 200, headers: { etag } };
}

function headersOf({ etag, modified, headers }: FakeObject): Record<string, string> {
  return { ...headers, etag, "last-modified": modified.toUTCString() };
}
