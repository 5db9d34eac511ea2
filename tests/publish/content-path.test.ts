/** What the path of a file alone decides: whether it is read, published, or left out. */
import { describe, expect, it } from "vitest";
import { ignoredAs, kindOfPath, type PathKind } from "../../functions/publish/content-path.ts";

const PATHS: Readonly<Record<PathKind, readonly string[]>> = {
  settings: ["site.json"],
  article: [
    ...["a.md", "a.MD", "a.markdown", "a.mdown", "a.mkd", "a.mdx", "a.txt", "a.text", "a.html", "a.htm", "a.xhtml"],
    ...["a.json", "posts/site.json", "README.md", "robots.txt", "404.html", "drafts/a.md", "draft-a.md"],
    ...[
      "_posts/2024-01-01-a.md",
      "blog/_posts/a.md",
      "_drafts/a.md",
      "_posts/_drafts/a.md",
      "_index.md",
      "x/_index.en.md",
    ],
    ...["vendor/a.md", "templates/a.md", "posts/layouts/a.html", "download/a.md", "my copy.md", "a (1).md", "c#/#.md"],
  ],
  media: [
    ...[
      "a.jpg",
      "a.JPEG",
      "a.svg",
      "a.mp3",
      "a.m4b",
      "a.flac",
      "a.mkv",
      "a.m3u8",
      "a.vtt",
      "a.ttml",
      "a.pdf",
      "a.epub",
    ],
    ...["_posts/a.png", "static/a.png", "Episode #2.mp3"],
  ],
  "attachment-only": [
    ...["a.zip", "a.csv", "a.gpx", "a.ics", "a.woff2", "a.mobi", "a.py", "LICENSE", "CNAME", "a.xml", "drafts/a.png"],
    // Folders, as the watcher of `dev` asks about them.
    ...["posts", "_posts", "_drafts", "drafts"],
  ],
  unread: ["a.rst", "a.adoc", "a.org", "a.textile", "a.docx", "a.DOC", "a.odt", "a.rtf", "a.ipynb", "a.typ", "a.tex"],
  ignored: [
    ...[".env", ".git/config", "a/.hidden/b.md", "._a.md", "_includes/a.html", "_site/a.html", "a/_b/c.md", "_a.md"],
    ...["s.md~", "#s.md#", "s.md.bak", ".s.md.swp", "s.swo", "s.md.orig", "s.md.rej", "s.old", "s.part", "s.mp3.tmp"],
    ...["s.crdownload", "4913", "~$s.docx", "s.bak/a.md", "Thumbs.db", "desktop.ini", "@eaDir/a.jpg"],
    ...["a.sync-conflict-20240101-120000-ABC.md", "a (Ann's conflicted copy 2024-01-01).md"],
    ...["node_modules", "node_modules/x/README.md", "a/node_modules/x.png", "vendor/bundle/x.md"],
    ...["package.json", "package-lock.json", "tsconfig.base.json", "x.11tydata.json", "x.11tydata.js", "authors.yml"],
    ...["deploy.env", "hugo.toml", "yarn.lock", "server.key", "id_rsa", "Makefile", "post.njk", "style.css"],
    ...["layouts/index.html", "themes/x/layouts/a.html", "themes/x/exampleSite/content/a.md", "archetypes/default.md"],
    ...["_drafts/a.png", "_redirects", "requirements.txt"],
  ],
};

const ROWS = Object.entries(PATHS).flatMap(([kind, paths]) => paths.map((path) => ({ path, kind })));

describe("kindOfPath", () => {
  it.each(ROWS)("takes $path for $kind", ({ path, kind }) => {
    expect(kindOfPath(path)).toBe(kind);
  });

  it.each([
    [".git/config", "dotfiles"],
    ["a/_b/c.md", "names with _"],
    ["a.md~", "backups"],
    ["node_modules/a.md", "package files"],
    ["a.yml", "tool files"],
    ["a.md", undefined],
  ])("says why %s is ignored: %s", (path, reason) => {
    expect(ignoredAs(path)).toBe(reason);
  });
});
