/** Turns changes of files into messages, one publish after another. */
import { statSync } from "node:fs";
import { relative, sep } from "node:path";
import { watch } from "chokidar";
import { isHidden } from "../../publish/content-path.ts";
import { changedMessages, type Message } from "../../publish/message.ts";
import { ignoreError } from "../../store/store-error.ts";

export type ContentWatcher = {
  /** Publishes once what is under way has ended. */
  readonly ask: (messages: readonly Message[]) => void;
  readonly close: () => Promise<void>;
};

/** How long to wait for more changes, in milliseconds: an editor writes a file in several steps. */
const GATHER = 40;

/** How often to look whether the folder is still the one that is watched, in milliseconds. */
const LOOK_EVERY = 500;

export function watchContent(
  folder: string,
  publish: (messages: readonly Message[]) => Promise<void>,
  onError: (error: Error) => void,
): ContentWatcher {
  const pathOf = (file: string) => relative(folder, file).split(sep).join("/");
  let queue: Promise<void> = Promise.resolve();
  const ask = (messages: readonly Message[]) => {
    queue = queue.then(() => publish(messages)).catch(onError);
  };
  let changed = new Set<string>();
  let gathering: NodeJS.Timeout | undefined;
  const flush = () => {
    const paths = changed;
    changed = new Set();
    gathering = undefined;
    ask(changedMessages(paths));
  };
  let watcher = open();
  let isClosed = false;
  let watched = markOf(folder);
  const looking = setInterval(lookForFolder, LOOK_EVERY);
  return {
    ask,
    async close() {
      isClosed = true;
      clearTimeout(gathering);
      clearInterval(looking);
      await watcher.close();
      await queue;
    },
  };

  function open() {
    const opened = watch(folder, { ignoreInitial: true, ignored: (file) => isHidden(pathOf(file)) });
    opened.on("all", (event, file) => {
      if (event === "addDir" || event === "unlinkDir") return;
      changed.add(pathOf(file));
      gathering ??= setTimeout(flush, GATHER);
    });
    opened.on("error", (error) => onError(error instanceof Error ? error : new Error(String(error))));
    return opened;
  }

  /** A watcher of a folder that was taken away sees nothing of the one that comes in its place, and does not always tell. */
  async function lookForFolder() {
    const found = markOf(folder);
    if (found === watched) return;
    watched = found;
    if (found === undefined) return onError(new Error(`${folder}: is gone; waiting for it to come back`));
    await watcher.close();
    if (isClosed) return;
    watcher = open();
    watcher.once("ready", () => ask([{ kind: "rebuild" }]));
  }
}

const UNSEEN = ["ENOENT", "ENOTDIR", "EACCES", "ELOOP"];

/** What tells one folder from another of the same name, which may even have its number; none where there is none. */
function markOf(folder: string): string | undefined {
  const found = ignoreError(UNSEEN, () => statSync(folder));
  return found && `${found.ino} ${found.birthtimeMs}`;
}
