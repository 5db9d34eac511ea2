/** Shows the progress of a publish on the terminal: counts of articles and documents. */
import type { Executor, ExecutorContext } from "../../publish/executor.ts";
import { formatNumber } from "./format-number.ts";
import type { Terminal } from "./terminal.ts";

/** Wraps the executor of each batch; all batches are counted together. */
export function withProgress(
  executorFor: (context: ExecutorContext) => Executor,
  terminal: Terminal,
): (context: ExecutorContext) => Executor {
  let articles = 0;
  let documents = 0;
  const show = () =>
    terminal.progress(() => `${formatNumber(articles)} articles read, ${formatNumber(documents)} documents rendered`);
  return (context) => {
    const executor = executorFor(context);
    return {
      read(path) {
        articles++;
        show();
        return executor.read(path);
      },
      renderItems: executor.renderItems,
      async writeArticle(job) {
        const done = await executor.writeArticle(job);
        documents += done.outcomes.length;
        show();
        return done;
      },
      async writeFeed(job) {
        const done = await executor.writeFeed(job);
        documents += done.length;
        show();
        return done;
      },
    };
  };
}
