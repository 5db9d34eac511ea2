/** Benchmark: the bytes that a feed reader receives when it polls a feed: plain, compressed, and unchanged (304). */

import { connect } from "node:net";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { brotliCompressSync, constants } from "node:zlib";
import { startServer } from "../functions/local/server/server.ts";
import { FEED_FORMATS } from "../functions/render/document.ts";
import { type Benchmark, DROPFEED, type Row } from "./benchmark.ts";
import { writeCorpus } from "./corpus.ts";
import { dropfeed } from "./dropfeed.ts";
import { formatNumber } from "./format-number.ts";
import { measured } from "./measured-process.ts";
import { inScratch } from "./paths.ts";

/** More than a feed holds. */
const ARTICLES = 100;

export const poll: Benchmark = {
  name: "poll",
  description: "bytes of the response to a poll of each main feed, headers included",
  run: () => inScratch(measurePolls),
};

async function measurePolls(folder: string): Promise<Row[]> {
  const content = join(folder, "content");
  writeCorpus(ARTICLES, content);
  const { build, out } = dropfeed().prepare(content, folder);
  await measured(build);
  const serving = await startServer({ folder: out, port: 0 });
  try {
    const rows: Row[] = [];
    for (const { file, title } of Object.values(FEED_FORMATS))
      rows.push(...(await pollRows(serving.port, `/${file}`, title)));
    return rows;
  } finally {
    await serving.close();
  }
}

async function pollRows(port: number, path: string, title: string): Promise<Row[]> {
  const plain = await request(port, path, {});
  const gzip = await request(port, path, { "Accept-Encoding": "gzip" });
  const etag = /^etag: (.+)\r$/im.exec(plain.head)?.[1] ?? "";
  const unchanged = await request(port, path, { "If-None-Match": etag });
  if (!unchanged.head.startsWith("HTTP/1.1 304"))
    throw new Error(`${path} was not answered with 304: ${unchanged.head}`);
  const brotli = brotliCompressSync(plain.body, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } });
  const row = (measure: string, bytes: number): Row => ({
    task: `poll of ${title}, 50 articles`,
    measure,
    cells: { [DROPFEED]: `${formatNumber(bytes)} bytes` },
  });
  return [
    row("plain", sizeOf(plain)),
    row("gzip", sizeOf(gzip)),
    // The local server does not support brotli; the headers are those of the gzip response.
    row("brotli", gzip.head.length + brotli.length),
    row("304", sizeOf(unchanged)),
  ];
}

/** The quality that CDN edges use to compress while serving; the best, 11, is too slow for that. */
const QUALITY = 5;

type Answer = { readonly head: string; readonly body: Buffer };

const sizeOf = ({ head, body }: Answer) => head.length + body.length;

/** Uses a raw socket, so that every byte of the response is counted. */
async function request(port: number, path: string, headers: Readonly<Record<string, string>>): Promise<Answer> {
  const lines = Object.entries({ Host: "localhost", Connection: "close", ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  const socket = connect(port, "127.0.0.1");
  socket.write([`GET ${path} HTTP/1.1`, ...lines, "", ""].join("\r\n"));
  const response = await buffer(socket);
  const end = response.indexOf("\r\n\r\n") + 4;
  return { head: response.subarray(0, end).toString("latin1"), body: response.subarray(end) };
}
