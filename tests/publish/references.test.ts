/** Where the addresses in articles lead once they are published: to other articles, to media, to the writer's own site, or nowhere. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectTruth } from "./compare-with-oracle.ts";
import { article } from "./content-edits.ts";
import { SLOW_TEST } from "./random-history.ts";
import { allOf, newWorld, SITE_OPTIONS, settle, type World, write } from "./simulated-site.ts";

const SITE = SITE_OPTIONS.url;
const HOST = new URL(SITE).origin;
const DATED = { title: "X", date: "2023-01-05" };

async function siteOf(files: Readonly<Record<string, string>>): Promise<World> {
  const world = newWorld({ rebuildSize: 1000, archivePageSize: 100 });
  for (const [path, body] of Object.entries(files)) await write(world, path, body);
  await settle(world);
  return world;
}

/** The item with this slug in the main JSON feed. */
async function itemOf({ stores }: World, slug: string) {
  const [feed] = await allOf(stores.site, "feed.json");
  const { items } = JSON.parse(Buffer.from(feed?.body ?? "").toString());
  return items.find(({ url }: { url: string }) => url === `${SITE}articles/${slug}/`);
}

/** The first address in the item, without the site's own; undefined if there is none. */
async function leadsTo(world: World, slug: string): Promise<string | undefined> {
  const [, url] = /(?:href|src)="([^"]*)"/.exec((await itemOf(world, slug)).content_html) ?? [];
  return url?.replace(SITE, "");
}

const linkIn = (address: string) => article(DATED, `[x](<${address}>)`);
const B = article({ ...DATED, title: "B" });

