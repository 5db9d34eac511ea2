import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { check } from "../../functions/local/commands/check.ts";
import { mp3 } from "../publish/recordings.ts";
import { recordedTerminal } from "./recorded-terminal.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** The beginning of a PNG file of that size; check reads no more of it. */
function png(width: number, height: number, bytes = 100): Buffer {
  const file = Buffer.alloc(bytes);
  file.write("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR", "latin1");
  file.writeUInt32BE(width, 16);
  file.writeUInt32BE(height, 20);
  return file;
}

/** A JPEG file with a large preview before its size. */
function jpeg(width: number, height: number): Buffer {
  const frame = Buffer.from("ffc000110800000000030122000211010311010000000000", "hex");
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  return Buffer.concat([Buffer.from("ffd8ffe1ea60", "hex"), Buffer.alloc(60_000 - 2), Buffer.from("ff", "hex"), frame]);
}

const PODCAST = {
  ...{ category: "Arts > Books", explicit: false, image: "cover.png", author: "Ann", description: "About books." },
  ...{ owner: { email: "ann@pod.example" }, guid: "9b024349-ccf0-5f69-a609-6b82873eab3c" },
};
const SITE = {
  ...{ title: "Paper", url: "https://pod.example/", id: "tag:pod.example,2026:", description: "About." },
  podcast: PODCAST,
};
const episode = (front = "", number = 1) =>
  `---\ntitle: Episode\ndate: 2026-11-01\naudio: e${number}.mp3\nepisode: ${number}\n${front}---\nText.\n`;

type Files = Readonly<Record<string, string | Buffer>>;

async function checked(files: Files, site: object = SITE) {
  const content = join(temporaryFolder(), "content");
  mkdirSync(content);
  const all = { "cover.png": png(1400, 1400), "e1.mp3": mp3(100), "e2.mp3": mp3(200), "a.md": episode(), ...files };
  for (const [name, body] of Object.entries({ "site.json": JSON.stringify(site), ...all }))
    writeFileSync(join(content, name), body);
  const { terminal, results, problems } = recordedTerminal();
  const options = { content, defaultUrl: "http://localhost:8080/", now: Date.UTC(2030, 0, 1), release: "test" };
  const code = await check(options, terminal);
  const short = (lines: readonly string[]) => lines.map((line) => line.replaceAll(`${content}/`, ""));
  return { code, notes: short(results.slice(0, -1)), problems: short(problems) };
}

const withPodcast = (more: object) => ({ ...SITE, podcast: { ...PODCAST, ...more } });

