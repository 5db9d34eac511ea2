import { describe, expect, it } from "vitest";
import type { Article, Attachment } from "../../functions/article/article.ts";
import { type CleanHtml, MARK } from "../../functions/article/reference.ts";
import { toItem } from "../../functions/render/item.ts";
import type { Placement } from "../../functions/render/placed-article.ts";
import { foundMedia, media, placement, reference, settings } from "./sample.ts";

const itemOf = (more: Partial<Article> = {}, placed: Partial<Placement> = {}) =>
  toItem(placement(more, placed), settings);

describe("an item", () => {
  it("has its page's address, whatever the script of its slug", () => {
    expect(itemOf({}, { slug: "日本-語?#" }).url).toBe(
      "https://feeds.example.org/blog/articles/%E6%97%A5%E6%9C%AC-%E8%AA%9E%3F%23/",
    );
  });

  it.each([
    ["its first words", "<p>Just a <b>short</b> thought.</p>", [], "Just a short thought."],
    [
      "its first words, cut between words",
      `<p>${"ferry ".repeat(20)}</p>`,
      [],
      "ferry ferry ferry ferry ferry ferry ferry ferry ferry ferry…",
    ],
    ["its attachment's title", "", [{ url: media("audio/a%20song.mp3"), title: "Song" }], "Song"],
    ["its date", '<p><img src="a.png"></p>', [{ url: media("a.mp3") }], "14 September 2023"],
  ])("without a title has none, and is called by %s where it needs a name", (_, html, attachments, name) => {
    const item = itemOf({ title: undefined, html: html as CleanHtml, attachments });
    expect(item.title).toBeUndefined();
    expect(item.name).toBe(name);
  });

  it("with a title is called by it", () => {
    expect(itemOf({ title: "A <b>\n c" })).toMatchObject({ title: "A <b> c", name: "A <b> c" });
  });

  it("has absolute URLs where the article had URL marks", () => {
    const html = `<a href="${MARK.page}#a">a</a><a href="${MARK.link}b.md">b</a><a href="${MARK.link}%2Fc">c</a>`;
    const references = { ...foundMedia("i.png"), [`${MARK.link}b.md`]: "articles/b/" };
    expect(itemOf({ html: html as CleanHtml, image: media("i.png") }, { references })).toMatchObject({
      html: [
        '<a href="https://feeds.example.org/blog/articles/at-t/#a">a</a>',
        '<a href="https://feeds.example.org/blog/articles/b/">b</a>',
        '<a href="https://feeds.example.org/c">c</a>',
      ].join(""),
      image: "https://feeds.example.org/blog/media/i.png",
    });
  });

  it("has its own authors, or else the site's", () => {
    expect(itemOf({ authors: [{ name: "Cy" }] }).authors).toEqual([{ name: "Cy" }]);
    expect(itemOf({ authors: [] }).authors).toEqual(settings.authors);
  });

  it("is never updated before it is published", () => {
    expect(itemOf({}, { published: 2000, updated: 1000 })).toMatchObject({ published: 2000, updated: 2000 });
    expect(itemOf({}, { published: 2000, updated: 3000 })).toMatchObject({ published: 2000, updated: 3000 });
  });

  it.each([
    ["javascript:alert(1)", undefined],
    ["data:text/html,x", undefined],
    ["not a url", undefined],
    ["https://example.org/ü?a=1 2", "https://example.org/%C3%BC?a=1%202"],
  ])("links to the external URL %s only if it is safe to follow", (externalUrl, expected) => {
    expect(itemOf({ externalUrl }).externalUrl).toBe(expected);
    expect(itemOf({ authors: [{ name: "Cy", url: externalUrl, avatar: externalUrl }] }).authors).toEqual([
      { name: "Cy", url: expected, avatar: expected },
    ]);
  });

  it.each([
    ["tag:example.org,2026:a.md", "tag:example.org,2026:a.md"],
    ["https://example.org/?p=1#a", "https://example.org/?p=1#a"],
    ["urn:x:ä", "urn:x:ä"],
    ["https://exämple.org/日本/?p=1#ü", "https://exämple.org/日本/?p=1#ü"],
    ["urn:x:ä 100%", "tag:example.org,2026:urn%3Ax%3A%C3%A4%20100%25"],
    ["2347259", "tag:example.org,2026:2347259"],
    ["007", "tag:example.org,2026:007"],
    ["5f2a9c1b3d4e5f6071829304", "tag:example.org,2026:5f2a9c1b3d4e5f6071829304"],
    ["Buzzsprout-1", "tag:example.org,2026:Buzzsprout-1"],
    ["3623987 at https://example.org", "tag:example.org,2026:3623987%20at%20https%3A%2F%2Fexample.org"],
    ["a  b", "tag:example.org,2026:a%20%20b"],
    ["日本", "tag:example.org,2026:%E6%97%A5%E6%9C%AC"],
    ["https://e.org/<x>", "tag:example.org,2026:https%3A%2F%2Fe.org%2F%3Cx%3E"],
    ["https://e.org/50%", "tag:example.org,2026:https%3A%2F%2Fe.org%2F50%25"],
    ["https://e.org/#a#b", "tag:example.org,2026:https%3A%2F%2Fe.org%2F%23a%23b"],
    ["https://", "tag:example.org,2026:https%3A%2F%2F"],
    ["urn:", "tag:example.org,2026:urn%3A"],
  ])("has the id %j as it is, and in Atom %s", (id, iri) => {
    const item = itemOf({}, { id });
    expect([item.id, item.iri ?? item.id]).toEqual([id, iri]);
  });

  it("has an id that XML can hold", () => {
    expect(itemOf({}, { id: "half \ud800" })).toMatchObject({ id: "half ", iri: "tag:example.org,2026:half%20" });
  });
});

