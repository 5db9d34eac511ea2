import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSettings, type SettingsInput } from "../../functions/settings/parse-settings.ts";

const parse = (text: string | undefined, given: SettingsInput = {}) =>
  parseSettings(text === undefined ? undefined : new TextEncoder().encode(text), given);

function settings(site: object | undefined, given: SettingsInput = {}) {
  const parsing = parse(site && JSON.stringify(site), given);
  if (parsing.kind === "settings") return parsing.settings;
  throw new Error(parsing.problems.map(({ reason }) => reason).join("\n"));
}

function problems(text: string, given: SettingsInput = {}): string[] {
  const parsing = parse(text, given);
  return parsing.kind === "rejected" ? parsing.problems.map(({ line, reason }) => `${line ?? "?"}: ${reason}`) : [];
}

describe("the settings of a site", () => {
  it("have defaults for everything", () => {
    const defaults = {
      title: "localhost:8080",
      description: "The newest articles of localhost:8080",
      url: "http://localhost:8080/",
      id: "tag:localhost,2026:",
      language: "en",
      timezone: "UTC",
      authors: [],
      icon: undefined,
      image: undefined,
      copyright: undefined,
      limit: 50,
      archive: "month",
      archives: true,
      sections: [],
      languages: false,
      content: "full",
      hubs: [],
    };
    expect(settings(undefined)).toEqual(defaults);
    expect(settings({})).toEqual(defaults);
    expect(settings({ title: null, url: "", authors: null })).toEqual(defaults);
  });

  it("are what site.json says", () => {
    expect(
      settings({
        $schema: "x.json",
        title: " My\nSite ",
        description: "About",
        url: "https://Example.org/blog",
        id: "tag:example.org,2020:",
        language: "de-at",
        timezone: "Europe/Vienna",
        authors: ["Ann", { name: "Bo", url: "https://bo.example" }],
        icon: "img/icon x.png",
        image: "/cover.png",
        copyright: "© Ann",
        limit: 10,
        archive: false,
        archives: false,
        sections: ["/news/", "world/asia"],
        languages: true,
        content: "summary",
        hubs: ["https://hub.example", "https://hub.example/"],
      }),
    ).toEqual({
      title: "My Site",
      description: "About",
      url: "https://example.org/blog/",
      id: "tag:example.org,2020:",
      language: "de-AT",
      timezone: "Europe/Vienna",
      authors: [{ name: "Ann" }, { name: "Bo", url: "https://bo.example/" }],
      icon: "https://example.org/blog/media/img/icon%20x.png",
      image: "https://example.org/cover.png",
      copyright: "© Ann",
      limit: 10,
      archive: false,
      archives: false,
      sections: ["news", "world/asia"],
      languages: true,
      content: "summary",
      hubs: ["https://hub.example/"],
    });
  });

  it.each([
    [{}, {}, "http://localhost:8080/"],
    [{}, { defaultUrl: "https://d.example" }, "https://d.example/"],
    [{ url: "https://site.example/x" }, { defaultUrl: "https://d.example" }, "https://site.example/x/"],
    [
      { url: "https://site.example" },
      { url: "https://given.example/b/", defaultUrl: "https://d.example" },
      "https://given.example/b/",
    ],
    [{ url: "https://日本.example/ü" }, {}, "https://xn--wgv71a.example/%C3%BC/"],
  ])("from %j with the input %j have the url %s", (site, given, url) => {
    expect(settings(site, given).url).toBe(url);
  });

  it.each([
    [{ url: "https://Example.org:8443/x" }, {}, "tag:example.org,2026:"],
    [{ url: "https://example.org" }, { defaultIdHost: "d123.cloudfront.net" }, "tag:d123.cloudfront.net,2026:"],
    [{ url: "http://[::1]/" }, {}, "tag:localhost,2026:"],
    [{ id: "tag:ann@example.org,2020-01-31:blog/" }, { defaultIdHost: "x" }, "tag:ann@example.org,2020-01-31:blog/"],
  ])("from %j with the input %j have ids that begin with %s", (site, given, id) => {
    expect(settings(site, given).id).toBe(id);
  });

  it("come with a note if no id is set", () => {
    const reason =
      "no id is set; set id to a tag URI such as tag:example.org,2026: to keep article ids when the domain changes";
    expect(parse("{}")).toMatchObject({ notes: [{ reason }] });
    expect(parse('{"id":"tag:x.example,2026:"}')).toMatchObject({ notes: [] });
  });
});

