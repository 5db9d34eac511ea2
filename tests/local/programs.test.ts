/** Reads the feeds of a built and served site with real feed readers. */
import { execFile, execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { build } from "../../functions/local/commands/build.ts";
import { startServer } from "../../functions/local/server/server.ts";
import { recordedTerminal } from "./recorded-terminal.ts";
import { fill, temporaryFolder } from "./temporary-folder.ts";

const TITLES = [
  "AT&T use <b>x</b>",
  "a < b & c > d",
  "&amp; as typed",
  "]]> thrice ]]> ]]>",
  "フィードという約束",
  "Plain",
];
const SITE = JSON.stringify({ title: "Tools & Trade", id: "tag:example.org,2026:" });
const run = promisify(execFile);

/** Whether all programs are installed; warns about missing ones. */
function programs(...paths: readonly string[]): boolean {
  const missing = paths.filter((path) => !existsSync(path));
  if (missing.length > 0) console.warn(`SKIPPED: ${missing.join(", ")} not found; install it to run these tests`);
  return missing.length === 0;
}

/** Builds a site in a temporary folder, and serves it on a free port under the URL that it was built for. */
async function site() {
  const folder = temporaryFolder();
  const [content, out] = [join(folder, "content"), join(folder, "out")];
  const server = await startServer({ folder: out, port: 0 });
  const articles = TITLES.map((title, index) => [
    `${index}.md`,
    `---\ntitle: ${JSON.stringify(title)}\ndate: 2026-01-0${9 - index}\nauthor: Ann Lee\n---\nBody ${index} of *it*.\n`,
  ]);
  fill(content, { "site.json": SITE, ...Object.fromEntries(articles) });
  const options = { content, out, url: server.url, defaultUrl: server.url, now: Date.UTC(2026, 1, 1), release: "test" };
  expect(await build(options, recordedTerminal().terminal)).toBe(0);
  return { folder, out, server };
}

describe.skipIf(!programs("/usr/bin/newsboat", "/usr/bin/python3"))("newsboat", () => {
  it.each(["feed.xml", "atom.xml"])("it shows every title of %s as typed", async (file) => {
    const { folder, server } = await site();
    fill(folder, { urls: `${server.url}${file}\n` });
    const cache = join(folder, "cache.db");
    await run("/usr/bin/newsboat", ["-u", join(folder, "urls"), "-c", cache, "-x", "reload"], {
      env: { ...process.env, HOME: folder },
    });
    await server.close();
    const query =
      "import sqlite3,json,sys;print(json.dumps([r[0] for r in sqlite3.connect(sys.argv[1]).execute('select title from rss_item order by pubDate desc')]))";
    expect(JSON.parse(execFileSync("/usr/bin/python3", ["-c", query, cache], { encoding: "utf8" }))).toEqual(TITLES);
  });
});

describe.skipIf(!programs("/usr/bin/sfeed"))("sfeed", () => {
  it.each(["feed.xml", "atom.xml"])("it shows every title of %s as typed", async (file) => {
    const { out, server } = await site();
    await server.close();
    const lines = execFileSync("/usr/bin/sfeed", { input: readFileSync(join(out, file)), encoding: "utf8" })
      .trim()
      .split("\n");
    expect(lines.map((line) => line.split("\t")[1])).toEqual(TITLES);
  });
});

function hasFeedparser(): boolean {
  try {
    execFileSync("/usr/bin/python3", ["-c", "import feedparser"], { stdio: "ignore" });
    return true;
  } catch {
    console.warn("SKIPPED: Python's feedparser not found; install python3-feedparser to run these tests");
    return false;
  }
}

describe.skipIf(!hasFeedparser())("Python's feedparser", () => {
  const script =
    "import feedparser,json,sys;d=feedparser.parse(sys.argv[1]);print(json.dumps([bool(d.bozo),d.feed.title,[[e.title,e.author,e.title_detail.type] for e in d.entries]]))";

  it.each(["feed.xml", "atom.xml"])("it finds nothing wrong with %s, and every author", async (file) => {
    const { out, server } = await site();
    await server.close();
    const parsed = JSON.parse(execFileSync("/usr/bin/python3", ["-c", script, join(out, file)], { encoding: "utf8" }));
    const [isBroken, title, entries] = parsed as [boolean, string, [string, string, string][]];
    expect({ isBroken, title }).toEqual({ isBroken: false, title: "Tools & Trade" });
    expect(entries.map(([, author]) => author)).toEqual(TITLES.map(() => "Ann Lee"));
    // In RSS, feedparser treats every title as HTML and removes tags; only Atom can declare a title as text.
    if (file === "atom.xml") expect(entries.map(([found]) => found)).toEqual(TITLES);
  });
});
