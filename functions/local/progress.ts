/** Shows how far a publish is. */
import type { Executor } from "../publish/executor.ts";
import type { Say } from "./say.ts";

export function withProgress({ read, put }: Executor, say: Say): Executor {
  let articles = 0;
  let documents = 0;
  const show = () => say.progress(() => `${count(articles)} articles read, ${count(documents)} documents made`);
  return {
    read(path) {
      articles++;
      show();
      return read(path);
    },
    async put(sheet, settings) {
      const done = await put(sheet, settings);
      documents += done.length;
      show();
      return done;
    },
  };
}

const count = (number: number) => number.toLocaleString("en-US");
