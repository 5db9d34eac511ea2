/** Starts a web server for a published folder, by default only for this machine, with the headers of the deployed site. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { gzipCache } from "./gzip-cache.ts";
import { PortInUseError } from "./port-in-use.ts";
import { requestHandler, type Site } from "./request-handler.ts";

export type ServerOptions = {
  readonly folder: string;
  /** 0 chooses a free port. */
  readonly port: number;
  /** The host name or address to listen on; 127.0.0.1 by default. */
  readonly host?: string;
  /** Called for each request, because settings can change while the server runs. Default: the server's own URL and no hubs. */
  readonly site?: () => Site;
};

export type RunningServer = {
  /** Ends with a slash: `http://localhost:8080/`. */
  readonly url: string;
  readonly port: number;
  /** Also closes open connections. */
  readonly close: () => Promise<void>;
};

const LOOPBACK = "127.0.0.1";

/** Reads the folder for every request, so that published changes are visible immediately. @throws PortInUseError */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const host = options.host ?? LOOPBACK;
  const server = createServer();
  const port = await listen(server, options.port, host);
  const url = `http://${host === LOOPBACK ? "localhost" : urlHost(host)}:${port}/`;
  const copies = gzipCache();
  const site = options.site ?? (() => ({ url, hubs: [] }));
  server.on("request", requestHandler({ folder: resolve(options.folder), site, copies }));
  const close = async () => {
    await closeServer(server);
    await copies.remove();
  };
  return { url, port, close };
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    throw error instanceof Error && "code" in error && error.code === "EADDRINUSE"
      ? new PortInUseError(port, error)
      : error;
  }
  return (server.address() as AddressInfo).port;
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}

function urlHost(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
