/** A worker thread that reads articles: what it is sent, it answers in the same order. */
import { parentPort } from "node:worker_threads";
import type { Reading } from "../article/article.ts";
import { readArticle } from "../article/read-article.ts";

export type Unread = { readonly path: string; readonly bytes: Uint8Array };

parentPort?.on("message", (files: readonly Unread[]) => {
  const readings: Reading[] = files.map(({ path, bytes }) => readArticle(path, bytes));
  parentPort?.postMessage(readings);
});
