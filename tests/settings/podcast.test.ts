import { describe, expect, it } from "vitest";
import { parseSettings } from "../../functions/settings/parse-settings.ts";
import { CATEGORIES, categoryOf, whyNoCategory } from "../../functions/settings/podcast-categories.ts";

function parse(podcast: unknown) {
  return parseSettings(Buffer.from(JSON.stringify({ url: "https://pod.example/x/", podcast })), {});
}

function settings(podcast: unknown) {
  const parsing = parse(podcast);
  if (parsing.kind === "settings") return parsing.settings.podcast;
  throw new Error(parsing.problems.map(({ reason }) => reason).join("\n"));
}

describe("the settings of a podcast", () => {
  it("need nothing, and have defaults where a default can be right", () => {
    expect(settings({})).toEqual({
      ...{ categories: [], funding: [], type: "episodic", complete: false, block: false, image: undefined },
    });
    expect(settings(undefined)).toBeUndefined();
  });

  it("are what site.json says", () => {
    expect(
      settings({
        tag: "Show",
        title: "The Show",
        description: "About",
        category: ["society and culture > documentary", "Tech News"],
        explicit: "clean",
        type: "Serial",
        author: "Ann",
        owner: { name: "Ann", email: "ann@pod.example" },
        image: "img/cover one.jpg",
        locked: true,
        funding: ["https://give.example", { url: "https://more.example/", text: "More" }],
        guid: "9B024349-ccf0-5f69-a609-6b82873eab3c",
        newFeedUrl: "https://new.example/feed.xml",
        complete: "yes",
        block: false,
      }),
    ).toEqual({
      tag: "Show",
      title: "The Show",
      description: "About",
      categories: [
        { name: "Society & Culture", sub: "Documentary" },
        { name: "News", sub: "Tech News" },
      ],
      explicit: false,
      type: "serial",
      author: "Ann",
      owner: { name: "Ann", email: "ann@pod.example" },
      image: "https://pod.example/x/media/img/cover%20one.jpg",
      locked: true,
      funding: [
        { url: "https://give.example/", text: "Support the show" },
        { url: "https://more.example/", text: "More" },
      ],
      guid: "9b024349-ccf0-5f69-a609-6b82873eab3c",
      newFeedUrl: "https://new.example/feed.xml",
      complete: true,
      block: false,
    });
  });

  it.each<[unknown, string]>([
    ["show", 'podcast: "show" is not a podcast'],
    [{ explict: true }, 'podcast: "explict" is an unknown setting; did you mean explicit?'],
    [{ explicit: "perhaps" }, 'podcast.explicit: "perhaps" is neither true nor false'],
    [{ type: "weekly" }, 'podcast.type: "weekly" is not a type of show; write "episodic" or "serial"'],
    [{ guid: "my-show" }, 'podcast.guid: "my-show" is not a UUID'],
    [{ owner: { name: "Ann" } }, "podcast.owner.email:"],
    [{ owner: { email: "ann" } }, 'podcast.owner.email: "ann" is not an e-mail address'],
    [{ funding: { text: "Give" } }, "podcast.funding.0.url:"],
    [{ image: "javascript:x" }, "podcast.image:"],
    [{ newFeedUrl: "feed.xml" }, 'podcast.newFeedUrl: "feed.xml" is not a web address'],
  ])("name what is wrong in %j", (podcast, reason) => {
    const parsing = parse(podcast);
    const reasons = parsing.kind === "rejected" ? parsing.problems.map((problem) => problem.reason) : [];
    expect(reasons.join("\n")).toContain(reason);
  });
});

describe("a category", () => {
  it.each<[string, string, string | undefined]>([
    ["Technology", "Technology", undefined],
    ["technology", "Technology", undefined],
    ["TV & Film", "TV & Film", undefined],
    ["tv and film: film reviews", "TV & Film", "Film Reviews"],
    ["Health &amp; Fitness / Mental Health", "Health & Fitness", "Mental Health"],
    ["Stand-up", "Comedy", "Stand-Up"],
    ["Non-Profit", "Business", "Non-Profit"],
    ["kids and family>stories for kids", "Kids & Family", "Stories for Kids"],
    ["Cooking", "Cooking", undefined],
    ["Arts > Cooking", "Arts", "Cooking"],
    ["Arts > Documentary", "Arts", "Documentary"],
  ])("%s is %s, %s", (written, name, sub) => {
    expect(categoryOf(written)).toEqual(sub === undefined ? { name } : { name, sub });
  });

  it("of Apple's list is known, by itself and as it is written", () => {
    const all = Object.entries(CATEGORIES).flatMap(([name, subs]) => [{ name }, ...subs.map((sub) => ({ name, sub }))]);
    expect(all.length).toBe(110);
    for (const category of all) {
      expect(whyNoCategory(category)).toBeUndefined();
      expect(categoryOf("sub" in category ? `${category.name} > ${category.sub}` : category.name)).toEqual(category);
    }
  });

  it.each([
    [{ name: "Cooking" }, /"Cooking" is not one of Apple's categories: Arts, Business/],
    [{ name: "Arts", sub: "Cooking" }, /"Cooking" is not a subcategory of Arts, which has the subcategories Books/],
    [{ name: "History", sub: "War" }, /"War" is not a subcategory of History, which has no subcategories/],
    [{ name: "toString" }, /is not one of Apple's/],
  ])("that Apple does not know is named: %j", (category, reason) => {
    expect(whyNoCategory(category)).toMatch(reason);
  });
});
