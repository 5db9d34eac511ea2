import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { type IncomingHttpHeaders, request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { PortInUseError } from "../../functions/local/server/port-in-use.ts";
import { type RunningServer, startServer } from "../../functions/local/server/server.ts";

const HUB = "https://hub.example.net/";
const LONG = "All the words of a story. ".repeat(400);
const FILES: Readonly<Record<string, string>> = {
  "index.html": `<!doctype html><title>Site</title>${LONG}`,
  "404.html": "<!doctype html><title>Not here</title>",
  "style.css": `body { color: red } ${LONG}`,
  "feed.xml": `<rss>${LONG}</rss>`,
  "atom.xml": `<feed>${LONG}</feed>`,
  "feed.json": JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title: LONG }),
  "feeds.opml": `<opml>${LONG}</opml>`,
  "feed.schema.json": "{}",
  "tags/日本 語/index.html": "<!doctype html><title>日本 語</title>",
  "tags/日本 語/feed.xml": "<rss>日本 語</rss>",
  "archive/2023-09/feed.xml": "<rss>September</rss>",
  "media/my cat 100%+.jpg": "0123456789",
  "media/猫.svg": `<svg xmlns="http://www.w3.org/2000/svg"><!--${LONG}--></svg>`,
  "media/README": "no extension",
  "media/photos/1.jpg": "",
  "media/feed.xml": "<rss/>",
  ".dropfeed.json": "secret",
  "media/.hidden": "secret",
};
const MODIFIED = new Date("2023-09-14T10:30:00Z");

const parent = await mkdtemp(join(tmpdir(), "serve-test-"));
const folder = join(parent, "public");
await writeFile(join(parent, "outside.txt"), "secret");
for (const [name, text] of Object.entries(FILES)) await put(name, text, MODIFIED);
let hubs: readonly string[] = [HUB];
const serving = await startServer({ folder, port: 0, site: () => ({ url: "https://example.org/", hubs }) });

afterAll(async () => {
  await serving.close();
  await rm(parent, { recursive: true });
});

async function put(name: string, text: string, modified: Date): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), text);
  await utimes(join(folder, name), modified, modified);
}

type Sent = Readonly<Record<string, string>>;
type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer };

/** Sends these headers and no others: `fetch` would add its own `Accept-Encoding`. */
function ask(path: string, headers: Sent = {}, method = "GET", to: RunningServer = serving) {
  return new Promise<Answer>((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port: to.port, path, method, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
      response.on("error", reject);
    });
    sent.on("error", reject).end();
  });
}

/** The headers without those that depend on the connection. */
function stableHeaders({ headers }: Answer): IncomingHttpHeaders {
  const { date, connection, "keep-alive": keepAlive, ...rest } = headers;
  return rest;
}

const GZIP = { "accept-encoding": "br, gzip" };
const FEEDS = ["/feed.xml", "/atom.xml", "/feed.json"];
const minute = "public, max-age=60, s-maxage=60";
const hour = "public, max-age=3600, s-maxage=3600";
const day = "public, max-age=86400, s-maxage=3600";

