import { describe, expect, it } from "vitest";
import { FEED_FORMATS } from "../../functions/render/document.ts";
import { type Answer, bundle, edgeHeaders, requestEvent, runner } from "./bundled-functions.ts";
import { READERS } from "./reader-requests.ts";

const code = { request: await bundle("request-function"), response: await bundle("response-function") };
const hubs = ["https://hub.example.net/", "https://hub2.example.net/?a=1"];
const DOMAIN = { domain: "feeds.example.org", hubs };
const NO_DOMAIN = { domain: "", hubs: [] };

function ask(url: string, headers: Readonly<Record<string, string>> = {}, method = "GET", site = DOMAIN): Answer {
  return runner(code.request, site)(requestEvent(url, headers, method)) as Answer;
}

describe("the bundled edge functions", () => {
  it.each(Object.entries(code))("it is one script without imports, under 10 KB: %s", (_, text) => {
    expect(text).toContain("function handler(event)");
    expect(text).not.toMatch(/\b(?:import|export|require)\b/);
    expect(text).not.toMatch(/\basync\b|\.\.\.|\?\.|\?\?|\bof\b|\bclass\b/);
    const longest = { domain: "a".repeat(253), hubs: [`https://${"h".repeat(500)}/`] };
    expect(Buffer.byteLength(text) + JSON.stringify(longest).length + 20).toBeLessThan(10 * 1024);
  });
});

describe("the viewer-request function", () => {
  it.each(READERS)("it gives $name the $format at /feed and gzip: $gzip", ({ headers, format, gzip }) => {
    const file = FEED_FORMATS[format].file;
    expect(ask("/feed", headers).uri).toBe(gzip && format !== "rss" ? `/${file}.gz` : `/${file}`);
    expect(ask("/tags/x/atom.xml", headers).uri).toBe(`/tags/x/atom.xml${gzip ? ".gz" : ""}`);
    expect(ask("/archive/2023-09/feed.json", headers).uri).toBe(`/archive/2023-09/feed.json${gzip ? ".gz" : ""}`);
    expect(ask("/rss", headers).uri).toBe("/feed.xml");
    expect(ask("/media/atom.xml", headers).uri).toBe("/media/atom.xml");
  });

  it("it drops the query, so that all queries share one cached copy, but reads WordPress's `feed`", () => {
    for (const address of ["/feed.xml?utm_source=x&a=b", "/?feed=rss2"]) {
      const answer = ask(address);
      expect([answer.uri, answer.querystring]).toEqual(["/feed.xml", {}]);
    }
    expect(ask("/?feed=atom", { "accept-encoding": "gzip" }).uri).toBe("/atom.xml.gz");
  });

  it("it maps folders to their pages", () => {
    expect(ask("/").uri).toBe("/index.html");
    expect(ask("/tags/x/").uri).toBe("/tags/x/index.html");
    expect(ask("/tags/x")).toMatchObject({ statusCode: 301, headers: { location: { value: "/tags/x/" } } });
  });

  it("it requests encoded names from the bucket, and a name that cannot exist for an invalid path", () => {
    expect(ask("/media/a+b%20%E6%97%A5.jpg").uri).toBe("/media/a%2Bb%20%E6%97%A5.jpg");
    for (const path of ["/%", "/..%2f", "/.dropfeed/x", "/atom.xml.gz"]) expect(ask(path).uri).toBe("/.missing");
  });

  it.each(["feeds.example.org", "d111.cloudfront.net"])("it answers a browser's preflight to %s itself", (host) => {
    const answer = ask("/feed.json", { origin: "https://reader.example", host }, "OPTIONS");
    expect(answer.statusCode).toBe(204);
    expect(answer.headers["access-control-allow-origin"]?.value).toBe("*");
    expect(answer.headers["access-control-allow-headers"]?.value).toContain("If-None-Match");
  });

  it("it never redirects to the same address, and every redirect ends within two steps", () => {
    const paths = [
      "/media",
      "//media",
      "/%6dedia",
      "//media/x",
      "/tags/x",
      "//tags//x",
      "/articles/a.b",
      "/",
      "/%",
      "/x y",
    ];
    for (const start of paths.flatMap((path) =>
      ["feeds.example.org", "old.example.org"].map((host) => ({ host, path })),
    )) {
      const seen = [`https://${start.host}${start.path}`];
      for (let answer = ask(start.path, { host: start.host }); answer.statusCode === 301; ) {
        const location = new URL(answer.headers.location?.value ?? "", seen.at(-1));
        expect(seen).not.toContain(location.href);
        seen.push(location.href);
        answer = ask(location.pathname, { host: location.host });
      }
      expect(seen.length, seen.join(" -> ")).toBeLessThanOrEqual(3);
    }
  });

  it("it redirects other host names to the site's domain, keeps the path, and ignores case and port", () => {
    expect(ask("/tags/x/feed?a=b", { host: "d111.cloudfront.net" })).toMatchObject({
      statusCode: 301,
      headers: { location: { value: "https://feeds.example.org/tags/x/feed" } },
    });
    expect(ask("/tags/x/?feed=atom", { host: "d111.cloudfront.net" }).headers.location?.value).toBe(
      "https://feeds.example.org/tags/x/atom.xml",
    );
    expect(ask("/tags/x/?feed=bogus", { host: "d111.cloudfront.net" }).headers.location?.value).toBe(
      "https://feeds.example.org/tags/x/",
    );
    expect(ask("//evil.example/", { host: "d111.cloudfront.net" }).headers.location?.value).toBe(
      "https://feeds.example.org//evil.example/",
    );
    expect(ask("/feed.xml", { host: "Feeds.Example.org:443" }).uri).toBe("/feed.xml");
    expect(ask("/feed.xml", { host: "d111.cloudfront.net" }, "GET", NO_DOMAIN).uri).toBe("/feed.xml");
  });
});

