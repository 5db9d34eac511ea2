/** A fake Lambda: the Runtime API over HTTP, and a child process that runs the production bundle. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { fileURLToPath, pathToFileURL } from "node:url";

export type Outcome =
  | { readonly kind: "answer"; readonly body: unknown }
  /** `died`: the process ended before it answered. */
  | { readonly kind: "error" | "died"; readonly reason: string };

export type Lambda = {
  /**
   * One call at a time. `timeout` in milliseconds, two minutes by default: the function sees it, but is not stopped when it is
   * over.
   */
  readonly invoke: (event: unknown, timeout?: number) => Promise<Outcome>;
  /** Kills the process at once, even during a call; the next call starts a new one. */
  readonly kill: () => Promise<void>;
  /** The function's output since the start or since `forget`, by line; JSON is parsed. */
  readonly lines: readonly Line[];
  readonly forget: () => void;
  readonly close: () => Promise<void>;
};

export type Line = Readonly<Record<string, unknown>>;

type Call = {
  readonly id: string;
  readonly event: unknown;
  readonly deadline: number;
  readonly settle: (outcome: Outcome) => void;
};

export async function startLambda(bundle: string, environment: Readonly<Record<string, string>>): Promise<Lambda> {
  const lines: Line[] = [];
  let child: ChildProcess | undefined;
  let waiting: ServerResponse | undefined;
  let call: Call | undefined;

  const sendCall = () => {
    if (waiting === undefined || call === undefined) return;
    const headers = { "lambda-runtime-aws-request-id": call.id, "lambda-runtime-deadline-ms": String(call.deadline) };
    waiting.writeHead(200, { "content-type": "application/json", ...headers }).end(JSON.stringify(call.event));
    waiting = undefined;
  };
  const settle = (outcome: Outcome) => {
    const settled = call;
    call = undefined;
    settled?.settle(outcome);
  };
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.endsWith("/invocation/next")) {
      waiting = response;
      return sendCall();
    }
    const body: unknown = JSON.parse(await text(request));
    response.writeHead(202).end();
    if (request.url?.endsWith("/response")) settle({ kind: "answer", body });
    else settle({ kind: "error", reason: (body as { errorMessage: string }).errorMessage });
  };
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));

  const start = () => {
    const { port } = server.address() as AddressInfo;
    const env = {
      PATH: process.env.PATH,
      NODE_NO_WARNINGS: "1",
      ...environment,
      AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}`,
      BUNDLE: pathToFileURL(bundle).href,
    };
    const bootstrap = fileURLToPath(new URL("bootstrap.mjs", import.meta.url));
    const started = spawn(process.execPath, [bootstrap], { env, stdio: ["ignore", "pipe", "pipe"] });
    child = started;
    for (const stream of [started.stdout, started.stderr]) {
      createInterface({ input: stream }).on("line", (line) => lines.push(parsed(line)));
    }
    started.on("exit", () => {
      if (child === started) child = undefined;
      waiting = undefined;
      settle({ kind: "died", reason: JSON.stringify(lines.slice(-3)) });
    });
  };
  const kill = async () => {
    if (child === undefined) return;
    const exited = once(child, "exit");
    child.kill("SIGKILL");
    await exited;
  };

  return {
    lines,
    forget: () => void lines.splice(0),
    kill,
    invoke: (event, timeout = 120_000) =>
      new Promise((settle) => {
        if (call !== undefined) throw new Error("a call is already running");
        call = { id: randomUUID(), event, deadline: Date.now() + timeout, settle };
        if (child === undefined) start();
        sendCall();
      }),
    async close() {
      await kill();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function parsed(line: string): Line {
  try {
    return JSON.parse(line) as Line;
  } catch {
    return { text: line };
  }
}
