/** A worker thread: does what it is sent in that order, and answers a few at a time, so that nobody waits for the last of many. */
import { parentPort, workerData } from "node:worker_threads";
import { folderStore } from "../store/folder.ts";
import { openContent } from "./content-folder.ts";
import { type Answer, answer, type Task, type Workplace } from "./task.ts";

const A_FEW = 8;

const { content, out } = workerData as Workplace;
const stores = { content: openContent(content).content, site: folderStore(out) };
let before: Promise<void> = Promise.resolve();

parentPort?.on("message", (tasks: readonly Task[]) => {
  before = before.then(() => work(tasks));
});

async function work(tasks: readonly Task[]): Promise<void> {
  let answers: Answer[] = [];
  const send = () => {
    parentPort?.postMessage(answers);
    answers = [];
  };
  for (const task of tasks) {
    if (answers.push(await answer(task, stores)) >= A_FEW) send();
  }
  if (answers.length > 0) send();
}
