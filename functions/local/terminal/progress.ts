/** Shows how far a publish is. */
import type { Executor, ExecutorContext } from "../../publish/executor.ts";
import { formatNumber } from "./format-number.ts";
import type { Terminal } from "./terminal.ts";

/** For each batch an executor; they are counted together. */
export function withProgress(
  executorFor: (place: ExecutorContext) => Executor,
  terminal: Terminal,
): (place: ExecutorContext) => Executor {
  let articles = 0;
  let documents = 0;
  const show = () =>
    terminal.progress(() => `${formatNumber(articles)} articles read, ${formatNumber(documents)} documents made`);
  return (place) => {
    const executor = executorFor(place);
    return {
      read(path) {
        articles++;
        show();
        return executor.read(path);
      },
      async render(job) {
        const done = await executor.render(job);
        documents += done.length;
        show();
        return done;
      },
    };
  };
}
