/**
 * Hugo as a contender, with a site as similar to Dropfeed's as possible: a page for each article, and the newest 50
 * articles of the site and of each tag and author as a page and as full-text RSS. It has one feed format where Dropfeed
 * has three, no archive, and does not sanitize HTML.
 */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Contender } from "./contender.ts";
import { DOCUMENT_OUTPUTS, DOCUMENT_TEMPLATES, monthFiles } from "./hugo-documents.ts";
import { writeFiles } from "./write-files.ts";

/** As its documentation begins, and with templates for nearly the same documents as Dropfeed's. None if `hugo` is not on the PATH. */
export async function hugo(): Promise<readonly Contender[]> {
  const version = await versionOf("hugo");
  return version === undefined ? [] : [contender("Hugo", version, false), contender(SAME_DOCUMENTS, version, true)];
}

const SAME_DOCUMENTS = "Hugo, same documents";

function contender(name: string, version: string, hasSameDocuments: boolean): Contender {
  return {
    name,
    version,
    maxArticles: Number.POSITIVE_INFINITY,
    prepare(content, folder) {
      const out = join(folder, "public");
      const more = hasSameDocuments ? { ...DOCUMENT_TEMPLATES, ...monthFiles(content) } : {};
      const outputs = hasSameDocuments ? DOCUMENT_OUTPUTS + ARCHIVE_MOUNT : OUTPUTS;
      writeFiles(folder, { ...TEMPLATES, ...more, "config.toml": configuration(content, folder, outputs) });
      const hugo = ["--source", folder, "--destination", out];
      return {
        build: { command: ["hugo", ...hugo, "--noBuildLock"] },
        out,
        serve: (port) => ({
          command: ["hugo", "server", ...hugo, "--bind", "127.0.0.1", "--port", String(port), "--renderToDisk"],
        }),
        feed: "/index.xml",
      };
    },
  };
}

async function versionOf(program: string): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(program, ["version"]);
    return /v([\d.]+)/.exec(stdout)?.[1];
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

const OUTPUTS = `[outputs]
page = ["HTML"]
home = ["HTML", "RSS"]
term = ["HTML", "RSS"]
taxonomy = ["HTML"]
`;

const ARCHIVE_MOUNT = `[[module.mounts]]
source = "archive"
target = "content/archive"
`;

function configuration(content: string, folder: string, outputs: string): string {
  return `baseURL = "https://example.org/"
title = "Example"
languageCode = "en"
disableKinds = ["section", "sitemap", "robotsTXT", "404"]
cacheDir = ${JSON.stringify(join(folder, "cache"))}
[taxonomies]
tag = "tags"
author = "author"
${outputs}[markup.goldmark.renderer]
unsafe = true
[markup.highlight]
codeFences = false
[[module.mounts]]
source = ${JSON.stringify(content)}
target = "content"
[[module.mounts]]
source = "layouts"
target = "layouts"
`;
}

const HEAD = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>`;

const TEMPLATES = {
  "layouts/_default/single.html": `${HEAD}<article><h1>{{ .Title }}</h1>
<p><time datetime="{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}">{{ .Date.Format "2 January 2006" }}</time>
{{ range .GetTerms "author" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ range .GetTerms "tags" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</p>
{{ .Content }}</article></body></html>
`,
  "layouts/_default/list.html": `${HEAD}<h1>{{ .Title }}</h1><ul>
{{ range first 50 .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> <time>{{ .Date.Format "2 January 2006" }}</time></li>
{{ end }}</ul></body></html>
`,
  "layouts/_default/rss.xml": `{{ printf "<?xml version=\\"1.0\\" encoding=\\"utf-8\\"?>" | safeHTML }}
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>{{ .Title }}</title><link>{{ .Permalink }}</link>
<description>{{ .Title }}</description>
{{ with .OutputFormats.Get "RSS" }}<atom:link href="{{ .Permalink }}" rel="self" type="application/rss+xml"/>{{ end }}
{{ range first 50 .Pages }}<item><title>{{ .Title }}</title><link>{{ .Permalink }}</link><guid>{{ .Permalink }}</guid>
<pubDate>{{ .Date.Format "Mon, 02 Jan 2006 15:04:05 -0700" }}</pubDate>
{{ range .Params.tags }}<category>{{ . }}</category>{{ end }}
<description>{{ .Content | html }}</description></item>
{{ end }}</channel></rss>
`,
};
