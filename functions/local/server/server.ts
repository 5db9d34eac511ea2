/** Starts a web server for a published folder, by default only for this machine, with the headers of the deployed site. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { errorCode } from "../../store/store-error.ts";
import { allowedHosts, isEveryAddress, networkAddresses, urlHost } from "./allowed-hosts.ts";
import { gzipCache } from "./gzip-cache.ts";
import { ListenError, PortInUseError } from "./port-in-use.ts";
import { requestHandler, type Site } from "./request-handler.ts";

export type ServerOptions = {
  readonly folder: string;
  /** 0 chooses a free port. */
  readonly port: number;
  /** The host name or address to listen on, and to answer for, beside localhost; 127.0.0.1 by default. */
  readonly host?: string;
  /** Called for each request, because settings can change while the server runs. Default: the server's own URL and no hubs. */
  readonly site?: () => Site;
};

export type RunningServer = {
  /** Ends with a slash: `http://localhost:8080/`. */
  readonly url: string;
  /** Further addresses of the same server. */
  readonly others: readonly string[];
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
  const [first = "localhost", ...others] = namesOf(host).map((name) => `http://${urlHost(name)}:${port}/`);
  const url = first;
  const copies = gzipCache();
  const site = options.site ?? (() => ({ url, hubs: [] }));
  server.on(
    "request",
    requestHandler({ folder: resolve(options.folder), site, copies, hosts: allowedHosts(options.host) }),
  );
  const close = async () => {
    await closeServer(server);
    await copies.remove();
  };
  return { url, others, port, close };
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    throw listenError(error, port, host);
  }
  return (server.address() as AddressInfo).port;
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}

/** The names by which others reach a server that listens on this host; the best one first. */
function namesOf(host: string): readonly string[] {
  if (host === LOOPBACK) return ["localhost"];
  const addresses = isEveryAddress(host) ? networkAddresses() : [host];
  return addresses.length > 0 ? addresses : ["localhost"];
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRNOTAVAIL: "is no address of this machine",
  ENOTFOUND: "is not known as a host",
  EAI_AGAIN: "is not known as a host",
  EINVAL: "is no address that a server can use",
};

function listenError(error: unknown, port: number, host: string): unknown {
  const code = errorCode(error) ?? "";
  if (code === "EADDRINUSE") return new PortInUseError(port, error);
  if (code === "EACCES")
    return new ListenError(`port ${port} needs more rights; choose one above 1023`, { cause: error });
  const reason = REASONS[code];
  return reason === undefined ? error : new ListenError(`--host ${host} ${reason}`, { cause: error });
}