describe("the viewer-response function", () => {
  /** Runs the response function on the bucket's answer, with the request as the request function rewrote it, or as the viewer sent it. */
  function respond(
    url: string,
    headers: Readonly<Record<string, string>>,
    seen: "rewritten" | "original",
    site = DOMAIN,
  ) {
    const event = requestEvent(url, headers);
    const request = seen === "original" ? event.request : ask(url, headers, "GET", site);
    const response = { statusCode: 304, statusDescription: "Not Modified", headers: edgeHeaders({ etag: '"1"' }) };
    return runner(code.response, site)({ ...event, request, response }) as Answer;
  }
  const encodings: readonly Readonly<Record<string, string>>[] = [{}, { "accept-encoding": "gzip" }];
  const CORS = { "access-control-allow-origin": "*", "access-control-expose-headers": "ETag, Link" };
  const views = ["rewritten", "original"] as const;

  it("it adds CORS headers to feeds and links them and their hubs, whichever URI CloudFront passes", () => {
    for (const headers of encodings) {
      for (const seen of views) {
        const answer = respond("/tags/x/atom", headers, seen);
        expect(answer.statusCode).toBe(304);
        expect(answer.headers).toEqual(
          edgeHeaders({
            etag: '"1"',
            "access-control-allow-origin": "*",
            "access-control-expose-headers": "ETag, Link",
            vary: "Accept-Encoding, Sec-Fetch-Dest",
            link: `<https://feeds.example.org/tags/x/atom.xml>; rel="self", <${hubs[0]}>; rel="hub", <${hubs[1]}>; rel="hub"`,
          }),
        );
      }
    }
  });

  it("it lets scripts read pages, which announce feeds", () => {
    for (const path of ["/", "/articles/x/", "/tags/x/", "/archive/", "/archive/2023-09/"]) {
      for (const seen of views)
        expect(respond(path, {}, seen).headers, path).toEqual(edgeHeaders({ etag: '"1"', ...CORS }));
    }
  });

  it("it lets scripts read the schema that JSON Feed documents name", () => {
    expect(respond("/feed.schema.json", {}, "rewritten").headers).toMatchObject(edgeHeaders(CORS));
    expect(respond("/media/feed.schema.json", {}, "rewritten").headers).not.toHaveProperty(
      "access-control-allow-origin",
    );
  });

  it("it varies the list of feeds by Accept-Encoding", () => {
    const gzip = { "accept-encoding": "gzip" };
    expect([ask("/feeds.opml").uri, ask("/feeds.opml", gzip).uri]).toEqual(["/feeds.opml", "/feeds.opml.gz"]);
    for (const seen of views)
      expect(respond("/feeds.opml", gzip, seen).headers).toEqual(
        edgeHeaders({ etag: '"1"', ...CORS, vary: "Accept-Encoding" }),
      );
  });

  it("it links the document chosen by Accept, and varies by Accept", () => {
    const answer = respond("/feed", { accept: "application/feed+json", "accept-encoding": "gzip" }, "rewritten");
    expect(answer.headers.link?.value).toContain("<https://feeds.example.org/feed.json>");
    expect(answer.headers.vary?.value).toBe("Accept, Accept-Encoding");
    const spoofed = respond("/rss", { "x-dropfeed-negotiated": "yes" }, "rewritten");
    expect(spoofed.headers.vary?.value).toBe("Accept-Encoding, Sec-Fetch-Dest");
  });

  it("it serves a feed as XML to a browser that navigates to it, and to no other client", () => {
    const type = (path: string, dest: string) =>
      respond(path, { "sec-fetch-dest": dest }, "rewritten").headers["content-type"]?.value;
    expect(type("/feed.xml", "document")).toBe("application/xml; charset=utf-8");
    expect(type("/tags/x/atom", "document")).toBe("application/xml; charset=utf-8");
    expect(type("/feed.xml", "empty")).toBeUndefined();
    expect(type("/feed.json", "document")).toBeUndefined();
  });

  it("it uses the requested host name for a site without a domain", () => {
    const answer = respond("/feed.xml", { host: "d111.cloudfront.net" }, "rewritten", NO_DOMAIN);
    expect(answer.headers.link?.value).toBe('<https://d111.cloudfront.net/feed.xml>; rel="self"');
  });

  it("it links no hub for archive pages, and encodes names", () => {
    expect(respond("/archive/2023-09/rss", {}, "rewritten").headers.link?.value).toBe(
      '<https://feeds.example.org/archive/2023-09/feed.xml>; rel="self"',
    );
    expect(respond("/tags/x/archive/2023/rss", {}, "rewritten").headers.link?.value).not.toContain("hub");
    expect(respond("/tags/archive/feed.xml", {}, "rewritten").headers.link?.value).toContain("hub");
    expect(respond("/tags/%E6%97%A5/feed.xml", {}, "rewritten").headers.link?.value).toContain(
      "/tags/%E6%97%A5/feed.xml>",
    );
  });

  it("it lets players on other sites fetch transcripts and chapters", () => {
    for (const path of ["/media/e.vtt", "/media/e.SRT", "/articles/x/chapters.json", "/media/e.transcript.json"]) {
      const expected = edgeHeaders({ etag: '"1"', "access-control-allow-origin": "*" });
      for (const seen of views) expect(respond(path, {}, seen).headers, path).toEqual(expected);
    }
  });

  it("it leaves everything else alone", () => {
    for (const path of ["/media/atom.xml", "/media/cat.jpg", "/media/a.html", "/style.css", "/sitemap.xml", "/%"]) {
      for (const seen of views) expect(respond(path, {}, seen).headers, path).toEqual(edgeHeaders({ etag: '"1"' }));
    }
  });
});
