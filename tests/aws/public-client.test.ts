/** Requests go to public hosts only: addresses in every spelling, names that lead elsewhere, redirects and endless answers. */
import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, isIP } from "node:net";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { isLoopback, isPublicAddress } from "../../functions/aws/public-address.ts";
import { type ClientOptions, publicClient, RefusedHostError } from "../../functions/aws/public-client.ts";

const LIMITS = { timeout: 5_000, maxSockets: 2 };
const closing: (() => unknown)[] = [];
afterEach(() => Promise.all(closing.splice(0).map((close) => close())));

function client(options: Partial<ClientOptions> = {}) {
  const made = publicClient({ ...LIMITS, ...options });
  closing.push(made.close);
  return made;
}

async function server(listener: RequestListener): Promise<number> {
  const made = createServer(listener);
  await new Promise<void>((listening) => made.listen(0, "127.0.0.1", listening));
  closing.push(() => {
    made.closeAllConnections();
    return new Promise((closed) => made.close(closed));
  });
  return (made.address() as AddressInfo).port;
}

/** Resolves every name to these addresses. */
const leadsTo = (...addresses: string[]): Pick<ClientOptions, "resolve"> => ({
  resolve: (_, done) =>
    done(
      null,
      addresses.map((address) => ({ address, family: isIP(address) })),
    ),
});

describe("a public address", () => {
  it.each([
    "1.1.1.1",
    "8.8.8.8",
    "100.63.255.255",
    "100.128.0.0",
    "172.15.0.1",
    "172.32.0.1",
    "192.169.0.1",
    "223.255.255.255",
  ])("is %s", (address) => expect(isPublicAddress(address)).toBe(true));
  it.each(["2606:4700:4700::1111", "2a00:1450:4001:800::200e"])("is %s", (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );
  it.each(
    `0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.100.100.200 100.127.255.255 127.0.0.1 127.255.255.254 168.63.129.16 169.254.169.254
    169.254.170.2 172.16.0.1 172.31.255.255 192.0.0.192 192.0.2.1 192.168.1.1 198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.7
    224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::127.0.0.1 64:ff9b::7f00:1
    64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:7f00:1:: 3fff::1 fc00::1 fd00:ec2::254 fe80::1 fec0::1 ff02::1 5f00::1
    nonsense 1.2.3 example.org`.split(/\s+/),
  )("is not %s", (address) => expect(isPublicAddress(address)).toBe(false));
  it("is never one of this machine", () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => !(isPublicAddress(address) && isLoopback(address))),
    );
  });
});

describe("a request", () => {
  it.each([
    "http://127.0.0.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://127.0.0.1./",
    "http://①②⑦.0.0.1/",
    "http://0/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://169.254.169.254/latest/meta-data/",
    "http://2852039166/",
    "https://[fd00:ec2::254]/",
    "https://10.1.2.3/",
    "http://user:password@192.168.0.1/",
    "ftp://hub.example.org/",
    "file:///etc/passwd",
    "data:,x",
    "unix:/run/x.sock",
    "nonsense",
    "",
  ])("does not go to %s", async (url) => {
    const { post } = client({ resolve: () => expect.unreachable("no name should be resolved") });
    await expect(post(url, "")).rejects.toThrow(RefusedHostError);
  });

  it.each([
    ["this machine", ["127.0.0.1"]],
    ["metadata", ["169.254.169.254"]],
    ["this machine by IPv6", ["::1"]],
    ["a public and a private address", ["1.1.1.1", "10.0.0.1"]],
  ])("does not go to a name that leads to %s", async (_, addresses) => {
    await expect(client(leadsTo(...addresses)).post("http://hub.example.org/", "")).rejects.toThrow(RefusedHostError);
  });

  it("does not go to localhost as this machine resolves it", async () => {
    const port = await server(() => expect.unreachable("the request arrived"));
    await expect(client().post(`http://localhost:${port}/`, "")).rejects.toThrow(RefusedHostError);
  });

  it("goes to the address that was checked: the name is resolved once", async () => {
    const hosts: (string | undefined)[] = [];
    const port = await server((request, response) => {
      hosts.push(request.headers.host);
      response.end();
    });
    let resolved = 0;
    const { post } = client({
      isAllowed: (address) => address === "127.0.0.1",
      resolve: (_, done) => done(null, [{ address: resolved++ === 0 ? "127.0.0.1" : "127.0.0.2", family: 4 }]),
    });
    expect(await post(`http://hub.example.org:${port}/`, "a=b")).toBe(200);
    expect(await post(`http://hub.example.org:${port}/`, "a=b")).toBe(200);
    expect(hosts).toEqual([`hub.example.org:${port}`, `hub.example.org:${port}`]);
    expect(resolved).toBe(1);
  });

  it("does not follow a redirect", async () => {
    const paths: (string | undefined)[] = [];
    const port = await server((request, response) => {
      paths.push(request.url);
      response.writeHead(307, { location: "/elsewhere" }).end();
    });
    expect(await client({ isAllowed: isLoopback }).post(`http://127.0.0.1:${port}/hub`, "")).toBe(307);
    expect(paths).toEqual(["/hub"]);
  });

  it("cuts off an endless answer", async () => {
    let cut = () => {};
    const isCut = new Promise<void>((resolve) => {
      cut = resolve;
    });
    const port = await server((_, response) => {
      const timer = setInterval(() => response.write(Buffer.alloc(50_000)), 1);
      response.on("close", () => {
        clearInterval(timer);
        cut();
      });
    });
    expect(await client({ isAllowed: isLoopback }).post(`http://127.0.0.1:${port}/`, "")).toBe(200);
    await isCut;
  });

  it("ends if no answer comes", async () => {
    const port = await server(() => {});
    const { post } = client({ isAllowed: isLoopback, timeout: 100 });
    await expect(post(`http://127.0.0.1:${port}/`, "")).rejects.toThrow(/abort|timeout/i);
  });
});
