/** Holds every JSON Feed document of the golden sites, and of any article, to the schema that ships. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import type { Article } from "../../functions/article/article.ts";
import { FEED_SCHEMA, renderFeedSchema } from "../../functions/render/feed-schema.ts";
import { renderFeed } from "./joined-document.ts";
import { feedOf, itemsOf, plain, settings } from "./sample.ts";

const schema = JSON.parse(renderFeedSchema().body);
const validate = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(schema);
const errorsOf = (feed: unknown) => (validate(feed) ? [] : validate.errors);

const golden = join(import.meta.dirname, "golden");
const documents = readdirSync(golden, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
const feed = (...articles: readonly Partial<Article>[]) =>
  JSON.parse(renderFeed(feedOf(itemsOf(...articles)), settings)[2]?.body ?? "");

describe("the schema of JSON Feed documents", () => {
  it.each(documents)("is met by the golden document %s", (name) => {
    expect(errorsOf(JSON.parse(readFileSync(join(golden, name), "utf8")))).toEqual([]);
  });

  it("is met by an article with every field, by a note, and by one told by its summary", () => {
    expect(errorsOf(feed({}, plain, { ...plain, title: undefined }))).toEqual([]);
    const items = itemsOf(plain).map((item) => ({ ...item, html: "", isContentOmitted: true }));
    expect(errorsOf(JSON.parse(renderFeed(feedOf(items), settings)[2]?.body ?? ""))).toEqual([]);
  });

  it.each([
    ["a member that nobody knows", { mood: "good" }],
    ["no version", { version: undefined }],
    ["a relative address", { feed_url: "feed.json" }],
    ["an item without content", { items: [{ ...feed({}).items[0], content_html: undefined }] }],
    ["an id that is a number", { items: [{ ...feed({}).items[0], id: 7 }] }],
  ])("is not met by %s", (_, change) => {
    expect(errorsOf(JSON.parse(JSON.stringify({ ...feed({}), ...change })))).not.toEqual([]);
  });

  it("is where `_dropfeed.about` leads", () => {
    expect(feed({})._dropfeed.about).toBe(settings.url + FEED_SCHEMA);
  });
});
