import { describe, expect, it } from "vitest";
import { article, notes, problems } from "../reading.ts";

const matter = (yaml: string) => `---\ntitle: T\n${yaml}\n---\nText`;
const set = (yaml: string) => article("posts/a.md", matter(yaml));

describe("keys of other tools", () => {
  it.each([
    ["description: a\nsummary: b", { summary: "b" }],
    ["excerpt: b\ndescription: a", { summary: "a" }],
    ["categories: [x]\ntags: [y]", { tags: ["y"] }],
    ["keywords: x, y\ncategory: z", { tags: ["z"] }],
    ["LastMod: 2023-02-01\nLast-Modified-At: 2023-03-01", { updated: "2023-02-01" }],
    ["last_update:\n  date: 2023-02-01\n  author: Ann", { updated: "2023-02-01", authors: [{ name: "Ann" }] }],
    ["date:\n  created: 2023-02-01\n  updated: 2023-03-01", { date: "2023-02-01", updated: "2023-03-01" }],
    ["lang: en_US", { language: "en-US" }],
    ["locale: de_DE.UTF-8", { language: "de-DE" }],
    ["source: { name: The Paper, url: https://p.example }", { source: "The Paper" }],
    ["categories: [{ name: Sea }, Tide, null]", { tags: ["Sea", "Tide"] }],
    ["expiryDate: never", {}],
    ["extra:\n  description: inside\nparams: { lang: fr }", { summary: "inside", language: "fr" }],
    ["extra:\n  description: inside\nteaser: outside", { summary: "inside" }],
  ])("are read: %j", (yaml, wanted) => {
    expect(set(yaml)).toMatchObject(wanted);
    expect(notes("posts/a.md", matter(yaml))).toEqual([]);
  });

  it.each([
    ["description: [a, b]\nexcerpt: c", { summary: "c" }, "3: description: a list is not a text, ignored"],
    [
      "lang: english please",
      {},
      '3: lang: "english please" is not a language tag; write en, de-AT, zh-Hant …, ignored',
    ],
    ["cover: javascript:x", {}, '3: cover: "javascript:x" is not the address of a file, ignored'],
    [
      "created: some day",
      {},
      '3: created: "some day" is not a date: write 2023-09-14 or 2023-09-14T10:30:00-04:00, ignored',
    ],
    ["link: example.org", {}, '3: link: "example.org" is not a web address; write https://…'],
    [
      "permalink: /:year/:title/",
      { slug: "a" },
      '3: permalink: "/:year/:title/" is a pattern of another tool, ignored',
    ],
  ])("are noted where their value is wrong: %j", (yaml, wanted, note) => {
    expect(set(yaml)).toMatchObject(wanted);
    expect(notes("posts/a.md", matter(yaml))).toEqual([note]);
  });

  it.each([
    ["expiryDate: soon", '3: expiryDate: "soon" is not a date: write 2023-09-14 or 2023-09-14T10:30:00-04:00'],
    ["author: [{ nme: Ann }]", '3: author.0.name: is missing; found unknown key "nme"'],
  ])("are problems where they hide, or are our own: %j", (yaml, problem) => {
    expect(problems("posts/a.md", matter(yaml))).toEqual([problem]);
  });
});

describe("nothing", () => {
  it.each(["-", "—", "false", "''", "[]", "['']", "[false, '-']", "null"])("is what %s stands for", (nothing) => {
    const keys = [
      "author",
      "authors",
      "tags",
      "summary",
      "image",
      "source",
      "language",
      "url",
      "aliases",
      "attachments",
      "updated",
    ];
    const read = set(keys.map((key) => `${key}: ${nothing}`).join("\n"));
    expect(read).toEqual({ ...set(""), html: read.html });
  });
});

describe("authors", () => {
  it.each([
    ["author: Ann Lee <ann@example.org>, Bo", [{ name: "Ann Lee" }, { name: "Bo" }]],
    ["author: Lee, Ann; Chen, Bo", [{ name: "Lee, Ann" }, { name: "Chen, Bo" }]],
    ["authors:\n  ann:\n    name: Ann\n  bo: {}", [{ name: "Ann" }, { name: "bo" }]],
    [
      "author: { display_name: Ann, website: https://a.example, image: me.png }",
      [{ name: "Ann", url: "https://a.example/" }],
    ],
    ["authors:\n  - key: ann\n  - name: '-'\n  - false", [{ name: "ann" }]],
  ])("are read in every form: %j", (yaml, authors) => {
    expect(set(yaml).authors).toEqual(authors);
  });
});

describe("addresses", () => {
  it.each([
    ["url: my-page", { slug: "my-page", aliases: [] }],
    ["url: /p/abc/", { slug: "abc", aliases: ["/p/abc/"] }],
    ["url: /2023/05/abc.html", { slug: "abc", aliases: ["/2023/05/abc.html"] }],
    ["permalink: /a/b/index.html", { slug: "b", aliases: ["/a/b/index.html"] }],
    ["permalink: https://me.example/2020/my-post/", { slug: "my-post", aliases: ["https://me.example/2020/my-post/"] }],
    ["path: /caf%C3%A9/", { slug: "café", aliases: ["/caf%C3%A9/"] }],
    ["slug: /docs/intro", { slug: "intro", aliases: ["/docs/intro"] }],
    ["slug: /", { slug: "a", aliases: [] }],
    [
      "url: https://e.example/x\nslug: s\npermalink: /p/q/",
      { slug: "s", aliases: ["/p/q/"], externalUrl: "https://e.example/x" },
    ],
    ["link: https://e.example/x\ncanonical_url: https://f.example", { externalUrl: "https://e.example/x" }],
    ["canonical: //f.example/y", { externalUrl: "https://f.example/y" }],
    ["aliases: /old/\nredirect_from: [/older/, '', null]", { slug: "a", aliases: ["/old/", "/older/"] }],
  ])("are slugs, aliases or originals: %j", (yaml, wanted) => {
    expect(set(yaml)).toMatchObject(wanted);
  });
});

