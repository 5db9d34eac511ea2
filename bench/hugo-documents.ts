/**
 * Hugo templates for nearly the same documents as Dropfeed's: RSS, Atom and JSON Feed with whole articles, for the site, each tag and
 * author, and the archive of each month. It is what a user of Hugo would write to get the same result. Still missing are archives of tags
 * and authors, list entries with excerpts, sanitizing and everything that is checked.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Hugo makes a page for a month only if a file asks for it. */
export function monthFiles(content: string): Record<string, string> {
  const months = new Set<string>();
  for (const name of readdirSync(content)) {
    const [, month] = /^date: (\d{4}-\d\d)/m.exec(readFileSync(join(content, name), "utf8").slice(0, 500)) ?? [];
    if (month !== undefined) months.add(month);
  }
  const outputs = '["HTML", "RSS", "ATOM", "FEEDJSON"]';
  return Object.fromEntries(
    [...months].map((month) => [
      `archive/${month}.md`,
      `---\ntitle: "${month}"\ntype: archive\nurl: /archive/${month}/\noutputs: ${outputs}\n---\n`,
    ]),
  );
}

export const DOCUMENT_OUTPUTS = `[outputs]
page = ["HTML"]
home = ["HTML", "RSS", "ATOM", "FEEDJSON"]
term = ["HTML", "RSS", "ATOM", "FEEDJSON"]
taxonomy = ["HTML"]
[mediaTypes."application/atom+xml"]
suffixes = ["xml"]
[mediaTypes."application/feed+json"]
suffixes = ["json"]
[outputFormats.ATOM]
mediaType = "application/atom+xml"
baseName = "atom"
[outputFormats.FEEDJSON]
mediaType = "application/feed+json"
baseName = "feed"
isPlainText = true
`;

const DECLARATION = `{{ printf "<?xml version=\\"1.0\\" encoding=\\"utf-8\\"?>" | safeHTML }}`;

const rss = (pages: string) => `${DECLARATION}
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>{{ .Title }}</title><link>{{ .Permalink }}</link><description>{{ .Title }}</description>
{{ range ${pages} }}<item><title>{{ .Title }}</title><link>{{ .Permalink }}</link><guid>{{ .Permalink }}</guid>
<pubDate>{{ .Date.Format "Mon, 02 Jan 2006 15:04:05 -0700" }}</pubDate>
{{ range .Params.tags }}<category>{{ . }}</category>{{ end }}<dc:creator>{{ .Params.author }}</dc:creator>
<description>{{ .Summary | plainify }}</description><content:encoded>{{ .Content | html }}</content:encoded></item>
{{ end }}</channel></rss>
`;

const atom = (pages: string) => `${DECLARATION}
<feed xmlns="http://www.w3.org/2005/Atom"><title>{{ .Title }}</title><id>{{ .Permalink }}</id><link href="{{ .Permalink }}"/>
<updated>{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}</updated>
{{ range ${pages} }}<entry><title>{{ .Title }}</title><id>{{ .Permalink }}</id><link href="{{ .Permalink }}"/>
<published>{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}</published><updated>{{ .Lastmod.Format "2006-01-02T15:04:05Z07:00" }}</updated>
{{ range .Params.tags }}<category term="{{ . }}"/>{{ end }}<author><name>{{ .Params.author }}</name></author>
<summary>{{ .Summary | plainify }}</summary><content type="html">{{ .Content | html }}</content></entry>
{{ end }}</feed>
`;

const json = (pages: string) => `{{ $items := slice }}{{ range ${pages} }}
{{ $items = $items | append (dict "id" .Permalink "url" .Permalink "title" .Title "content_html" (string .Content) "summary" (.Summary | plainify) "date_published" (.Date.Format "2006-01-02T15:04:05Z07:00") "tags" .Params.tags "authors" (slice (dict "name" .Params.author))) }}{{ end -}}
{{ dict "version" "https://jsonfeed.org/version/1.1" "title" .Title "home_page_url" .Permalink "items" $items | jsonify }}
`;

const NEWEST = "first 50 .Pages";
const ALL_OF_SITE = "first 50 site.RegularPages.ByDate.Reverse";
/** All articles are grouped once, not for each month. */
const OF_MONTH = `index (partialCached "months.html" .) .Title`;

export const DOCUMENT_TEMPLATES = {
  "layouts/_default/list.rss.xml": rss(NEWEST),
  "layouts/_default/list.atom.xml": atom(NEWEST),
  "layouts/_default/list.feedjson.json": json(NEWEST),
  "layouts/index.rss.xml": rss(ALL_OF_SITE),
  "layouts/index.atom.xml": atom(ALL_OF_SITE),
  "layouts/index.feedjson.json": json(ALL_OF_SITE),
  "layouts/archive/single.html": `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body><h1>{{ .Title }}</h1><ul>
{{ range ${OF_MONTH} }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ul></body></html>
`,
  "layouts/archive/single.rss.xml": rss(OF_MONTH),
  "layouts/archive/single.atom.xml": atom(OF_MONTH),
  "layouts/archive/single.feedjson.json": json(OF_MONTH),
  "layouts/partials/months.html": `{{ $months := newScratch }}{{ range (where site.RegularPages "Type" "!=" "archive").GroupByDate "2006-01" }}{{ $months.Set .Key .Pages }}{{ end }}{{ return $months.Values }}
`,
};
