import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readArticle } from "../../functions/article/read-article.ts";
import { MARK } from "../../functions/article/reference.ts";

const file = (address: string) => MARK.embed + encodeURIComponent(address);
const link = (address: string) => MARK.link + encodeURIComponent(address);

function read(front: string) {
  const reading = readArticle("a.md", Buffer.from(`---\ntitle: A\ndate: 2026-10-01\n${front}\n---\nText.\n`));
  if (reading.kind !== "article") throw new Error(JSON.stringify(reading));
  return { ...reading.article, notes: reading.notes.map(({ line, reason }) => `${line}: ${reason}`) };
}

describe("the front matter of an episode", () => {
  it.each<[string, object]>([
    ["episode: 12", { number: 12 }],
    ['episode: "012"', { number: 12 }],
    ['itunes_episode: "#12"', { number: 12 }],
    ["episodeNumber: Ep. 12", { number: 12 }],
    ["episode: 3.5", { number: 3.5 }],
    ["season: 2\nseason_name: Spring & neap", { season: 2, seasonName: "Spring & neap" }],
    ["season: { number: 2 }", { season: 2 }],
    ["episodeType: Trailer", { type: "trailer" }],
    ["itunes_episodeType: bonus", { type: "bonus" }],
    ["itunes:title: Plain", { title: "Plain" }],
    ["explicit: false", { explicit: false }],
    ["explicit: no", { explicit: false }],
    ["itunes_explicit: clean", { explicit: false }],
    ["itunes:explicit: yes", { explicit: true }],
    ["podcast:\n  episode: 4\n  explicit: true", { number: 4, explicit: true }],
    ["itunes: { season: 3, duration: 1:02:03 }", { season: 3, duration: 3723 }],
    ["duration: 61.5", { duration: 61.5 }],
    ["duration: 62 min", { duration: 3720 }],
    ["duration: 1h 2m 3s", { duration: 3723 }],
    ["duration: PT1H2M3S", { duration: 3723 }],
    ["itunes_duration: '62:03'", { duration: 3723 }],
    ["itunes_block: yes", { block: true }],
    ["transcript: a.vtt", { transcripts: [{ url: link("a.vtt") }] }],
    [
      "transcripts:\n  - { url: a.srt, type: application/srt, lang: de-at, rel: captions }\n  - https://x.example/a.html",
      {
        transcripts: [
          { url: link("a.srt"), type: "application/srt", language: "de-AT", isCaptions: true },
          { url: "https://x.example/a.html" },
        ],
      },
    ],
    ["chapters: a.chapters.json", { chapters: file("a.chapters.json") }],
    ["hosts: Ann Lee\nguests: [Bo, Cy]", { people: [host("Ann Lee"), guest("Bo"), guest("Cy")] }],
    [
      "people:\n  - { name: Di, role: Editor, group: writing, url: 'https://di.example', img: x }",
      { people: [{ name: "Di", role: "Editor", group: "writing", url: "https://di.example/" }] },
    ],
  ])("reads %j", (front, episode) => {
    expect(read(front).episode).toEqual(episode);
  });

  const CHAPTERS = [
    { start: 0, title: "Intro" },
    { start: 90, title: "The sea: again" },
    { start: 3725.5, title: "End" },
  ];
  it.each([
    ["chapters:\n  - 0:00 Intro\n  - 1:30 The sea: again\n  - 1:02:05.5 End"],
    ["chapters:\n  - (0:00) Intro\n  - '[01:30] The sea: again'\n  - 01:02:05.5 – End"],
    ["chapters:\n  - 0:00 - Intro\n  - 1:30: 'The sea: again'\n  - '1:02:05.5 | End'"],
    ["chapters: |\n  0:00 Intro\n  1:30 The sea: again\n  1:02:05.5 End"],
    ["chapters:\n  '0:00': Intro\n  '1:30': 'The sea: again'\n  '1:02:05.5': End"],
    [
      "chapters:\n  - { start: 1:02:05.5, title: End }\n  - { startTime: 0, title: Intro }\n  - { time: 1:30, name: 'The sea: again' }",
    ],
  ])("reads chapters, in the order of time: %j", (front) => {
    const { episode, notes } = read(front);
    expect({ chapters: episode?.chapters, notes }).toEqual({ chapters: CHAPTERS, notes: [] });
  });

  it("reads what else a chapter has", () => {
    const { episode } = read(
      "chapters: [{ start: 5, end: 6, title: A, img: a.png, url: 'https://a.example', toc: false }]",
    );
    const chapter = { start: 5, end: 6, title: "A", image: file("a.png"), url: "https://a.example/", isHidden: true };
    expect(episode?.chapters).toEqual([chapter]);
  });

  it.each([
    ["audio: a.mp3", file("a.mp3")],
    ["podcast_file: a.mp3", file("a.mp3")],
    ["audio: { src: a.mp3 }", undefined],
    ["audio_url: https://cdn.example/a.mp3", "https://cdn.example/a.mp3"],
    ["attachments: b.mp3\naudio: a.mp3", file("b.mp3")],
  ])("takes the recording from %j", (front, url) => {
    expect(read(front).attachments[0]?.url).toBe(url);
  });

  it.each([
    ["episode: Pilot", '4: episode: "Pilot" is not a number; write 12, ignored'],
    ["season: Summer", '4: season: "Summer" is not a number; write 12, ignored'],
    ["duration: a week", '4: duration: "a week" is not a duration; write seconds or 1:02:03, ignored'],
    ["episodeType: weekly", '4: episodeType: "weekly" is not full, trailer or bonus, ignored'],
    ["chapters: [Intro, Main]", '4: chapters: "Intro" is not a chapter'],
    ["transcript: |\n  Ann: Hello.\n  Bo: Hi.", "4: transcript: is not the address of a file, ignored"],
    ["transcript: 'javascript:alert(1)'", "4: transcript:"],
  ])("does not reject an article that means something else by a key, and says so: %j", (front, note) => {
    const { episode, notes } = read(front);
    expect(episode).toBeUndefined();
    expect(notes.join("\n")).toContain(note);
  });

  it("rejects an `explicit` that is not understood: it would be taken for the show's", () => {
    const reading = readArticle("a.md", Buffer.from("---\ntitle: A\nexplicit: perhaps\n---\nText.\n"));
    expect(reading).toMatchObject({ kind: "rejected", problems: [{ line: 3 }] });
  });

  it("reads the same from a JSON item", () => {
    const item = { title: "A", content_text: "Text.", episode: 3, _podcast: { season: 2 }, chapters: ["0:00 Intro"] };
    const reading = readArticle("a.json", Buffer.from(JSON.stringify(item)));
    const episode = { number: 3, season: 2, chapters: [{ start: 0, title: "Intro" }] };
    expect(reading).toMatchObject({ kind: "article", article: { episode } });
  });

  it("never throws, and never takes an address that could run", () => {
    const value = fc.oneof(fc.json(), fc.string(), fc.constantFrom("javascript:x", "data:text/html,x", "1:00 x", "no"));
    const key = fc.constantFrom("episode", "season", "chapters", "transcript", "people", "duration", "block", "audio");
    fc.assert(
      fc.property(fc.array(fc.tuple(key, value), { maxLength: 5 }), (pairs) => {
        const front = pairs.map(([name, each]) => `${name}: ${JSON.stringify(each)}`).join("\n");
        const reading = readArticle("a.md", Buffer.from(`---\ntitle: A\n${front}\n---\nText.\n`));
        const { transcripts = [] } = (reading.kind === "article" && reading.article.episode) || {};
        for (const { url } of transcripts) expect(url).not.toMatch(/^(?:javascript|data):/);
      }),
    );
  });
});

function host(name: string) {
  return { name, role: "host" };
}

function guest(name: string) {
  return { name, role: "guest" };
}
