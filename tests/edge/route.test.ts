import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Route, route } from "../../functions/edge/route.ts";
import { parseKey } from "../../functions/store/key.ts";

const show = (found: Route): string =>
  found.kind === "serve" ? found.key : found.kind === "redirect" ? `-> ${found.location}` : "missing";

const at = (address: string, accept?: string): string => {
  const [path = "", query = ""] = address.split("?");
  return show(route({ path, feed: new URLSearchParams(query).get("feed") ?? undefined, accept }));
};

describe("route", () => {
  it.each([
    ["/", "index.html"],
    ["", "index.html"],
    ["/index.html", "index.html"],
    ["/style.css", "style.css"],
    ["/feeds.opml", "feeds.opml"],
    ["/404.html", "404.html"],
    ["/articles/hello/", "articles/hello/index.html"],
    ["/articles/hello", "-> /articles/hello/"],
    ["/articles/version-1.2", "-> /articles/version-1.2/"],
    ["/articles/version-1.2/", "articles/version-1.2/index.html"],
    ["/tags/x/", "tags/x/index.html"],
    ["/tags/x", "-> /tags/x/"],
    ["/tags/node.js", "-> /tags/node.js/"],
    ["/tags/x/index.html", "tags/x/index.html"],
    ["/authors/ann-lee", "-> /authors/ann-lee/"],
    ["/archive/2023-09", "-> /archive/2023-09/"],
    ["/archive/2023-09/2", "-> /archive/2023-09/2/"],
    ["/tags/x/archive/2023/2", "-> /tags/x/archive/2023/2/"],
    ["/tags/archive/archive/2023/", "tags/archive/archive/2023/index.html"],
    ["/archive/2023-09/2/feed.xml", "archive/2023-09/2/feed.xml"],
    ["/about", "-> /about/"],
    ["/media/images/cat.jpg", "media/images/cat.jpg"],
    ["/media/README", "media/README"],
    ["/media/feed", "media/feed"],
    ["/media/rss.xml", "media/rss.xml"],
    ["/robots.txt", "robots.txt"],
  ])("it maps %s to %s", (path, expected) => {
    expect(at(path)).toBe(expected);
  });

  it.each([
    [
      "feed.xml",
      "feed.xml rss rss/ rss2 rdf rss.xml rss2.xml index.xml index.rss index.rdf feed.rss feed/rss feed/rss/ feed/rss2 feed/rdf",
    ],
    [
      "feed.xml",
      "feed feed/ feeds feeds/ Feed RSS RSS.xml feed.xml/ feeds/rss rss/feed ?feed=rss ?feed=rss2 ?feed=rdf&paged=2",
    ],
    ["atom.xml", "atom.xml atom.xml/ atom atom/ index.atom feed.atom feed/atom feed/atom/ feeds/atom ?feed=atom"],
    ["feed.json", "feed.json feed.json/ index.json feed/json feeds/json ?feed=json"],
  ])("it serves %s, without a redirect, for each of %s", (file, addresses) => {
    const archives = ["archive/2023-09/", "archive/2023-09/12/", "tags/x/archive/2023/", "authors/x/archive/2023/2/"];
    for (const folder of ["", "tags/x/", "authors/x/", "tags/archive/", "sections/x/", "languages/de/", ...archives]) {
      for (const address of addresses.split(" ")) expect(at(`/${folder}${address}`), address).toBe(folder + file);
    }
  });

  it.each([
    ["/tags/rss/", "tags/rss/index.html"],
    ["/tags/feed", "-> /tags/feed/"],
    ["/tags/atom/feed", "tags/atom/feed.xml"],
    ["/authors/json/", "authors/json/index.html"],
    ["/articles/feed/", "articles/feed/index.html"],
    ["/articles/x/feed/", "articles/x/feed/index.html"],
    ["/articles/x/?feed=rss2", "articles/x/index.html"],
    ["/?feed=constructor", "index.html"],
    ["/?feed=", "index.html"],
    ["/?q=feed", "index.html"],
    ["/constructor", "-> /constructor/"],
    ["/__proto__", "-> /__proto__/"],
    ["/toString/", "toString/index.html"],
  ])("it mistakes no slug and no JavaScript property name for a feed: %s is %s", (path, expected) => {
    expect(at(path)).toBe(expected);
  });

  it.each([
    ["//feed.xml", "feed.xml"],
    ["///", "index.html"],
    ["/tags//x//atom.xml", "tags/x/atom.xml"],
    ["//evil.example/x", "-> /evil.example/x/"],
    ["/\\evil.example/x", "missing"],
    ["/%5Cevil.example/x", "missing"],
    ["/%2F%2Fevil.example", "missing"],
    ["/..", "missing"],
    ["/../etc/passwd", "missing"],
    ["/%2e%2e/etc/passwd", "missing"],
    ["/tags/..%2f..%2fetc/passwd", "missing"],
    ["/media/..%5c..%5cx", "missing"],
    ["/.dropfeed", "missing"],
    ["/media/.git/config", "missing"],
    ["/%00", "missing"],
    ["/a%0d%0ab", "missing"],
    ["/%", "missing"],
    ["/%zz", "missing"],
    ["/%ff", "missing"],
    ["/%ed%a0%80", "missing"],
    ["/tags/%E6%97%A5%E6%9C%AC%E8%AA%9E", "-> /tags/%E6%97%A5%E6%9C%AC%E8%AA%9E/"],
    ["/tags/日本語/", "tags/日本語/index.html"],
    ["/tags/%E6%97%A5%E6%9C%AC%E8%AA%9E/rss", "tags/日本語/feed.xml"],
    ["/media/my%20cat%20100%25.jpg", "media/my cat 100%.jpg"],
    ["/media/a+b.jpg", "media/a+b.jpg"],
    ["//media/x.svg", "-> /media/x.svg"],
    ["/%6dedia/x%20y.svg", "-> /media/x%20y.svg"],
    ["/media", "missing"],
    ["//media", "missing"],
    ["/%6dedia", "missing"],
    ["//media/", "missing"],
    ["/media/", "missing"],
    ["/atom.xml.gz", "missing"],
    ["/tags/x/feed.json.gz", "missing"],
    ["/media/atom.xml.gz", "media/atom.xml.gz"],
  ])("it stays on the site for any path: %s is %s", (path, expected) => {
    expect(at(path)).toBe(expected);
  });

  it("it reports whether Accept decided", () => {
    expect(route({ path: "/feed", accept: "application/atom+xml" })).toEqual({
      kind: "serve",
      key: "atom.xml",
      negotiated: true,
    });
    expect(route({ path: "/rss", accept: "application/atom+xml" })).toMatchObject({
      key: "feed.xml",
      negotiated: false,
    });
    expect(at("/tags/x/feed/", "application/feed+json")).toBe("tags/x/feed.json");
  });

  it("it never throws, and serves only valid keys", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("/", "%", "%2f", "..", "tags/", "feed", "%e3%81%82", "\ud800"),
    );
    const paths = fc.array(piece).map((pieces) => `/${pieces.join("")}`);
    fc.assert(
      fc.property(paths, fc.option(fc.string(), { nil: undefined }), fc.string(), (path, feed, accept) => {
        const found = route({ path, feed, accept });
        if (found.kind === "serve" && found.key.length < 300) expect(parseKey(found.key)).toHaveProperty("key");
        if (found.kind === "redirect") expect(found.location).toMatch(/^\/[^/\\\s][^\\\s]*$/);
      }),
      { numRuns: 1000 },
    );
  });

  it("it never redirects a path to itself, and every redirect ends within two steps", () => {
    const piece = fc.constantFrom(
      ...[
        "/",
        "//",
        "/./",
        "%2f",
        "%2F",
        "%5c",
        "\\",
        "..",
        ".",
        "%2e",
        "%25",
        "%20",
        " ",
        "%ff",
        "%",
        "%00",
        "?",
        "#",
      ],
      ...[
        "media",
        "%6dedia",
        "m%65dia",
        "Media",
        "articles",
        "%61rticles",
        "tags",
        "authors",
        "archive",
        "2023-09",
        "2",
      ],
      ...["feed", "rss", "index.html", "feed.xml", "atom.xml.gz", "x", "x.y", "%e3%81%82", "é", "__proto__"],
    );
    const paths = fc.array(piece, { maxLength: 8 }).map((pieces) => `/${pieces.join("")}`);
    fc.assert(
      fc.property(paths, (path) => {
        const seen = [path];
        for (let found = route({ path }); found.kind === "redirect"; found = route({ path: seen.at(-1) ?? "" })) {
          expect(seen).not.toContain(found.location);
          seen.push(found.location);
        }
        expect(seen.length).toBeLessThanOrEqual(3);
      }),
      { numRuns: 20_000, examples: [["/media"], ["//media"], ["/%6dedia"], ["//media//"], ["/media/media"]] },
    );
  });

  it("it answers paths and headers of a megabyte", () => {
    for (const piece of ["/", "a", "%41", "../", "feed/", "\\"])
      expect(route({ path: piece.repeat(200_000) })).toBeDefined();
    for (const piece of [",", ";", "q=", " ", "*/*,", "a;q=0.1;"]) {
      expect(at("/feed", piece.repeat(200_000))).toBe("feed.xml");
    }
  });
});