describe("check of a podcast", () => {
  it("finds nothing wrong with a show that directories take", async () => {
    const files = {
      "b.md": episode("season: 2\nexplicit: true\nimage: art.jpg\ntranscript: b.vtt\n", 2),
      "art.jpg": jpeg(3000, 3000),
      "b.vtt": "WEBVTT\n",
    };
    expect(await checked(files)).toEqual({ code: 0, notes: [], problems: [] });
  });

  it("says of a site with recordings and without a podcast how to make one", async () => {
    const { notes, problems } = await checked({}, { ...SITE, podcast: undefined });
    expect(problems).toEqual([]);
    expect(notes).toEqual([expect.stringMatching(/^site\.json: articles have audio or video; to make a podcast/)]);
  });

  it.each<[string, object, RegExp]>([
    ["no category", withPodcast({ category: undefined }), /podcast\.category is missing/],
    ["an unknown category", withPodcast({ category: "Cooking" }), /podcast\.category: "Cooking" is not one of Apple's/],
    ["an unknown subcategory", withPodcast({ category: "Arts > Cooking" }), /"Cooking" is not a subcategory of Arts/],
    ["explicit left open", withPodcast({ explicit: undefined }), /podcast\.explicit is missing/],
    ["no cover", withPodcast({ image: undefined }), /podcast\.image is missing/],
    ["a cover that is not there", withPodcast({ image: "no.png" }), /podcast\.image is not in the content folder/],
    ["a long description", withPodcast({ description: "ü".repeat(2001) }), /more than 4000 bytes/],
    ["a tag without episodes", withPodcast({ tag: "Show" }), /no episode: the feed of the tag "Show" has no article/],
  ])("reports %s as a problem", async (_, site, reason) => {
    const { code, problems } = await checked({}, site);
    expect(problems.join("\n")).toMatch(reason);
    expect(problems.every((line) => line.startsWith("site.json: "))).toBe(true);
    expect(code).toBe(1);
  });

  it.each<[string, Files, object, RegExp]>([
    ["is not square", { "cover.png": png(1400, 1600) }, {}, /is 1400 × 1600 pixels; .* a square of 1400 to 3000/],
    ["is too small", { "cover.png": png(1399, 1399) }, {}, /is 1399 × 1399 pixels/],
    ["is too large", { "cover.png": png(3001, 3001) }, {}, /is 3001 × 3001 pixels/],
    ["is neither JPEG nor PNG", { "cover.webp": "RIFF" }, { image: "cover.webp" }, /is neither JPEG nor PNG/],
    ["has another's name", { "cover.png": jpeg(1400, 1400) }, {}, /is a JPEG file, but its name ends in \.png/],
    ["is cut", { "cover.png": png(1400, 1400).subarray(0, 20) }, {}, /is neither JPEG nor PNG/],
  ])("reports a cover that %s", async (_, files, more, reason) => {
    const { problems } = await checked(files, withPodcast(more));
    expect(problems).toEqual([expect.stringMatching(reason)]);
  });

  it.each<[string, Files, object, RegExp]>([
    [
      "a recording that another has",
      { "b.md": episode().replace("episode: 1", "episode: 2") },
      {},
      /^b\.md: has the same recording as a\.md/,
    ],
    [
      "no number in a serial",
      { "a.md": episode().replace("episode: 1\n", "") },
      { type: "serial" },
      /^a\.md: has no episode number, which a serial/,
    ],
    ["no title", { "a.md": episode().replace("title: Episode\n", "") }, {}, /^a\.md: has no title/],
    [
      "a long summary",
      { "a.md": episode(`summary: ${"ü".repeat(2001)}\n`) },
      {},
      /^a\.md: the summary has more than 4000/,
    ],
  ])("reports an episode with %s", async (_, files, more, reason) => {
    const { problems } = await checked(files, withPodcast(more));
    expect(problems).toEqual([expect.stringMatching(reason)]);
  });

  it("asks no number of trailers and bonus episodes of a serial", async () => {
    const trailer = episode("episodeType: trailer\n").replace("episode: 1\n", "");
    expect((await checked({ "a.md": trailer }, withPodcast({ type: "serial" }))).problems).toEqual([]);
  });

  it.each(["http://pod.example/", undefined])("says of a site without https no word more than one: %s", async (url) => {
    const { notes } = await checked({}, { ...SITE, url });
    expect(notes.filter((note) => note.includes("http address"))).toEqual(
      url === undefined ? [] : ["site.json: url is an http address; directories ask for https (note)"],
    );
  });

  it.each<[string, Files, object, RegExp]>([
    ["an http address", far("http://cdn.example/e.mp3"), {}, /^a\.md: the recording has an http address/],
    [
      "a size that is not known",
      far("https://cdn.example/e.mp3"),
      {},
      /^a\.md: the size of the attachment \S+ is not known/,
    ],
    [
      "a duration that is not known",
      far("https://cdn.example/e.mp3"),
      {},
      /^a\.md: how long the recording plays is not/,
    ],
    ["a type that Apple does not play", {}, {}, /^a\.md: the recording is audio\/ogg, which Apple does not play/],
    [
      "a number that another has",
      { "b.md": episode().replace("e1.mp3", "e2.mp3") },
      {},
      /^b\.md: has the same episode number as a\.md: 1/,
    ],
    [
      "a picture that is no cover",
      { "a.md": episode("image: p.png\n"), "p.png": png(800, 600) },
      {},
      /^a\.md: the episode's picture is 800 × 600/,
    ],
    [
      "a transcript that apps do not read",
      { "a.md": episode("transcript: [t.pdf, t.vtt]\n"), "t.pdf": "x", "t.vtt": "WEBVTT" },
      {},
      /^a\.md: the transcript \S+t\.pdf is application\/pdf, which apps do not read; give it as .vtt or .srt/,
    ],
    [
      "what else is in a tag's feed",
      {
        "a.md": episode("tags: [Show]\n"),
        "b.md": "---\ntitle: B\ndate: 2026-11-02\ntags: [Show]\n---\nText.\n",
      },
      { tag: "Show", title: "Show" },
      /^site\.json: 1 of the 2 articles of the feed of the tag "Show" has nothing to play; apps pass them over/,
    ],
    [
      "nothing to play",
      { "b.md": "---\ntitle: B\ndate: 2026-11-02\n---\nText.\n" },
      {},
      /^site\.json: 1 of the 2 articles of the main feed has nothing to play; give the episodes a tag/,
    ],
    ["no owner", {}, { owner: undefined }, /^site\.json: podcast\.owner is missing/],
    ["no guid", {}, { guid: undefined }, /set podcast\.guid to [\da-f-]{36}, so that it stays/],
    ["a heavy cover", { "cover.png": png(1400, 1400, 600_000) }, {}, /^site\.json: podcast\.image has 600 kB/],
  ])("notes %s", async (name, files, more, reason) => {
    const ogg: Files = name.includes("Apple") ? { "a.md": episode().replace("e1.mp3", "e.ogg"), "e.ogg": "OggS" } : {};
    const { code, notes, problems } = await checked({ ...files, ...ogg }, withPodcast(more));
    expect(notes.join("\n")).toMatch(new RegExp(reason, "m"));
    expect({ code, problems }).toEqual({ code: 0, problems: [] });
  });
});

function far(url: string): Files {
  return { "a.md": episode().replace("e1.mp3", url) };
}
