/**
 * Sends requests to addresses that others chose, to public hosts only: the name is resolved, every address that it has is checked,
 * and the connection goes to an address that was checked. A name that leads elsewhere the next time it is asked for cannot evade that.
 */
import { type LookupAddress, lookup } from "node:dns";
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { isPublicAddress } from "./public-address.ts";

export type PostClient = {
  /**
   * Posts a form and returns the status. Redirects are answers like any other: where they lead was not checked.
   *
   * @throws RefusedHostError if the host is not public; Error if there is no answer in time
   */
  readonly post: (url: string, body: string) => Promise<number>;
  readonly close: () => void;
};

/** The host must not be connected to; another try would not help. */
export class RefusedHostError extends Error {
  override readonly name = "RefusedHostError";
}

export type ClientOptions = {
  /** In milliseconds, from the start to the end of the answer's head. */
  readonly timeout: number;
  readonly maxSockets: number;
  readonly isAllowed?: (address: string) => boolean;
  /** Resolves a name, as `dns.lookup` with `all`. */
  readonly resolve?: (host: string, done: (error: Error | null, addresses: readonly LookupAddress[]) => void) => void;
};

/** An answer has nothing to say but its status. A longer body is cut off, and the connection closed. */
const MAX_ANSWER_BYTES = 64_000;

export function publicClient({
  timeout,
  maxSockets,
  isAllowed = isPublicAddress,
  resolve = (host, done) => lookup(host, { all: true, verbatim: true }, done),
}: ClientOptions): PostClient {
  const checkedLookup: LookupFunction = (host, options, done) =>
    resolve(host, (error, addresses) => {
      const refused = addresses?.find(({ address }) => !isAllowed(address));
      const [first] = addresses ?? [];
      if (error !== null || first === undefined) return done(error ?? new Error(`${host} has no address`), "");
      // One address that is not public is enough: names that have both kinds exist to get past checks.
      if (refused !== undefined) return done(refusal(host, refused.address), "");
      if (options.all) return done(null, [...addresses]);
      done(null, first.address, first.family);
    });
  const connection = { keepAlive: true, maxSockets, lookup: checkedLookup };
  const [http, https] = [new HttpAgent(connection), new HttpsAgent(connection)];

  return {
    async post(url, body) {
      const target = addressOf(url, isAllowed);
      const headers = {
        "content-type": "application/x-www-form-urlencoded;charset=UTF-8",
        "content-length": Buffer.byteLength(body),
      };
      const options = { method: "POST", headers, signal: AbortSignal.timeout(timeout) };
      const request =
        target.protocol === "https:"
          ? requestHttps(target, { ...options, agent: https })
          : requestHttp(target, { ...options, agent: http });
      return new Promise<number>((answered, failed) => {
        request.on("error", failed);
        request.on("response", (response) => {
          discard(response);
          answered(response.statusCode ?? 0);
        });
        request.end(body);
      });
    },
    close() {
      http.destroy();
      https.destroy();
    },
  };
}

/** `URL` turns every spelling of an IPv4 address (decimal, octal, short) into the usual one. No name is resolved for an address. */
function addressOf(url: string, isAllowed: (address: string) => boolean): URL {
  const target = URL.canParse(url) ? new URL(url) : undefined;
  if (target === undefined) throw new RefusedHostError("is not a URL");
  if (target.protocol !== "https:" && target.protocol !== "http:")
    throw new RefusedHostError(`is neither https: nor http:, but ${target.protocol}`);
  const host = target.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) !== 0 && !isAllowed(host)) throw refusal(target.hostname, host);
  return target;
}

function refusal(host: string, address: string): RefusedHostError {
  const leadsTo = host.includes(address) ? "is" : `leads to ${address},`;
  return new RefusedHostError(`${host} ${leadsTo} not a public address`);
}

/** Reads the rest of an answer, so that its connection can be used again; a body that is too long ends the connection. */
function discard(response: IncomingMessage): void {
  let bytes = 0;
  response.on("error", () => {});
  response.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) response.destroy();
  });
}