describe("the local server", () => {
  it.each([
    ["/feed.xml", "application/rss+xml; charset=utf-8", minute],
    ["/atom.xml", "application/atom+xml; charset=utf-8", minute],
    ["/feed.json", "application/feed+json; charset=utf-8", minute],
    ["/feeds.opml", "text/x-opml; charset=utf-8", minute],
    ["/", "text/html; charset=utf-8", minute],
    ["/tags/%E6%97%A5%E6%9C%AC%20%E8%AA%9E/", "text/html; charset=utf-8", minute],
    ["/archive/2023-09/feed.xml", "application/rss+xml; charset=utf-8", hour],
    ["/style.css", "text/css; charset=utf-8", day],
    ["/media/my%20cat%20100%25+.jpg", "image/jpeg", day],
    ["/media/%E7%8C%AB.svg", "image/svg+xml; charset=utf-8", day],
    ["/media/README", "application/octet-stream", day],
    ["/media/feed.xml", "application/xml; charset=utf-8", day],
  ])("it serves %s with type %s, caching %s, modification time and size", async (path, type, caching) => {
    const answer = await ask(path);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      "content-type": type,
      "cache-control": caching,
      "last-modified": "Thu, 14 Sep 2023 10:30:00 GMT",
      etag: expect.stringMatching(/^(W\/)?"[^"]+"$/),
      "content-length": String(answer.body.length),
      "x-content-type-options": "nosniff",
    });
    expect(answer.body.toString()).toBe(
      FILES[
        decodeURIComponent(path)
          .slice(1)
          .replace(/^$|\/$/, (end) => `${end}index.html`)
      ],
    );
  });

  it("it sends Link headers for feeds only, and CORS headers for feeds, and what leads to them, to pages of this machine", async () => {
    const origin = `http://localhost:${serving.port}`;
    for (const path of FEEDS) {
      const { headers } = await ask(path, { origin });
      expect(headers["access-control-allow-origin"]).toBe(origin);
      expect(headers.vary).toContain("Origin");
      expect(headers["access-control-expose-headers"]).toBe("ETag, Link");
      expect(headers.link).toBe(`<https://example.org${path}>; rel="self", <${HUB}>; rel="hub"`);
    }
    for (const path of ["/", "/feeds.opml", "/feed.schema.json", "/tags/gone/feed.xml", "/archive/2001-01/atom.xml"]) {
      const { headers, status } = await ask(path, { origin });
      expect(status, path).toBe(/xml$/.test(path) ? 404 : 200);
      expect(headers["access-control-allow-origin"], path).toBe(origin);
      expect(headers).not.toHaveProperty("link");
    }
    for (const path of ["/media/README", "/media/feed.xml"]) {
      const { headers } = await ask(path, { origin });
      expect(headers).not.toHaveProperty("access-control-allow-origin");
      expect(headers).not.toHaveProperty("link");
    }
  });

  it("it reads the current settings for each feed, and percent-encodes names", async () => {
    hubs = [];
    const { headers } = await ask("/tags/%E6%97%A5%E6%9C%AC%20%E8%AA%9E/rss");
    hubs = [HUB];
    expect(headers.link).toBe('<https://example.org/tags/%E6%97%A5%E6%9C%AC%20%E8%AA%9E/feed.xml>; rel="self"');
  });

  it("it allows pages only their own styles and scripts, and media no scripts", async () => {
    const page = (await ask("/")).headers["content-security-policy"];
    expect(page).toContain("default-src 'none'");
    expect(page).toContain("script-src 'self'");
    expect(page).not.toContain("unsafe");
    const media = (await ask("/media/%E7%8C%AB.svg")).headers["content-security-policy"];
    expect(media).toMatch(/default-src 'none'.*sandbox/);
    expect(media).not.toContain("script-src");
  });

  it("it sets no cookies", async () => {
    for (const path of ["/", "/feed.xml", "/none"]) expect((await ask(path)).headers).not.toHaveProperty("set-cookie");
  });
});

describe("compression", () => {
  it.each([...FEEDS, "/", "/feeds.opml", "/style.css", "/media/%E7%8C%AB.svg"])(
    "it sends %s compressed only to clients that accept gzip",
    async (path) => {
      const plain = await ask(path);
      expect(plain.headers).not.toHaveProperty("content-encoding");
      const vary = path.endsWith(".xml") ? "Accept-Encoding, Sec-Fetch-Dest" : "Accept-Encoding";
      expect(plain.headers.vary).toBe(vary);
      for (const refused of ["", "identity", "gzip;q=0", "identity;q=1, *;q=0"]) {
        expect(stableHeaders(await ask(path, { "accept-encoding": refused }))).toEqual(stableHeaders(plain));
      }
      const small = await ask(path, GZIP);
      expect(gunzipSync(small.body).equals(plain.body)).toBe(true);
      expect(small.body.length).toBeLessThan(plain.body.length / 2);
      expect(small.headers).toMatchObject({
        "content-encoding": "gzip",
        "content-type": plain.headers["content-type"],
        "content-length": String(small.body.length),
        "last-modified": plain.headers["last-modified"],
        vary,
      });
      expect(small.headers.etag).toMatch(/^W\//);
      expect(small.headers.etag).not.toBe(plain.headers.etag);
    },
  );

  it("it does not compress images", async () => {
    const { headers } = await ask("/media/my%20cat%20100%25+.jpg", GZIP);
    expect(headers).not.toHaveProperty("content-encoding");
    expect(headers).not.toHaveProperty("vary");
  });

  it("it answers many concurrent requests, and sends new content once it changes", async () => {
    await put("busy.html", "old", MODIFIED);
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask("/busy.html", GZIP)));
    for (const { body } of answers) expect(gunzipSync(body).toString()).toBe("old");
    await put("busy.html", "new", new Date("2023-09-15T00:00:00Z"));
    const changed = await ask("/busy.html", { ...GZIP, "if-none-match": answers[0]?.headers.etag ?? "" });
    expect(changed.status).toBe(200);
    expect(gunzipSync(changed.body).toString()).toBe("new");
    await rm(join(folder, "busy.html"));
    expect((await ask("/busy.html", GZIP)).status).toBe(404);
  });
});

