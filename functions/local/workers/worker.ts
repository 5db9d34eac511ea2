/** A worker thread: does what it is sent in that order, and answers a few at a time, so that nobody waits for the last of many. */
import { parentPort, workerData } from "node:worker_threads";
import { folderStore } from "../../store/folder/folder.ts";
import { openContent } from "../folders/content-folder.ts";
import { runTask, type WorkerFolders, type WorkerResult, type WorkerTask } from "./worker-task.ts";

const A_FEW = 8;

const { content, out } = workerData as WorkerFolders;
const stores = { content: openContent(content).content, site: folderStore(out) };
let before: Promise<void> = Promise.resolve();

parentPort?.on("message", (tasks: readonly WorkerTask[]) => {
  before = before.then(() => work(tasks));
});

async function work(tasks: readonly WorkerTask[]): Promise<void> {
  let answers: WorkerResult[] = [];
  const send = () => {
    parentPort?.postMessage(answers);
    answers = [];
  };
  for (const task of tasks) {
    if (answers.push(await runTask(task, stores)) >= A_FEW) send();
  }
  if (answers.length > 0) send();
}