describe("an attachment", () => {
  const enclosures = (attachment: Attachment, storedMedia: Placement["media"] = {}) =>
    itemOf({ attachments: [attachment] }, { media: storedMedia }).enclosures;

  it("in the site's media has the size and type from the store, whatever the article says", () => {
    const storedMedia = { "audio/a song.mp3": { size: 7, type: "audio/mpeg" } };
    expect(
      enclosures(
        { url: media("audio/a%20song.mp3"), size: 9, type: "video/mp4", title: " A\nb ", duration: 3 },
        storedMedia,
      ),
    ).toEqual([
      { url: `${settings.url}media/audio/a%20song.mp3`, size: 7, type: "audio/mpeg", title: "A b", duration: 3 },
    ]);
  });

  it.each(["gone.mp3", "constructor", "__proto__"])("missing from the site's media (%s) is omitted", (name) => {
    expect(enclosures({ url: media(name) })).toEqual([]);
  });

  it.each<readonly [string, string | undefined, string]>([
    ["https://e.org/a.mp3", undefined, "audio/mpeg"],
    ["https://e.org/A.PDF?x=.mp3#y.mp3", undefined, "application/pdf"],
    ["https://e.org/a", undefined, "application/octet-stream"],
    ["https://e.org/a.mp3", "audio/x-mine", "audio/x-mine"],
    ["https://e.org/a.mp3", 'no/"type', "audio/mpeg"],
  ])("on another host, %s with the given type %s, has the type %s", (url, type, expected) => {
    expect(enclosures({ url: reference(url), type }).map((enclosure) => enclosure.type)).toEqual([expected]);
  });

  it.each(["mailto:a@example.org", "data:image/png;base64,AAAA"])(
    "that cannot be fetched over HTTP (%s) is omitted",
    (url) => {
      expect(enclosures({ url: reference(url) })).toEqual([]);
      expect(itemOf({ image: reference(url) }).image).toBeUndefined();
    },
  );

  it.each([Number.NaN, -1, 0, 5e-324, 1e300, Number.POSITIVE_INFINITY])("has no size or duration of %d", (number) => {
    expect(enclosures({ url: reference("https://e.org/a.mp3"), size: number, duration: number })).toEqual([
      { url: "https://e.org/a.mp3", type: "audio/mpeg" },
    ]);
  });
});