describe("conditional requests", () => {
  it.each(FEEDS.concat("/", "/media/README"))(
    "it answers 304 for %s to clients that have it, with the remaining headers",
    async (path) => {
      for (const encoding of [{}, GZIP]) {
        const complete = await ask(path, encoding);
        const etag = complete.headers.etag ?? "";
        const strong = etag.replace(/^W\//, "");
        const { "content-type": _, "content-length": __, "content-encoding": ___, ...kept } = stableHeaders(complete);
        const conditions: readonly Sent[] = [
          { "if-none-match": etag },
          { "if-none-match": strong },
          { "if-none-match": `W/${strong}` },
          { "if-none-match": `"other", ${etag}` },
          { "if-none-match": "*" },
          { "if-modified-since": complete.headers["last-modified"] ?? "" },
          { "if-modified-since": new Date().toUTCString() },
        ];
        for (const condition of conditions) {
          const answer = await ask(path, { ...encoding, ...condition });
          expect(answer.status, JSON.stringify(condition)).toBe(304);
          expect(answer.body.length).toBe(0);
          const { "content-length": length, ...rest } = stableHeaders(answer);
          expect(rest).toEqual(kept);
        }
      }
    },
  );

  it("it sends the complete document to clients with another version", async () => {
    const { headers } = await ask("/feed.xml");
    const conditions: readonly Sent[] = [
      { "if-none-match": '"other"' },
      { "if-none-match": '"other"', "if-modified-since": headers["last-modified"] ?? "" },
      { "if-modified-since": "Wed, 13 Sep 2023 10:30:00 GMT" },
      { "if-modified-since": "yesterday" },
      { "if-none-match": headers.etag ?? "", "cache-control": "no-cache" },
    ];
    for (const condition of conditions) expect((await ask("/feed.xml", condition)).status).toBe(200);
    expect((await ask("/feed.xml", { ...GZIP, "if-none-match": headers.etag ?? "" })).status).toBe(200);
  });
});

describe("methods", () => {
  it.each(["/", "/feed.xml", "/feed", "/none", "/tags/x", "/media/README"])(
    "it answers HEAD %s as GET, without the body",
    async (path) => {
      for (const encoding of [{}, GZIP]) {
        const got = await ask(path, encoding);
        const head = await ask(path, encoding, "HEAD");
        expect(head.status).toBe(got.status);
        expect(stableHeaders(head)).toEqual(stableHeaders(got));
        expect(head.body.length).toBe(0);
      }
    },
  );

  it("it allows scripts of this machine to send conditional requests", async () => {
    const answer = await ask("/feed.json", { origin: "http://[::1]:3000" }, "OPTIONS");
    expect(answer.status).toBe(204);
    expect(answer.headers["access-control-allow-origin"]).toBe("http://[::1]:3000");
    expect(answer.headers["access-control-allow-methods"]).toBe("GET, HEAD");
    expect(answer.headers["access-control-allow-headers"]).toBe("If-None-Match, If-Modified-Since");
  });

  it.each(["POST", "PUT", "DELETE", "PATCH"])("it refuses %s", async (method) => {
    const answer = await ask("/feed.xml", {}, method);
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe("GET, HEAD, OPTIONS");
  });

  it("it serves ranges of media", async () => {
    const path = "/media/my%20cat%20100%25+.jpg";
    const part = await ask(path, { range: "bytes=2-5" });
    expect([part.status, part.body.toString(), part.headers["content-range"]]).toEqual([206, "2345", "bytes 2-5/10"]);
    expect((await ask(path, { range: "bytes=-3" })).body.toString()).toBe("789");
    expect((await ask(path, { range: "bytes=8-99" })).headers["content-range"]).toBe("bytes 8-9/10");
    const none = await ask(path, { range: "bytes=10-" });
    expect([none.status, none.headers["content-range"]]).toEqual([416, "bytes */10"]);
    for (const name of ["etag", "last-modified", "content-security-policy"])
      expect(none.headers).not.toHaveProperty(name);
    const changed = await ask(path, { range: "bytes=2-5", "if-range": '"other"' });
    expect([changed.status, changed.body.length]).toEqual([200, 10]);
    expect((await ask(path, { "if-match": '"other"' })).status).toBe(412);
  });
});

describe("a browser that opens a feed", () => {
  it.each([
    ["/feed.xml", "document", "application/xml; charset=utf-8"],
    ["/atom.xml", "document", "application/xml; charset=utf-8"],
    ["/feed.json", "document", "application/feed+json; charset=utf-8"],
    ["/feed.xml", "empty", "application/rss+xml; charset=utf-8"],
  ])("it gets %s for a %s as %s", async (path, dest, type) => {
    const found = await ask(path, { "sec-fetch-dest": dest });
    expect(found.headers["content-type"]).toBe(type);
    expect(found.body.equals((await ask(path)).body)).toBe(true);
  });
});

describe("addresses", () => {
  it.each([
    ["/feed", "application/feed+json", "/feed.json"],
    ["/feed/", "application/atom+xml", "/atom.xml"],
    ["/feed", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "/feed.xml"],
  ])("it serves %s with Accept %s as %s, and adds Vary", async (path, accept, same) => {
    const [found, direct] = [await ask(path, { accept }), await ask(same)];
    expect(found.status).toBe(200);
    expect(found.body.equals(direct.body)).toBe(true);
    expect(found.headers.vary).toBe(`Accept, ${direct.headers.vary}`);
    expect({ ...stableHeaders(found), vary: "" }).toEqual({ ...stableHeaders(direct), vary: "" });
  });

  it.each([
    ["/rss", "/feed.xml"],
    ["/index.xml?utm_source=x", "/feed.xml"],
    ["/?feed=rss2", "/feed.xml"],
    ["/atom/", "/atom.xml"],
    ["/index.json", "/feed.json"],
    ["/?utm_source=feed", "/"],
    ["/tags/%E6%97%A5%E6%9C%AC%20%E8%AA%9E/index.xml", "/tags/%E6%97%A5%E6%9C%AC%20%E8%AA%9E/feed.xml"],
  ])("it serves %s as %s", async (path, same) => {
    const [found, direct] = [await ask(path), await ask(same)];
    expect(found.status).toBe(200);
    expect(found.body.equals(direct.body)).toBe(true);
    expect(stableHeaders(found)).toEqual(stableHeaders(direct));
  });

  it("it redirects to folders, on this host only", async () => {
    const answer = await ask("/tags/%E6%97%A5%E6%9C%AC%20%E8%AA%9E");
    expect([answer.status, answer.headers.location]).toEqual([301, "/tags/%E6%97%A5%E6%9C%AC%20%E8%AA%9E/"]);
    expect((await ask("//evil.example/x")).headers.location).toBe("/evil.example/x/");
  });

  it("it sends the site's own 404 page for missing documents", async () => {
    for (const path of [
      "/none.xml",
      "/tags/none/",
      "/tags/none/feed.xml",
      "/media/photos",
      "/media/photos/",
      "/%",
      "/%ff",
      `/${"x".repeat(5000)}.xml`,
    ]) {
      const answer = await ask(path, GZIP);
      expect(answer.status, path.slice(0, 30)).toBe(404);
      expect(answer.headers["content-type"]).toBe("text/html; charset=utf-8");
      expect(answer.headers["x-content-type-options"]).toBe("nosniff");
      expect(answer.headers["cache-control"]).toBe("no-cache");
      for (const name of ["etag", "link", "content-encoding"]) expect(answer.headers).not.toHaveProperty(name);
      expect(answer.body.toString()).toContain("Not here");
    }
  });

  it("it sends plain text if the site has no 404 page", async () => {
    const empty = await mkdtemp(join(parent, "empty-"));
    const bare = await startServer({ folder: empty, port: 0 });
    const answer = await ask("/feed.xml", {}, "GET", bare);
    await writeFile(join(empty, "feed.xml"), "<rss/>");
    const now = await ask("/feed.xml", {}, "GET", bare);
    await bare.close();
    expect([answer.status, answer.headers["content-type"]]).toEqual([404, "text/plain; charset=utf-8"]);
    expect([now.status, now.headers.link]).toEqual([200, `<${bare.url}feed.xml>; rel="self"`]);
  });

  it.each([
    "/.dropfeed.json",
    "/media/.hidden",
    "/../outside.txt",
    "/%2e%2e/outside.txt",
    "/..%2foutside.txt",
    "/media/../../outside.txt",
    "/media/..%5c..%5coutside.txt",
    "/media//..//..//outside.txt",
    "/%00",
    "/feed.xml%00.html",
    "http://evil.example/feed.xml",
    "http://127.0.0.1/.dropfeed.json",
    "http://127.0.0.1/../outside.txt",
  ])("it does not serve %s, which is hidden or outside the folder", async (path) => {
    for (const encoding of [{}, GZIP]) {
      const answer = await ask(path, encoding);
      expect(answer.status).not.toBe(200);
      expect(answer.body.toString()).not.toContain("secret");
    }
  });
});

describe("who may read the local server", () => {
  const REBOUND = [
    ...["evil.example", "evil.example:8080", "localhost.evil.example", "localhost.", "127.0.0.1.nip.io", "192.168.1.5"],
    ...["0.0.0.0", "[::]", "user@localhost", "localhost#x", "localhost/x", "a b", "[::1", "127.0.0.2"],
  ];
  it.each(REBOUND)("it answers nothing for the host %j", async (host) => {
    for (const method of ["GET", "HEAD", "OPTIONS"]) {
      const answer = await ask("/feed.xml", { host }, method);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.headers).not.toHaveProperty("access-control-allow-origin");
      expect(answer.body.toString()).not.toContain("All the words");
    }
  });

  it.each(["localhost", "LOCALHOST:1", "127.0.0.1", "127.0.0.1:8080", "[::1]", "[::1]:80", "[0:0::1]"])(
    "it answers for the host %s",
    async (host) => expect((await ask("/feed.xml", { host })).status).toBe(200),
  );

  it.each([
    "https://evil.example",
    "null",
    "http://evil.example:8080",
    "http://localhost.evil.example",
    "localhost",
    "",
  ])("it lets no script of %j read a feed", async (origin) => {
    for (const method of ["GET", "OPTIONS"]) {
      const { headers } = await ask("/feed.json", { origin }, method);
      expect(headers).not.toHaveProperty("access-control-allow-origin");
      expect(headers.vary).toContain("Origin");
    }
  });

  it.each([
    ["http://localhost/feed.xml", "evil.example", 200],
    ["HTTP://127.0.0.1:8080/feed.xml?a=b", "evil.example", 200],
    ["https://[::1]/", "x", 200],
    ["http://localhost", "x", 200],
    ["http://evil.example/feed.xml", "localhost", 403],
    ["http:///feed.xml", "localhost", 403],
  ])("it takes the host of the target %s before the one of the header", async (path, host, status) => {
    expect((await ask(path, { host })).status).toBe(status);
  });

  it("it also answers for the host that it was told to", async () => {
    const named = await startServer({ folder, port: 0, host: "127.0.0.2" });
    const hosts = ["127.0.0.2", "localhost", "127.0.0.3", "evil.example"];
    const statuses = hosts.map((host) => fetchAt("127.0.0.2", named.port, host));
    expect(await Promise.all(statuses)).toEqual([200, 200, 403, 403]);
    expect(named.url).toBe(`http://127.0.0.2:${named.port}/`);
    await named.close();
  });

  it("it answers for every address of this machine if it listens on all", async () => {
    const open = await startServer({ folder, port: 0, host: "0.0.0.0" });
    expect(new URL(open.url).hostname).not.toBe("0.0.0.0");
    for (const url of [open.url, ...open.others])
      expect((await ask("/", { host: new URL(url).host }, "GET", open)).status).toBe(200);
    expect((await ask("/", { host: "evil.example" }, "GET", open)).status).toBe(403);
    await open.close();
  });

  it.each([
    ["192.0.2.1", /--host 192\.0\.2\.1 is no address of this machine/],
    ["nowhere.invalid", /--host nowhere\.invalid is not known as a host/],
  ])("it says that it cannot listen on %s", async (host, reason) => {
    await expect(startServer({ folder, port: 0, host })).rejects.toThrow(reason);
  });

  function fetchAt(address: string, port: number, host: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const sent = request({ host: address, port, path: "/", headers: { host }, agent: false }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      sent.on("error", reject).end();
    });
  }
});

describe("starting and stopping the server", () => {
  it("it returns its URL, listens on this machine only, and reports a port in use", async () => {
    expect(serving.url).toBe(`http://localhost:${serving.port}/`);
    const failure = await startServer({ folder, port: serving.port }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PortInUseError);
    expect(failure).toMatchObject({
      port: serving.port,
      message: expect.stringContaining(`port ${serving.port} is in use`),
    });
  });

  it("it closes open connections when it stops, and can be closed twice", async () => {
    const other = await startServer({ folder, port: 0 });
    const socket = connect(other.port, "127.0.0.1");
    const ended = new Promise((resolve) => socket.on("close", resolve).on("error", () => {}));
    await new Promise((resolve) => socket.on("connect", resolve));
    socket.write("GET /feed.xml HTTP/1.1\r\nHost: x\r\n");
    await ask("/feed.xml", GZIP, "GET", other);
    await other.close();
    await ended;
    await other.close();
    await expect(ask("/", {}, "GET", other)).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });
});
