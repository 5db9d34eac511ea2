/**
 * Eleventy with its RSS plugin as a contender, with a site as similar to Dropfeed's as possible (see hugo.ts).
 *
 * Eleventy is not a dependency of this project. It takes part if `@11ty/eleventy` and `@11ty/eleventy-plugin-rss` are
 * in node_modules of the folder in the environment variable ELEVENTY, or of this project.
 */
import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Contender } from "./contender.ts";
import { ROOT } from "./paths.ts";
import { writeFiles } from "./write-files.ts";

export async function eleventy(): Promise<Contender | undefined> {
  const modules = resolve(process.env.ELEVENTY ?? ROOT, "node_modules");
  const [version, plugin] = ["@11ty/eleventy", "@11ty/eleventy-plugin-rss"].map((name) =>
    versionOf(join(modules, name)),
  );
  if (version === undefined || plugin === undefined) return undefined;
  return {
    name: "Eleventy",
    version: `${version} (RSS plugin ${plugin})`,
    maxArticles: 10_000,
    prepare(content, folder) {
      const input = join(folder, "site");
      writeFiles(folder, FILES);
      symlinkSync(modules, join(folder, "node_modules"));
      symlinkSync(content, join(input, "articles"));
      const out = join(folder, "out");
      const command = [
        process.execPath,
        join(modules, "@11ty/eleventy/cmd.cjs"),
        "--quiet",
        "--input=site",
        "--output=out",
      ];
      return {
        build: { command, folder },
        out,
        serve: (port) => ({ command: [...command, "--serve", `--port=${port}`], folder }),
        feed: "/feed.xml",
      };
    },
  };
}

function versionOf(folder: string): string | undefined {
  const file = join(folder, "package.json");
  if (!existsSync(file)) return undefined;
  return (JSON.parse(readFileSync(file, "utf8")) as { readonly version: string }).version;
}

/** A feed and a page for each group, such as a tag: `{ name, slug, articles }`. */
const groupFiles = (kind: string) => ({
  [`site/${kind}-feed.njk`]: `---
pagination: { data: collections.${kind}, size: 1, alias: group }
permalink: "/${kind}/{{ group.slug }}/feed.xml"
eleventyExcludeFromCollections: true
layout: false
---
{% include "feed.njk" %}`,
  [`site/${kind}-page.njk`]: `---
pagination: { data: collections.${kind}, size: 1, alias: group }
permalink: "/${kind}/{{ group.slug }}/"
eleventyExcludeFromCollections: true
layout: false
---
{% include "list.njk" %}`,
});

const FILES = {
  "package.json": `{ "type": "module" }`,
  "eleventy.config.js": `import { feedPlugin } from "@11ty/eleventy-plugin-rss";

const slugOf = (name) => name.toLowerCase().replace(/[^\\p{L}\\p{N}]+/gu, "-");

export default function (eleventy) {
  eleventy.addPlugin(feedPlugin, {
    type: "rss", outputPath: "/feed.xml", collection: { name: "articles", limit: 50 },
    metadata: { language: "en", title: "Example", subtitle: "", base: "https://example.org/", author: { name: "Example" } },
  });
  const newest = (collections) => collections.getFilteredByGlob("site/articles/*.md").reverse();
  const groups = (namesOf) => (collections) => {
    const byName = new Map();
    for (const article of newest(collections))
      for (const name of namesOf(article.data)) {
        if (!byName.has(name)) byName.set(name, []);
        if (byName.get(name).length < 50) byName.get(name).push(article);
      }
    return [...byName].map(([name, articles]) => ({ name, slug: slugOf(name), articles }));
  };
  eleventy.addCollection("articles", (collections) => newest(collections).reverse());
  eleventy.addCollection("byTag", groups((data) => data.tags));
  eleventy.addCollection("byAuthor", groups((data) => [data.author]));
  eleventy.addCollection("home", (collections) => [{ name: "Example", slug: "", articles: newest(collections).slice(0, 50) }]);
  eleventy.addFilter("day", (date) => date.toISOString().slice(0, 10));
  return { markdownTemplateEngine: false };
}
`,
  "site/_data/layout.js": `export default "article.njk";`,
  "site/_includes/article.njk": `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title></head><body>
<article><h1>{{ title }}</h1><p><time datetime="{{ page.date | day }}">{{ page.date | day }}</time> {{ author }}
{% for tag in tags %}<a href="/byTag/{{ tag }}/">{{ tag }}</a> {% endfor %}</p>{{ content | safe }}</article></body></html>
`,
  "site/_includes/list.njk": `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ group.name }}</title></head><body>
<h1>{{ group.name }}</h1><ul>{% for article in group.articles %}
<li><a href="{{ article.url }}">{{ article.data.title }}</a> <time>{{ article.date | day }}</time></li>{% endfor %}
</ul></body></html>
`,
  "site/_includes/feed.njk": `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>{{ group.name }}</title><link>https://example.org/</link><description>{{ group.name }}</description>
{% for article in group.articles %}<item><title>{{ article.data.title }}</title>
<link>https://example.org{{ article.url }}</link><guid>https://example.org{{ article.url }}</guid>
<pubDate>{{ article.date | dateToRfc822 }}</pubDate><description>{{ article.content }}</description></item>
{% endfor %}</channel></rss>
`,
  ...groupFiles("byTag"),
  ...groupFiles("byAuthor"),
  "site/index.njk": `---
pagination: { data: collections.home, size: 1, alias: group }
permalink: /
eleventyExcludeFromCollections: true
layout: false
---
{% include "list.njk" %}`,
};
