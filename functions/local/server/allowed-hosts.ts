/**
 * Decides which host names a request to the local server may name.
 *
 * A page of any website can send requests to this machine, and with a name of its own that it lets lead here (DNS rebinding) it could
 * also read the answers. Its requests still carry that name, so only requests for known names are answered.
 */
import { networkInterfaces } from "node:os";

export type AllowedHosts = {
  /** Whether requests may name this authority: a host with or without a port. */
  readonly has: (authority: string | undefined) => boolean;
  /** Whether scripts of the site with this `Origin` may read answers. */
  readonly hasOrigin: (origin: string | undefined) => boolean;
};

const OWN_HOSTS = ["localhost", "127.0.0.1", "[::1]"];

/** `host` is the name or address that the server was told to listen on. */
export function allowedHosts(host: string | undefined): AllowedHosts {
  const named = host === undefined ? [] : isEveryAddress(host) ? networkAddresses().map(urlHost) : [urlHost(host)];
  const allowed = new Set([...OWN_HOSTS, ...named].map((name) => hostnameIn(name)));
  const has = (authority: string | undefined) => {
    const name = authority === undefined ? undefined : hostnameIn(authority);
    return name !== undefined && allowed.has(name);
  };
  const hasOrigin = (origin = "") => {
    const scheme = /^https?:\/\//.exec(origin)?.[0];
    return scheme !== undefined && has(origin.slice(scheme.length));
  };
  return { has, hasOrigin };
}

export function isEveryAddress(host: string): boolean {
  return host === "0.0.0.0" || host === "::";
}

/** Whether only this machine can reach the host. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|127\.[\d.]+|::1)$/i.test(host);
}

/** The addresses at which other devices may reach this machine, IPv4 first. */
export function networkAddresses(): string[] {
  const found = Object.values(networkInterfaces()).flatMap((addresses = []) => addresses);
  const others = found.filter(({ internal, scopeid }) => !internal && !scopeid);
  return others.sort((a, b) => a.family.localeCompare(b.family)).map(({ address }) => address);
}

/** A host as it stands in URLs: IPv6 addresses in brackets. */
export function urlHost(host: string): string {
  return host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
}

/** The host in its one normal form, without the port; undefined if it is none. */
function hostnameIn(authority: string): string | undefined {
  if (!/^[^\s/?#@\\]+$/.test(authority) || !URL.canParse(`http://${authority}`)) return undefined;
  return new URL(`http://${authority}`).hostname;
}
