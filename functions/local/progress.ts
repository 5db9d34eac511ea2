/** Shows how far a publish is. */
import type { Executor, Place } from "../publish/executor.ts";
import { count } from "./figures.ts";
import type { Say } from "./say.ts";

/** For each batch an executor; they are counted together. */
export function withProgress(executorFor: (place: Place) => Executor, say: Say): (place: Place) => Executor {
  let articles = 0;
  let documents = 0;
  const show = () => say.progress(() => `${count(articles)} articles read, ${count(documents)} documents made`);
  return (place) => {
    const executor = executorFor(place);
    return {
      read(path) {
        articles++;
        show();
        return executor.read(path);
      },
      async put(sheet) {
        const done = await executor.put(sheet);
        documents += done.length;
        show();
        return done;
      },
    };
  };
}