describe("A link", () => {
  it.each([
    ...[
      "/posts/b/",
      "/posts/b.md",
      "/posts/b",
      "/posts/b.html",
      "/b",
      "/b/",
      "/b.html",
      "../b/",
      "b.md",
      "b",
      "./b",
      "./b.md",
    ],
    ...[
      "@/posts/b.md",
      "/2023/01/05/b.html",
      "/2023/01/b/",
      "/2023-01-05-b.md",
      "/blog/posts/b/",
      "/articles/b/",
      "B.md",
      "/posts/b/index.html",
    ],
  ])("written %s in posts/a.md leads to posts/b.md", async (address) => {
    const world = await siteOf({ "posts/a.md": linkIn(address), "posts/b.md": B });
    expect(await leadsTo(world, "a")).toBe("articles/b/");
  });

  it("keeps its query and fragment", async () => {
    const world = await siteOf({ "posts/a.md": linkIn("/posts/b/?x=ü&y=1#the part"), "posts/b.md": B });
    expect(await leadsTo(world, "a")).toBe("articles/b/?x=%C3%BC&amp;y=1#the%20part");
  });

  it.each([
    ["2024-05-06-first/index.md", "../2024-05-06-first/"],
    ["2024-05-06-first/index.md", "../first/"],
    ["first/index.md", "/first/"],
    ["content/posts/first.md", "/posts/first/"],
    ["_posts/2023-01-01-first.md", "/2023-01-01-first.md"],
    ["_posts/2023-01-01-first.md", "/2023/01/01/first.html"],
    ["notes/C# first.md", "/notes/C# first.md"],
    ["日本/本.md", "/日本/本/"],
  ])("to %s may be written %s", async (path, address) => {
    const world = await siteOf({ "x/a.md": linkIn(address), [path]: article({ ...DATED, slug: "found" }) });
    expect(await leadsTo(world, "a")).toBe("articles/found/");
  });

  it.each([
    ["news/b.md", "", "/news/b/"],
    ["notes/b.md", "", "/notes/b/"],
    ["notes/b.md", "", "/x/notes/b.html"],
    ["news/b.md", "", "../news/b.md"],
    ["2022-01-01-b.md", "date: 2022", "/2022/01/b/"],
    ["2023-01-01-b.md", "date: 2023", "/2023/01/01/b/"],
  ])("finds %s among articles of one name", async (path, _, address) => {
    const paths = ["news/b.md", "notes/b.md", "2022-01-01-b.md", "2023-01-01-b.md"];
    const others = paths.map((each) => [
      each,
      article({ title: each, date: "2023-01-01", slug: `is ${paths.indexOf(each)}` }),
    ]);
    const world = await siteOf({ "posts/a.md": linkIn(address), ...Object.fromEntries(others) });
    expect(await leadsTo(world, "a")).toBe(`articles/is-${paths.indexOf(path)}/`);
  });

  it("from the root that names nothing here leads to the writer's own site, if it is named", async () => {
    const files = { "a.md": linkIn("/about/?q#x"), "python.md": B, "b.md": linkIn("/tags/python/") };
    const home = (url: string) => ({ "site.json": JSON.stringify({ home: url }) });
    expect(await leadsTo(await siteOf(files), "a")).toBe(`${HOST}/about/?q#x`);
    const world = await siteOf({ ...files, ...home("https://me.example.net") });
    expect(await leadsTo(world, "a")).toBe("https://me.example.net/about/?q#x");
    expect(await leadsTo(world, "b")).toBe("https://me.example.net/tags/python/");
    const folder = await siteOf({ ...files, ...home("https://me.example.net/about"), "c.md": linkIn("/x") });
    expect(await leadsTo(folder, "a")).toBe("https://me.example.net/about/?q#x");
    expect(await leadsTo(folder, "c")).toBe("https://me.example.net/about/x");
  });

  it.each(["gone.md", "../gone/", "gone", "gone.pdf", "../../../gone"])(
    "that leads nowhere (%s) keeps its words alone",
    async (address) => {
      const world = await siteOf({ "posts/a.md": linkIn(address) });
      expect((await itemOf(world, "a")).content_html.trim()).toBe("<p><a>x</a></p>");
    },
  );

  it.each(["../../tags/red/", "../../feed.xml", "../../"])("to a document of this site (%s) stays", async (address) => {
    const world = await siteOf({ "posts/a.md": linkIn(address) });
    expect(await leadsTo(world, "a")).toBe(address.slice(6));
  });

  it("follows its article: when it comes, moves, gets another slug, becomes a draft, comes back and goes", async () => {
    const world = await siteOf({ "posts/a.md": linkIn("/posts/b/") });
    const then = async (path: string, body: string | undefined) => {
      await write(world, path, body);
      await settle(world);
      await expectTruth(world);
      return leadsTo(world, "a");
    };
    expect(await leadsTo(world, "a")).toBe(`${HOST}/posts/b/`);
    expect(await then("posts/b.md", B)).toBe("articles/b/");
    expect(await then("posts/b.md", article({ ...DATED, slug: "other" }))).toBe("articles/other/");
    expect(await then("posts/b.md", article({ ...DATED, draft: true }))).toBe(`${HOST}/posts/b/`);
    expect(await then("news/b.md", article({ ...DATED, title: "News" }))).toBe("articles/b/");
    expect(await then("posts/b.md", B)).toMatch(/^articles\/b_[0-9a-f]{8}\/$/);
    expect(await then("posts/b.md", undefined)).toBe("articles/b/");
  });
});

