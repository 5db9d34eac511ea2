/** The library's functions, as other programs call them. The package's entry point adds the release and the worker to them. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { publishToFolder, publishToMemory } from "../../functions/library/publish.ts";
import { readArticle } from "../../functions/library/read-article.ts";
import { type FeedEntry, renderFeed } from "../../functions/library/render-feed.ts";
import { contents, fill, temporaryFolder } from "../local/temporary-folder.ts";

const RELEASE = { release: "test", worker: new URL("file:///no/such/worker.mjs") };
const URL_OF_SITE = "https://feeds.example.org/";
const NOW = Date.parse("2026-11-23T10:00:00Z");
const post = (title: string, rest = "") => `---\ntitle: ${title}\ndate: 2026-11-01\n${rest}---\nText of ${title}.\n`;

const FILES = {
  "site.json": JSON.stringify({ title: "Harbour", id: "tag:example.org,2026:" }),
  "ferry.md": post("Ferry"),
  "later.md": post("Later", "publishAfter: 2027-01-01\n"),
  "draft.md": post("Draft", "draft: true\n"),
  "bad.md": "---\ndate: 2026-09-31\n---\nText.\n",
};

describe("publish", () => {
  it("returns the same bytes for files in memory and a folder, and writes them to a folder", async () => {
    const root = temporaryFolder();
    fill(join(root, "in"), FILES);
    const options = { url: URL_OF_SITE, now: NOW };
    const fromFiles = await publishToMemory(FILES, options, RELEASE);
    const fromFolder = await publishToMemory(pathToFileURL(join(root, "in")), options, RELEASE);
    await publishToFolder(join(root, "in"), { ...options, out: join(root, "out") }, RELEASE);
    const texts = (files: ReadonlyMap<string, Uint8Array>) =>
      Object.fromEntries([...files].map(([name, bytes]) => [name, Buffer.from(bytes).toString()]));
    const written = Object.entries(contents(join(root, "out"))).map(([name, text]) => [
      name.replaceAll("\\", "/"),
      text,
    ]);
    expect(texts(fromFolder.files)).toEqual(texts(fromFiles.files));
    expect(texts(fromFiles.files)).toEqual(Object.fromEntries(written));
    expect(texts(fromFiles.files)["feed.xml"]).toContain("<title>Ferry</title>");
  });

  it("counts articles, and names what its writer should know", async () => {
    const { articles, messages } = await publishToMemory(FILES, { url: URL_OF_SITE, now: NOW }, RELEASE);
    expect(articles).toEqual({ published: 1, rejected: 1, hidden: 2 });
    expect(messages.filter(({ kind }) => kind === "problem")).toEqual([
      { kind: "problem", path: "bad.md", line: 2, reason: expect.stringContaining("2026-09-31") },
    ]);
  });

  it("names a path that no file can have", async () => {
    const { messages } = await publishToMemory({ "../a.md": "A" }, { url: URL_OF_SITE }, RELEASE);
    expect(messages[0]).toMatchObject({ kind: "problem", path: "../a.md" });
  });

  it("writes only what changed when called again, with or without state", async () => {
    const root = temporaryFolder();
    fill(join(root, "in"), { "a.md": post("A"), "b.md": post("B") });
    const state = join(root, "state");
    for (const options of [{ out: join(root, "out") }, { out: join(root, "out-2"), state }]) {
      const again = () => publishToFolder(join(root, "in"), { ...options, url: URL_OF_SITE, now: NOW }, RELEASE);
      writeFileSync(join(root, "in/a.md"), post("A"));
      await again();
      writeFileSync(join(root, "in/a.md"), post("Another title"));
      const { documents } = await again();
      expect(documents.written).toContain("articles/a/index.html");
      expect(documents.written).not.toContain("articles/b/index.html");
    }
  });

  it.each([
    [{ "site.json": '{ "tilte": "Harbour" }' }, {}, /site\.json:1: tilte: unknown setting; did you mean title/],
    [{}, { url: "feeds" }, /the given url: /],
  ])("throws for settings that are wrong: %j %j", async (files, options, message) => {
    const root = temporaryFolder();
    fill(join(root, "in"), { ...files, "a.md": post("A") });
    const wrong = { name: "InvalidSettingsError", message: expect.stringMatching(message) };
    await expect(publishToMemory(files, options, RELEASE)).rejects.toMatchObject(wrong);
    const toFolder = publishToFolder(join(root, "in"), { ...options, out: join(root, "out") }, RELEASE);
    await expect(toFolder).rejects.toMatchObject(wrong);
  });

  it("throws for a folder that is not there, or that it would publish into itself", async () => {
    const root = temporaryFolder();
    fill(root, { "a.md": post("A") });
    const missing = join(root, "nowhere");
    await expect(publishToMemory(missing, {}, RELEASE)).rejects.toThrow("there is no such folder");
    await expect(publishToFolder(root, { out: join(root, "out") }, RELEASE)).rejects.toThrow(
      "inside the content folder",
    );
  });
});

describe("renderFeed", () => {
  const entry = (path: string, text: string): FeedEntry => {
    const reading = readArticle(path, text);
    if (reading.kind !== "article") throw new Error(`${path} is no article`);
    return { path, article: reading.article };
  };
  const SITE = { title: "Harbour", url: URL_OF_SITE, id: "tag:example.org,2026:" };

  it("renders the feeds that publish makes of the same articles", async () => {
    const files = {
      "site.json": JSON.stringify({ ...SITE, archive: false }),
      "a.md": post("A"),
      "b/c.md": post("C & D"),
    };
    const { files: published } = await publishToMemory(files, { now: NOW }, RELEASE);
    const textOf = (name: string) => Buffer.from(published.get(name) ?? "").toString();
    const entries = [entry("a.md", files["a.md"]), entry("b/c.md", files["b/c.md"])];
    expect(renderFeed(entries, { ...SITE, archive: false }, { now: NOW })).toEqual({
      rss: textOf("feed.xml"),
      atom: textOf("atom.xml"),
      json: textOf("feed.json"),
    });
  });

  it("leaves out drafts, and articles whose time has not come", () => {
    const entries = [
      entry("a.md", post("Secret", "draft: true\n")),
      entry("b.md", post("Soon").replace("2026", "2027")),
    ];
    const { rss, atom, json } = renderFeed(entries, SITE, { now: NOW });
    expect(rss + atom + json).not.toMatch(/Secret|Soon/);
  });

  it("holds no more articles than the limit, the newest first", () => {
    const entries = ["01", "03", "02"].map((day) =>
      entry(`${day}.md`, post(`Day ${day}`).replace("11-01", `11-${day}`)),
    );
    const { items } = JSON.parse(renderFeed(entries, { ...SITE, limit: 2 }, { now: NOW }).json);
    expect(items.map(({ title }: { title: string }) => title)).toEqual(["Day 03", "Day 02"]);
  });

  it("throws for a setting that is unknown", () => {
    expect(() => renderFeed([], { tilte: "Harbour" })).toThrow("did you mean title?");
  });
});
