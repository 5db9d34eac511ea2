/** Front matter as the documentation of each tool shows it, in our own words: what it must become. */
import { describe, expect, it } from "vitest";
import { article, at } from "../reading.ts";

type Sample = readonly [tool: string, path: string, text: string, wanted: object];

const SAMPLES: readonly Sample[] = [
  [
    "Obsidian (links in properties)",
    "A walk by the sea.md",
    '---\nauthor: "[[People/Ann Lee|Ann]]"\ntags:\n  - "[[Sea]]"\ncover: "[[img/c.png]]"\n---\nText.',
    {
      title: "A walk by the sea",
      slug: "a-walk-by-the-sea",
      authors: [{ name: "Ann" }],
      tags: ["Sea"],
      image: "\u0002img%2Fc.png",
    },
  ],
  [
    "Obsidian (without quotes)",
    "a.md",
    "---\nauthor: [[Ann Lee]]\n---\n# A\n\nText.",
    { authors: [{ name: "Ann Lee" }] },
  ],
  [
    "Hexo (categories in categories)",
    "a.md",
    "---\ntitle: A\ncategories:\n  - [Diary, Games]\n  - [Diary, Life]\n  - [C#]\n---\nText.",
    { tags: ["Diary", "Games", "Life", "C#"] },
  ],
  [
    "Hugo (TOML)",
    "content/posts/ferry.md",
    `+++
title = 'The ferry #2'
date = 2024-05-06T10:00:00+02:00
lastmod = 2024-05-07
publishDate = 2024-05-06
expiryDate = 2090-01-01
draft = false
description = "A boat."
slug = "boat"
aliases = ["/old/boat/", "/boats/1"]
weight = 10
categories = ["Sea"]

[params]
author = "Ann Lee"
[params.cover]
image = "cover.png"

[[resources]]
src = "a.pdf"
+++

Text.`,
    {
      title: "The ferry #2",
      date: "2024-05-06T10:00:00+02:00",
      updated: "2024-05-07",
      expires: "2090-01-01",
      summary: "A boat.",
      slug: "boat",
      aliases: ["/old/boat/", "/boats/1"],
      tags: ["Sea"],
      authors: [{ name: "Ann Lee" }],
      draft: false,
    },
  ],
  [
    "Hugo (JSON)",
    "a.md",
    '{\n  "title": "In braces",\n  "date": "2024-05-06",\n  "tags": ["a", "b"],\n  "url": "/2024/in-braces/"\n}\nText.',
    { title: "In braces", date: "2024-05-06", tags: ["a", "b"], slug: "in-braces", aliases: ["/2024/in-braces/"] },
  ],
  [
    "Hugo (YAML, PaperMod)",
    "a.md",
    "---\ntitle: Cover\ndate: 2024-05-06\nauthor: [Ann, Bo]\ncover:\n  image: img/c.png\n  alt: A cat\n---\nText.",
    { title: "Cover", authors: [{ name: "Ann" }, { name: "Bo" }], image: "\u0002img%2Fc.png" },
  ],
  [
    "Jekyll",
    "2024-05-06-ferry.md",
    `---
layout: post
title: "The ferry"
date: 2024-05-06 10:00:00 +0200
last_modified_at: 2024-05-08
categories: sea boats
tags: [harbor, tide]
excerpt: A boat.
permalink: /:year/:title/
redirect_from:
  - /old/
author: ann
image:
  path: /img/a.png
  alt: A boat
published: true
---
Text.`,
    {
      date: "2024-05-06T10:00:00+02:00",
      updated: "2024-05-08",
      tags: ["harbor", "tide"],
      summary: "A boat.",
      slug: "ferry",
      aliases: ["/old/"],
      authors: [{ name: "ann" }],
      image: "\u0002%2Fimg%2Fa.png",
      draft: false,
    },
  ],
  [
    "Eleventy",
    "a.md",
    "---\ntitle: Ferry\ndescription: A boat.\ndate: 2024-05-06\ntags:\n  - post\n  - sea\npermalink: /boats/ferry/index.html\neleventyNavigation:\n  key: x\n---\nText.",
    { summary: "A boat.", tags: ["post", "sea"], slug: "ferry", aliases: ["/boats/ferry/index.html"] },
  ],
  [
    "Eleventy (JSON)",
    "a.md",
    '---json\n{ "title": "Ferry", "date": "2024-05-06" }\n---\nText.',
    { title: "Ferry", date: "2024-05-06" },
  ],
  [
    "Astro",
    "a.md",
    '---\ntitle: "Ferry"\ndescription: "A boat."\npubDate: "Jul 08 2022"\nupdatedDate: 2022-08-01\nheroImage: "../../assets/ferry.jpg"\n---\nText.',
    { date: "2022-07-08", updated: "2022-08-01", summary: "A boat." },
  ],
  [
    "Astro Paper",
    "a.md",
    "---\nauthor: Ann Lee\npubDatetime: 2022-09-23T15:22:00Z\nmodDatetime: 2023-12-21T09:12:47.400Z\ntitle: Ferry\nfeatured: true\ndraft: false\ntags:\n  - docs\ndescription: A boat.\ncanonicalURL: https://elsewhere.example/ferry\n---\nText.",
    {
      date: "2022-09-23T15:22:00Z",
      updated: "2023-12-21T09:12:47.4Z",
      externalUrl: "https://elsewhere.example/ferry",
      tags: ["docs"],
    },
  ],
  [
    "Docusaurus",
    "a.md",
    `---
slug: /2024/ferry
title: Ferry
authors:
  - name: Ann Lee
    title: Captain
    url: https://ann.example
    image_url: https://ann.example/a.png
  - bo
tags: [sea, { label: Tide, permalink: /tide }]
last_update:
  date: 2024-05-09
  author: Cy
hide_table_of_contents: false
keywords: [x]
---
Text.`,
    {
      slug: "ferry",
      aliases: ["/2024/ferry"],
      authors: [{ name: "Ann Lee", url: "https://ann.example/", avatar: "https://ann.example/a.png" }, { name: "bo" }],
      tags: ["sea", "Tide"],
      updated: "2024-05-09",
    },
  ],
  [
    "Zola",
    "a.md",
    `+++
title = "Ferry"
description = "A boat."
date = 2024-05-06
updated = 2024-05-07
authors = ["Ann"]
aliases = ["old"]
path = "sea/ferry"

[taxonomies]
tags = ["sea"]
categories = ["boats"]

[extra]
lang = "de"
+++
Text.`,
    {
      date: "2024-05-06",
      updated: "2024-05-07",
      authors: [{ name: "Ann" }],
      tags: ["sea"],
      language: "de",
      slug: "ferry",
      aliases: ["sea/ferry", "old"],
      summary: "A boat.",
    },
  ],
  [
    "Pelican (Markdown)",
    "a.md",
    `Title: Ferry: a boat
Date: 2010-12-03 10:20
Modified: 2010-12-05 19:30
Category: Sea
Tags: pelican, tide
Slug: ferry
Authors: Lee, Ann; Chen, Bo
Summary: A long
    summary of it.
Status: published

Text.`,
    {
      title: "Ferry: a boat",
      date: "2010-12-03T10:20:00",
      updated: "2010-12-05T19:30:00",
      tags: ["pelican", "tide"],
      authors: [{ name: "Lee, Ann" }, { name: "Chen, Bo" }],
      summary: "A long summary of it.",
      slug: "ferry",
      draft: false,
    },
  ],
  [
    "MultiMarkdown",
    "a.md",
    "Title:    Ferry\nAuthor:   Ann Lee\nBase Header Level: 2\nDate:     May 6, 2024\nKeywords: sea, tide\n\nText.",
    { title: "Ferry", authors: [{ name: "Ann Lee" }], date: "2024-05-06", tags: ["sea", "tide"] },
  ],
  [
    "Hexo",
    "a.md",
    "title: Ferry\ndate: 2013/7/13 20:46:25\nupdated: 2013/7/14\ncategories:\n- [Sea, Boats]\n- Tide\ntags:\n- a\n- b\n---\n\nText.",
    { title: "Ferry", date: "2013-07-13T20:46:25", updated: "2013-07-14", tags: ["a", "b"] },
  ],
  [
    "Gatsby",
    "a.md",
    '---\ntitle: Ferry\ndate: "2015-05-01T22:12:03.284Z"\ndescription: A boat.\nfeaturedImage: ./ferry.png\npath: "/blog/ferry"\n---\nText.',
    { date: "2015-05-01T22:12:03.284Z", summary: "A boat.", image: "\u0002.%2Fferry.png", slug: "ferry" },
  ],
  [
    "Ghost",
    "a.md",
    `---
title: Ferry
slug: ferry
date_published: 2024-05-06T10:00:00.000Z
date_updated: 2024-05-07T10:00:00.000Z
tags: [sea]
custom_excerpt: A boat.
feature_image: https://ghost.example/a.png
status: published
visibility: public
featured: false
---
Text.`,
    {
      date: "2024-05-06T10:00:00Z",
      updated: "2024-05-07T10:00:00Z",
      summary: "A boat.",
      image: "https://ghost.example/a.png",
      draft: false,
    },
  ],
  [
    "Obsidian",
    "a.md",
    '---\ntags:\n  - "#sea"\n  - tide/high\naliases:\n  - The boat\ncreated: 2024-05-06\nmodified: 2024-05-07T10:00\ncssclasses: []\npublish: true\n---\n# Ferry\n\nText.',
    {
      title: "Ferry",
      tags: ["sea", "tide/high"],
      date: "2024-05-06",
      updated: "2024-05-07T10:00:00",
      aliases: ["The boat"],
    },
  ],
  ["Bear", "a.md", "# Ferry\n\nText.", { title: "Ferry" }],
  [
    "Micro.blog",
    "a.md",
    '---\nlayout: post\ntitle: "Ferry"\nmicroblog: false\nguid: http://ann.micro.example/2024/05/06/ferry.html\npost_id: 1234567\ndate: 2024-05-06T10:00:00-0500\nlastmod: 2024-05-06T11:00:00-0500\ntype: post\nimages: []\nphotos: []\nurl: /2024/05/06/ferry.html\n---\nText.',
    {
      id: "http://ann.micro.example/2024/05/06/ferry.html",
      date: "2024-05-06T10:00:00-05:00",
      slug: "ferry",
      aliases: ["/2024/05/06/ferry.html"],
    },
  ],
  [
    "VitePress",
    "a.md",
    "---\ntitle: Ferry\ndescription: A boat.\nlastUpdated: false\nlang: en-US\nhead:\n  - - meta\n    - name: x\n      content: y\n---\nText.",
    { summary: "A boat.", language: "en-US" },
  ],
  [
    "Nikola",
    "a.md",
    "<!--\n.. title: Ferry\n.. slug: ferry\n.. date: 2012-09-15 19:52:05 UTC\n.. tags: sea, tide\n.. link: \n.. description: A boat.\n.. type: text\n-->\n\nText.",
    { title: "Ferry", date: "2012-09-15T19:52:05Z", tags: ["sea", "tide"], summary: "A boat.", slug: "ferry" },
  ],
  [
    "mkdocs-material blog",
    "a.md",
    "---\ndate:\n  created: 2024-01-31\n  updated: 2024-02-02\nauthors: [ann]\ncategories:\n  - Sea\nslug: ferry\nhide:\n  - toc\npin: true\n---\n\n# Ferry\n\nText.",
    {
      title: "Ferry",
      date: "2024-01-31",
      updated: "2024-02-02",
      authors: [{ name: "ann" }],
      tags: ["Sea"],
      draft: false,
    },
  ],
];

describe("front matter as other tools document it", () => {
  it.each(SAMPLES)("is read: %s", (_, path, text, wanted) => {
    const read = article(path, text);
    expect(read).toMatchObject({ draft: false, unlisted: false, ...wanted });
    expect(read.html).toBe("<p>Text.</p>\n");
  });

  it("finds a picture beside the article", () => {
    const text = "---\ntitle: T\nheroImage: { src: ../img/a b.png, alt: x }\n---\nText.";
    expect(at(article("posts/a.md", text).image, "posts/a.md")).toBe("https://e.org/b/media/img/a%20b.png");
  });
});