describe("a wrong site.json", () => {
  it.each([
    ['{\n"limit": "ten"}', '2: limit: "ten" is not a whole number from 1 to 1000'],
    ['{"limit": 0}', "1: limit: 0 is not a whole number from 1 to 1000"],
    ['{"limit": 1001}', "1: limit: 1001 is not a whole number from 1 to 1000"],
    ['{"limit": 1.5}', "1: limit: 1.5 is not a whole number from 1 to 1000"],
    ['{\n\n"titel": "x"}', "3: titel: unknown setting; did you mean title?"],
    ['{"x": 1}', "1: x: unknown setting"],
    ['{"__proto__": {"limit": 5}}', "1: __proto__: unknown setting"],
    ['{"url": "example.org"}', '1: url: "example.org" is not a web address; write https://…'],
    ['{"url": "ftp://example.org"}', '1: url: "ftp://example.org" is not a web address; write https://…'],
    ['{"url": "https://example.org/?x"}', "1: url: is not a site address: remove the query or fragment"],
    ['{"url": "https://example.org/#x"}', "1: url: is not a site address: remove the query or fragment"],
    ['{"url": "https://a:b@example.org/"}', "1: url: is not a site address: remove the user name"],
    [
      '{"id": "https://example.org"}',
      '1: id: "https://example.org" is not the beginning of a tag: URI; write tag:example.org,2026:',
    ],
    [
      '{"id": "tag:example.org:"}',
      '1: id: "tag:example.org:" is not the beginning of a tag: URI; write tag:example.org,2026:',
    ],
    [
      '{"id": "tag:example.org,2026-13:"}',
      '1: id: "tag:example.org,2026-13:" is not the beginning of a tag: URI; write tag:example.org,2026:',
    ],
    [
      '{"id": "tag:example.org,2026:a b"}',
      '1: id: "tag:example.org,2026:a b" is not the beginning of a tag: URI; write tag:example.org,2026:',
    ],
    [
      '{"language": "english please"}',
      '1: language: "english please" is not a language tag; write en, de-AT, zh-Hant …',
    ],
    [
      '{"timezone": "Vienna"}',
      '1: timezone: "Vienna" is not a time zone; write Europe/Vienna, America/New_York, UTC …',
    ],
    [
      '{"timezone": "+02:00"}',
      '1: timezone: "+02:00" is not a time zone; write Europe/Vienna, America/New_York, UTC …',
    ],
    ['{"archive": "week"}', '1: archive: "week" is not "year", "month", "day" or false'],
    ['{"sections": ["a", "../b"]}', '1: sections.1: "../b" is not a folder'],
    ['{"languages": "de"}', '1: languages: "de" is not true or false'],
    ['{"content": "short"}', '1: content: "short" is not "full" or "summary"'],
    ['{"archives": "tags"}', '1: archives: "tags" is not true or false'],
    ['{"archive": true}', '1: archive: true is not "year", "month", "day" or false'],
    ['{"authors": [{"url": "https://x.example"}]}', "1: authors.0.name: is missing"],
    ['{"hubs": ["hub"]}', '1: hubs.0: "hub" is not a web address; write https://…'],
    ['{"icon": "javascript:x"}', '1: icon: "javascript:x" is not the address of an image'],
    ['{"title": []}', "1: title: a list is not a text"],
    ['{\n"title": "x",\n}', "3: not JSON: there is } where a name between double quotes should be"],
    ["", "1: not JSON: the text ends where a value should be"],
    ["[]", "1: a list where names with values should be"],
    ["\0", "1: holds a NUL byte: this is no text"],
  ])("is refused: %s", (text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });

  it("has all its problems reported at once", () => {
    expect(problems('{\n"titel": "x",\n"limit": 0,\n"archive": 5\n}').map((problem) => problem.split(":")[0])).toEqual([
      "2",
      "3",
      "4",
    ]);
  });

  it("is refused together with an invalid url from the command line", () => {
    expect(problems("{}", { url: "localhost" })).toEqual([
      '?: the given url: "localhost" is not a web address; write https://…',
    ]);
  });
});

it("says what is wrong or fills in every setting, whatever the file", () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string({ unit: "binary" })), (text) => {
      const parsing = parse(text);
      if (parsing.kind === "rejected") expect(parsing.problems.length).toBeGreaterThan(0);
      else expect(parsing.settings.url).toMatch(/^https?:\/\/.*\/$/);
    }),
  );
});
