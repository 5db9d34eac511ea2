/** A fake S3 over HTTP that supports only object versions: lists them, two at a time, and deletes the given ones. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export type FakeVersions = {
  readonly endpoint: string;
  /** `bucket key version`; a version that begins with `marker` is a delete marker. */
  readonly versions: Set<string>;
  /** Versions that appear once their bucket has been listed as empty. */
  readonly late: Set<string>;
  /** Versions that S3 refuses to delete. */
  readonly locked: Set<string>;
  readonly close: () => Promise<void>;
};

export async function startFakeVersions(): Promise<FakeVersions> {
  const versions = new Set<string>();
  const locked = new Set<string>();
  const late = new Set<string>();
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://fake");
    const bucket = pathname.split("/")[1] ?? "";
    const isDelete = request.method === "POST" && searchParams.has("delete");
    if (!isDelete && !searchParams.has("versions")) return void response.writeHead(400).end();
    const body = isDelete ? remove(bucket, await text(request), versions, locked) : list(bucket, versions);
    if (!isDelete && !body.includes("<Key>")) move(bucket, late, versions);
    response.writeHead(200, { "content-type": "application/xml" }).end(body);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    versions,
    late,
    locked,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function move(bucket: string, from: Set<string>, to: Set<string>): void {
  for (const version of [...from].filter((one) => one.startsWith(`${bucket} `))) {
    from.delete(version);
    to.add(version);
  }
}

function list(bucket: string, versions: ReadonlySet<string>): string {
  const listed = [...versions].filter((version) => version.startsWith(`${bucket} `)).slice(0, 2);
  const found = listed.map((version) => {
    const [, key, id = ""] = version.split(" ");
    const kind = id.startsWith("marker") ? "DeleteMarker" : "Version";
    return `<${kind}><Key>${key}</Key><VersionId>${id}</VersionId></${kind}>`;
  });
  return `<ListVersionsResult><IsTruncated>true</IsTruncated>${found.join("")}</ListVersionsResult>`;
}

function remove(bucket: string, body: string, versions: Set<string>, locked: ReadonlySet<string>): string {
  const errors: string[] = [];
  for (const [, key, id] of body.matchAll(/<Object><Key>(.*?)<\/Key><VersionId>(.*?)<\/VersionId><\/Object>/g)) {
    const version = `${bucket} ${key} ${id}`;
    if (locked.has(version))
      errors.push(`<Error><Key>${key}</Key><Code>AccessDenied</Code><Message>locked</Message></Error>`);
    else versions.delete(version);
  }
  return `<DeleteResult>${errors.join("")}</DeleteResult>`;
}