describe("dates", () => {
  it.each([
    ["2023-01", "2023-01-01"],
    ["2023", "2023-01-01"],
    ["2023-01-29 18:30:22 2023 -0800", "2023-01-29T18:30:22-08:00"],
    ["2023-01-05 10:20:00 +0000 UTC", "2023-01-05T10:20:00Z"],
    ["2023-01-05 10:20:00 -0500 EST", "2023-01-05T10:20:00-05:00"],
    ["1672912800", "2023-01-05T10:00:00Z"],
    ["1672912800000", "2023-01-05T10:00:00Z"],
    ["<2023-01-05 Thu>", "2023-01-05"],
    ["Jul 08 2022", "2022-07-08"],
  ])("are read as programs write them: %s", (written, date) => {
    expect(set(`date: ${written}`).date).toBe(date);
  });
});

describe("what hides", () => {
  it.each([
    "wordpress:\n  draft: true",
    "_build:\n  list: never",
    "build: { render: false }",
    "meta: { private: true }",
    "permalink: false",
    "visibility: paid",
    "kb-publish: false",
    "<<: { draft: true }",
    "scheduled: true",
    "status: 404",
  ])("is also %j", (yaml) => {
    expect(set(yaml).draft).toBe(true);
  });

  it.each([
    "cover: { image: a.png, hidden: true }",
    "hide: [toc, navigation]",
    "build: 1.2.3",
    "publisher: Penguin",
    "craft: beer",
    "stats: 5",
    "state: Texas",
    "type: article",
    "publish_to: [a, b]",
    "feed: https://example.org/feed.xml",
    "password: false",
    "access: open",
    "render: true",
    "permalink: /a/",
    "searchHidden: true",
  ])("is not %j", (yaml) => {
    expect(set(yaml)).toMatchObject({ draft: false, unlisted: false });
  });

  it("is a problem where it is not understood, and says what was meant where it is misspelled", () => {
    expect(problems("posts/a.md", matter("draft:"))).toEqual(["3: draft: has no value; write true or false"]);
    expect(problems("posts/a.md", matter("status: [a]"))).toEqual([
      "3: status: a list is not understood; write published or draft",
    ]);
    expect(problems("posts/a.md", matter("drfat: maybe"))).toEqual([
      '3: drfat: "maybe" is neither true nor false; this looks like draft',
    ]);
    expect(notes("posts/a.md", matter("pubilshed: false"))).toEqual([
      "3: pubilshed: false is read as published: the article is not published",
    ]);
  });

  it("is also said in the <meta> elements of a page, and nowhere by robots", () => {
    const page = (name: string, content: string) =>
      `<html><head><title>T</title><meta name="${name}" content="${content}"></head><body><p>x</p></body></html>`;
    expect(article("a.html", page("status", "draft")).draft).toBe(true);
    expect(article("a.html", page("robots", "noindex")).draft).toBe(false);
  });
});

describe("a JSON item", () => {
  const item = (members: object) => article("a.json", JSON.stringify({ title: "T", content_text: "x", ...members }));

  it("takes from other tools' members what it lacks", () => {
    expect(
      item({
        published_at: "2023-01-05",
        custom_excerpt: "s",
        tags: [{ name: "a" }],
        feature_image: "https://g.example/a.png",
        status: "published",
      }),
    ).toMatchObject({ date: "2023-01-05", summary: "s", tags: ["a"], image: "https://g.example/a.png", draft: false });
    expect(
      item({ date_published: "2023-01-05", published_at: "2022-01-05", summary: "own", description: "other" }),
    ).toMatchObject({
      date: "2023-01-05",
      summary: "own",
    });
  });

  it.each([
    { status: "draft" },
    { _dropfeed: { draft: true } },
    { _other: { private: true } },
    { published: false },
    { visibility: "members" },
  ])("is hidden by %j", (members) => {
    expect(item(members).draft).toBe(true);
  });
});

describe("Eleventy's words for the date of a file", () => {
  it.each(["Last Modified", "git Last Modified", "Created", "git created"])(
    "%s is no date of the article's own",
    (word) => {
      expect(article("posts/bell.md", `---\ntitle: Bell\ndate: ${word}\n---\nRing.`).date).toBeUndefined();
      expect(article("posts/2024-05-06-bell.md", `---\ntitle: Bell\ndate: ${word}\n---\nRing.`).date).toBe(
        "2024-05-06",
      );
    },
  );

  it("leaves other words a problem", () => {
    expect(problems("a.md", "---\ntitle: T\ndate: Last week\n---\nx")).toEqual([
      expect.stringMatching(/^3: date: "Last week" is not a date/),
    ]);
  });
});