describe("Media", () => {
  it.each([
    ...[
      "Episode #2.mp3",
      "why?.mp3",
      "50%25.mp3",
      "100% pure.mp3",
      "it's (1) & [2].mp3",
      "a+b.mp3",
      "a;b,c=d@e.mp3",
      "ünï.mp3",
    ],
    ...["nfd-e\u0301.mp3"],
  ])("is found as typed: %s", async (name) => {
    const address = `audio/${name}`;
    const fields = { ...DATED, attachments: [{ url: address }], image: address };
    const world = await siteOf({
      "a.md": article(fields, `[x](<${address}>) ![y](<${address}>)`),
      [`audio/${name}`]: "x",
    });
    const url = `${SITE}media/audio/${encodeURIComponent(name)}`;
    const { image, attachments, content_html } = await itemOf(world, "a");
    expect({ image, url: attachments[0].url }).toEqual({ image: url, url });
    expect(content_html.split(url).length).toBe(3);
  });

  it.each([
    ["m/ü.png", "m/u\u0308.png"],
    ["m/u\u0308.png", "m/ü.png"],
    ["/img/x.png", "static/img/x.png"],
    ["/img/x.png", "public/img/x.png"],
    ["/static/x.png", "x.png"],
    ["/x.png?v=2", "x.png"],
    ["x%20y.png", "x y.png"],
  ])("typed %j is the file %j", async (address, path) => {
    const world = await siteOf({ "a.md": article(DATED, `![x](<${address}>)`), [path]: "x" });
    expect((await leadsTo(world, "a"))?.replace(/\?.*/, "")).toBe(
      `media/${path.split("/").map(encodeURIComponent).join("/")}`,
    );
  });

  it("that is not there is never an address: its words stay", async () => {
    const body =
      '![a < b](no.png) <img src="no.png" srcset="no.png 1x, is.png 2x"> <video src="no.mp4" poster="no.png"></video>';
    const world = await siteOf({
      "a.md": article({ ...DATED, image: "no.png", attachments: ["no.mp3"] }, body),
      "is.png": "x",
    });
    const item = await itemOf(world, "a");
    expect(item.content_html.trim()).toBe(
      `<p>a &lt; b <img srcset="${SITE}media/is.png 2x"> <video controls></video></p>`,
    );
    expect({ image: item.image, attachments: item.attachments }).toEqual({});
  });

  it("of a type that readers do not show is public only while an article refers to it", async () => {
    const world = await siteOf({ "secret.zip": "x", "p/route.gpx": "x", "x.png": "x", "a.md": article(DATED) });
    const media = async () => (await allOf(world.stores.site, "media/")).map(({ key }) => key.slice(6));
    const having = async (body: string) => {
      await write(world, "a.md", body);
      await settle(world);
      return media();
    };
    expect(await media()).toEqual(["x.png"]);
    expect(await having(article({ ...DATED, attachments: ["p/route.gpx"] }))).toEqual(["p/route.gpx", "x.png"]);
    expect(await having(article(DATED, "[x](p/route.gpx)"))).toEqual(["p/route.gpx", "x.png"]);
    expect(await having(article({ ...DATED, draft: true }, "[x](p/route.gpx)"))).toEqual(["x.png"]);
    await write(world, "site.json", JSON.stringify({ icon: "secret.zip" }));
    await settle(world);
    expect(await media()).toEqual(["secret.zip", "x.png"]);
  });
});

it("leads to no host that its words do not name, whatever they are", SLOW_TEST, async () => {
  const part = fc.constantFrom(
    ...[
      "&#1;",
      "&#2;",
      "&#3;",
      "&#x3;",
      "\\",
      "/",
      "//",
      ".evil.test",
      "evil.test",
      "https:",
      "@",
      "%2F",
      "%5C",
      "..",
      "?",
      "#",
      "&#9;",
      "&#10;",
      " ",
      "x",
      ".png",
      "&amp;",
    ],
  );
  const attribute = fc.constantFrom("a href", "img src", "img srcset", "q cite");
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 7 }), attribute, fc.boolean(), async (parts, name, hasHome) => {
      const written = parts.join("");
      const world = await siteOf({
        "a.html": `<title>T</title><meta name="date" content="2023-01-05"><p>Text <${name}="${written}">x</p>`,
        "x.png": "x",
        ...(hasHome && { "site.json": JSON.stringify({ home: "https://me.example.net/" }) }),
      });
      const { content_html } = await itemOf(world, "a");
      const hosts = [...content_html.matchAll(/(?:href|src|srcset|cite)="([^" ]*)/g)].map(
        ([, url]) => new URL(url).host,
      );
      // A browser drops control characters.
      const plain = written
        .replace(/&#(?:x?\d+);/g, "")
        .trim()
        .replaceAll("\\", "/")
        .replace(/^\/\//, "https://");
      const named = URL.canParse(plain) ? [new URL(plain).host] : [];
      for (const host of hosts) expect([new URL(SITE).host, "me.example.net", ...named]).toContain(host);
    }),
    { numRuns: 200 },
  );
});
