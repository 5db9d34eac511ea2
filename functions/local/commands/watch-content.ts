/** Watches a content folder and publishes files that change, one publish at a time. */
import { statSync } from "node:fs";
import { relative, sep } from "node:path";
import { watch } from "chokidar";
import { isHidden } from "../../publish/content-path.ts";
import { changedMessages, type Message } from "../../publish/message.ts";
import { leadsToAuthors } from "../../publish/read-authors.ts";
import { ignoreError } from "../../store/store-error.ts";

export type ContentWatcher = {
  /** Publishes these messages after the current publish has ended. */
  readonly ask: (messages: readonly Message[]) => void;
  readonly close: () => Promise<void>;
};

/** How long to collect changes before publishing, in milliseconds: editors write a file in several steps. */
const COLLECT_FOR = 40;

/** How often to check whether the folder was replaced, in milliseconds. */
const CHECK_INTERVAL = 500;

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
  let pendingFlush: NodeJS.Timeout | undefined;
  const flush = () => {
    const paths = changed;
    changed = new Set();
    pendingFlush = undefined;
    ask(changedMessages(paths));
  };
  let watcher = open();
  let isClosed = false;
  let watched = markOf(folder);
  const folderCheck = setInterval(checkFolder, CHECK_INTERVAL);
  return {
    ask,
    async close() {
      isClosed = true;
      clearTimeout(pendingFlush);
      clearInterval(folderCheck);
      await watcher.close();
      await queue;
    },
  };

  function open() {
    const opened = watch(folder, { ignoreInitial: true, ignored: (file) => isIgnored(pathOf(file)) });
    opened.on("all", (event, file) => {
      if (event === "addDir" || event === "unlinkDir") return;
      changed.add(pathOf(file));
      pendingFlush ??= setTimeout(flush, COLLECT_FOR);
    });
    opened.on("error", (error) => onError(error instanceof Error ? error : new Error(String(error))));
    return opened;
  }

  /** If a folder is removed and created again, its old watcher reports no changes of the new one, and not always an error. */
  async function checkFolder() {
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

const isIgnored = (path: string) => isHidden(path) && !leadsToAuthors(path);

const MISSING = ["ENOENT", "ENOTDIR", "EACCES", "ELOOP"];

/**
 * A mark that differs between a folder and a later one with the same name, which may have the same inode number; undefined if
 * there is no folder.
 */
function markOf(folder: string): string | undefined {
  const found = ignoreError(MISSING, () => statSync(folder));
  return found && `${found.ino} ${found.birthtimeMs}`;
}
