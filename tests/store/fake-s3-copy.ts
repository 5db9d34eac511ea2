/** Copies objects in the fake S3, at once or in parts, as S3 does: the bytes never leave it. */
import type { IncomingHttpHeaders } from "node:http";
import { etagOf, type FakeObject, keptHeaders } from "./fake-object.ts";

type Reply = { readonly status: number; readonly headers?: Record<string, string>; readonly body?: Buffer | string };
type Request = {
  readonly kind: string;
  readonly bucket: string;
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};
type Objects = Map<string, FakeObject>;
type Upload = { readonly headers: Readonly<Record<string, string>>; readonly parts: Map<number, Buffer> };

const XML = { "content-type": "application/xml" };
/** S3 copies no more at once. */
const MAX_COPY = 5 * 1024 ** 3;

export function copier(refusal: (status: number) => Reply) {
  const uploads = new Map<string, Upload>();
  const copy = (objects: Objects, { bucket, key, query, headers }: Request): Reply => {
    const source = objects.get(decodeURIComponent(String(headers["x-amz-copy-source"])));
    if (source === undefined) return refusal(404);
    const expected = headers["x-amz-copy-source-if-match"];
    if (expected !== undefined && expected !== source.etag) return refusal(412);
    const [, start = "0", end = String(source.body.length - 1)] =
      /^bytes=(\d+)-(\d+)$/.exec(String(headers["x-amz-copy-source-range"] ?? "")) ?? [];
    const body = source.body.subarray(Number(start), Number(end) + 1);
    const upload = uploads.get(query.get("uploadId") ?? "");
    if (body.length > MAX_COPY || (query.has("uploadId") && upload === undefined)) return refusal(400);
    const etag = etagOf(body);
    if (upload !== undefined) upload.parts.set(Number(query.get("partNumber")), body);
    else objects.set(`${bucket}/${key}`, { body, etag, modified: new Date(), headers: keptHeaders(headers) });
    const element = upload === undefined ? "CopyObjectResult" : "CopyPartResult";
    return { status: 200, headers: XML, body: `<${element}><ETag>${etag}</ETag></${element}>` };
  };
  return (objects: Objects, request: Request): Reply => {
    const { kind, bucket, key, query, headers } = request;
    if (kind === "copy") return copy(objects, request);
    const id = query.get("uploadId") ?? "";
    if (kind === "delete") return uploads.delete(id) ? { status: 204 } : refusal(404);
    if (query.has("uploads")) {
      const made = `upload-${uploads.size}-${bucket}/${key}`;
      uploads.set(made, { headers: keptHeaders(headers), parts: new Map() });
      const body = `<InitiateMultipartUploadResult><UploadId>${made}</UploadId></InitiateMultipartUploadResult>`;
      return { status: 200, headers: XML, body };
    }
    const upload = uploads.get(id);
    if (upload === undefined) return refusal(404);
    uploads.delete(id);
    const parts = [...upload.parts].sort(([a], [b]) => a - b).map(([, part]) => part);
    const body = Buffer.concat(parts);
    const etag = etagOf(body).replace(/"$/, `-${parts.length}"`);
    objects.set(`${bucket}/${key}`, { body, etag, modified: new Date(), headers: upload.headers });
    const result = `<CompleteMultipartUploadResult><ETag>${etag}</ETag></CompleteMultipartUploadResult>`;
    return { status: 200, headers: XML, body: result };
  };
}
