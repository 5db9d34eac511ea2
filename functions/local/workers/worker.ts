/**
 * The program of a worker thread: runs tasks in the order received and sends results in small batches, so that early tasks do
 * not wait for late ones.
 */
import { parentPort, workerData } from "node:worker_threads";
import { folderStore } from "../../store/folder/folder.ts";
import { openContent } from "../folders/content-folder.ts";
import { runTask, type WorkerFolders, type WorkerResult, type WorkerTask } from "./worker-task.ts";

const BATCH_SIZE = 8;

const { content, out } = workerData as WorkerFolders;
const stores = { content: openContent(content).content, site: folderStore(out) };
let previous: Promise<void> = Promise.resolve();

parentPort?.on("message", (tasks: readonly WorkerTask[]) => {
  previous = previous.then(() => runAll(tasks));
});

async function runAll(tasks: readonly WorkerTask[]): Promise<void> {
  let results: WorkerResult[] = [];
  const send = () => {
    parentPort?.postMessage(results);
    results = [];
  };
  for (const task of tasks) {
    if (results.push(await runTask(task, stores)) >= BATCH_SIZE) send();
  }
  if (results.length > 0) send();
}
