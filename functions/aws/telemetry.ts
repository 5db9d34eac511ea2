/** Records what the function does: log lines as JSON, and metrics that CloudWatch reads from the log. */
import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics } from "@aws-lambda-powertools/metrics";
import type { Problem } from "../article/article.ts";
import { SETTINGS_PATH } from "../publish/content-path.ts";
import { escapeControls } from "../publish/escape-controls.ts";
import type { MessagesHandled } from "../publish/handle-messages.ts";
import { leftOutOf, total } from "../publish/left-out.ts";
import type { Outcome } from "../publish/publish.ts";
import type { Counts } from "../store/request-counter.ts";
import type { Environment } from "./environment.ts";

export type Telemetry = {
  /** Adds the request id to every log line until the next call. */
  readonly begin: (request: string) => void;
  /** `isChanged`: whether a writer's change led to a path. An article that the hourly check finds still bad is not counted again. */
  readonly published: (handled: MessagesHandled, isChanged: (path: string) => boolean) => void;
  /** `since`: when the content changed, in milliseconds since 1970. */
  readonly visible: (since: number, now: number) => void;
  readonly rejected: (path: string, problem: Problem) => void;
  /** A path failed and will be tried again later. */
  readonly retried: (path: string, reason: string, tries: number) => void;
  readonly deadLetter: (what: { readonly path?: string; readonly body?: string }, reason: string) => void;
  readonly pinged: (hub: string, topics: readonly string[]) => void;
  readonly pingFailed: (hub: string, reason: string, topics: readonly string[], isFinal: boolean) => void;
  readonly info: (message: string, details?: Readonly<Record<string, unknown>>) => void;
  readonly failed: (message: string, error: unknown) => void;
  /** Writes the metrics of this call, and resets the counts. */
  readonly end: (counts: readonly Counts[]) => void;
};

type Metric =
  | "Published"
  | "Rejected"
  | "Unchanged"
  | "DocumentsWritten"
  | "StoreReads"
  | "StoreLists"
  | "StoreWrites"
  | "DeadPaths"
  | "RemovalsWithheld"
  | "PingsFailed";

export function telemetry({ service, namespace }: Pick<Environment, "service" | "namespace">): Telemetry {
  const logger = new Logger({ serviceName: service, jsonReplacerFn: withoutControls });
  const metrics = new Metrics({ serviceName: service, namespace, logger });
  const count = (name: Metric, value: number) => void metrics.addMetric(name, "Count", value);
  const rejected = (path: string, problem: Problem) => {
    count("Rejected", 1);
    logger.warn("rejected", { path, ...problem });
  };
  return {
    begin: (request) => void logger.appendKeys({ request }),
    rejected,
    published({ reports, settings, withheld = [] }, isChanged) {
      for (const { published, missing } of withheld) {
        count("RemovalsWithheld", missing);
        logger.error("kept what the content bucket does not have, because it is more than half", {
          published,
          missing,
        });
      }
      for (const problem of settings?.problems ?? []) rejected(SETTINGS_PATH, problem);
      for (const { paths, documents } of reports) {
        const good = paths.filter(({ outcome }) => !LEFT_OUT.has(outcome));
        for (const { path, problems } of paths)
          for (const problem of problems)
            if (isChanged(path)) rejected(path, problem);
            else logger.info("still rejected", { path, ...problem });
        for (const { path, notes } of paths) for (const note of notes) logger.info("note", { path, ...note });
        const { skipped, ...leftOut } = leftOutOf(paths);
        if (skipped.length + leftOut.undated + total(leftOut.unread) + total(leftOut.ignored) > 0)
          logger.info("left out", { ...leftOut, skipped: skipped.length });
        count("Published", good.length);
        count("DocumentsWritten", documents.written.length);
        count("Unchanged", documents.unchanged.length);
        logger.info("published", { paths: good.length, ...lengths(documents) });
      }
    },
    visible: (since, now) => void metrics.addMetric("SecondsToVisible", "Seconds", Math.max(0, now - since) / 1000),
    retried: (path, reason, tries) => logger.warn("will be tried again", { path, reason, tries }),
    deadLetter(what, reason) {
      count("DeadPaths", 1);
      logger.error("given up", { ...what, reason });
    },
    pinged: (hub, topics) => logger.info("notified a WebSub hub", { hub, topics }),
    pingFailed(hub, reason, topics, isFinal) {
      if (isFinal) count("PingsFailed", topics.length);
      logger.warn(isFinal ? "gave up notifying a WebSub hub" : "will notify a WebSub hub again later", {
        hub,
        reason,
        topics,
      });
    },
    info: (message, details = {}) => logger.info(message, details),
    failed: (message, error) => logger.error(message, error instanceof Error ? error : String(error)),
    end(counts) {
      const sum = (...kinds: readonly (keyof Counts)[]) =>
        counts.flatMap((each) => kinds.map((kind) => each[kind])).reduce((a, b) => a + b, 0);
      count("StoreReads", sum("read", "stat"));
      count("StoreLists", sum("list"));
      count("StoreWrites", sum("write", "remove"));
      for (const each of counts)
        Object.assign(each, { read: 0, stat: 0, write: 0, remove: 0, list: 0 } satisfies Counts);
      metrics.publishStoredMetrics();
    },
  };
}

const LEFT_OUT: ReadonlySet<Outcome> = new Set(["rejected", "skipped", "unread", "ignored", "unused"]);

/** Whoever prints a log's values on a terminal must not be steered by them; JSON alone escapes only some. A stack keeps its lines. */
function withoutControls(name: string, value: unknown): unknown {
  if (typeof value !== "string") return value;
  return name === "stack" ? value.split("\n").map(escapeControls).join("\n") : escapeControls(value);
}

function lengths<T extends Readonly<Record<string, readonly unknown[]>>>(lists: T): Record<string, number> {
  return Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list.length]));
}
