/** A web server for a published folder, on this machine only unless told otherwise, with the headers that the site has on the web. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { gzipCache } from "./gzip-cache.ts";
import { PortInUseError } from "./port-in-use.ts";
import { requestHandler, type Site } from "./request-handler.ts";

export type ServerOptions = {
  readonly folder: string;
  /** 0: any that is free. */
  readonly port: number;
  /** The name or address to listen on; 127.0.0.1 where it is not given. */
  readonly host?: string;
  /** Asked for each feed, as settings may change while the server runs. Not given: the server's own URL, and no hubs. */
  readonly site?: () => Site;
};

export type RunningServer = {
  /** With a slash at its end: `http://localhost:8080/`. */
  readonly url: string;
  readonly port: number;
  /** Ends open connections too. */
  readonly close: () => Promise<void>;
};

const LOOPBACK = "127.0.0.1";

/** Every request looks at the folder anew, so what is published shows at once. @throws PortInUseError */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const host = options.host ?? LOOPBACK;
  const server = createServer();
  const port = await listen(server, options.port, host);
  const url = `http://${host === LOOPBACK ? "localhost" : bracketed(host)}:${port}/`;
  const copies = gzipCache();
  const site = options.site ?? (() => ({ url, hubs: [] }));
  server.on("request", requestHandler({ folder: resolve(options.folder), site, copies }));
  const close = async () => {
    await end(server);
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

async function end(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}

function bracketed(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
