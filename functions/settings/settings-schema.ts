/**
 * The schema of `site.json`: validates and normalizes its values. Editors show the descriptions, through
 * `site.schema.json`.
 */
import * as v from "valibot";
import { language, line, listOf, meant, people, webAddress } from "../article/metadata/value-schemas.ts";
import { resolve } from "../article/reference.ts";
import { PODCAST_JSON, podcastSchema } from "./podcast-schema.ts";

/** Transforms to an absolute URL that ends with a slash. */
export const siteUrl = v.pipe(
  webAddress,
  v.check((url) => !/[?#]/.test(url), "is not a site address: remove the query or fragment"),
  v.check((url) => !/^https?:\/\/[^/]*@/.test(url), "is not a site address: remove the user name"),
  v.transform((url) => (url.endsWith("/") ? url : `${url}/`)),
);

/**
 * RFC 4151: an authority, a date on which the writer owned it, a colon, and an optional prefix of the specific part.
 */
const TAG =
  /^tag:(?:[\w.+-]{1,64}@)?[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?,(\d{4}(?:-\d\d){0,2}):[\w.~!$&'()*+,;=:@/?%-]*$/i;

const tagPrefix = v.pipe(
  line,
  v.check((id) => isDate(TAG.exec(id)?.[1]), meant("not the beginning of a tag: URI; write tag:example.org,2026:")),
);

function isDate(written: string | undefined): boolean {
  const [, month = "01", day = "01"] = written?.split("-") ?? [];
  const date = new Date(`2000-${month}-${day}T00:00:00Z`);
  return written !== undefined && !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day);
}

const timezone = v.pipe(
  line,
  v.check(isTimezone, meant("not a time zone; write Europe/Vienna, America/New_York, UTC …")),
);

/** Accepts names only, as a fixed offset is wrong for part of the year. */
function isTimezone(name: string): boolean {
  if (!/^[a-z]/i.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).format(0) !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

const media = v.pipe(
  line,
  v.check((raw) => resolve(raw, "embed")?.startsWith("data:") === false, meant("not the address of an image")),
);

const LIMIT = "not a whole number from 1 to 1000";
const limit = v.pipe(
  v.number(meant(LIMIT)),
  v.integer(meant(LIMIT)),
  v.minValue(1, meant(LIMIT)),
  v.maxValue(1000, meant(LIMIT)),
);

const archive = v.union(
  [v.picklist(["year", "month", "day"]), v.literal(false)],
  meant('not "year", "month", "day" or false'),
);

/** Folders of content, without slashes at their ends. */
const folder = v.pipe(
  line,
  v.transform((name) => name.replace(/^(?:\.?\/)+|\/+$/g, "")),
  v.check(
    (name) => name !== "" && !name.split("/").some((part) => part === ".." || part === ""),
    meant("not a folder"),
  ),
);
const sections = v.union([v.boolean(), listOf(folder)], meant("not true, or a list of folders"));

/** `jsonSchema` describes the value to editors, since it cannot be derived from the valibot schema. */
function key<const Schema extends v.GenericSchema>(schema: Schema, description: string, jsonSchema: object) {
  return v.optional(v.pipe(schema, v.description(description), v.metadata({ jsonSchema })));
}

const TEXT = { type: "string" };
const ADDRESS = { type: "string", format: "uri" };
const PERSON = [
  TEXT,
  {
    type: "object",
    properties: { name: TEXT, url: ADDRESS, avatar: ADDRESS },
    required: ["name"],
    additionalProperties: false,
  },
];
const PEOPLE = { anyOf: [...PERSON, { type: "array", items: { anyOf: PERSON } }] };
const HUBS = { anyOf: [ADDRESS, { type: "array", items: ADDRESS }] };
const LIMITS = { type: "integer", minimum: 1, maximum: 1000 };
const SECTIONS = { anyOf: [{ type: "boolean" }, TEXT, { type: "array", items: TEXT }] };
const PERIODS = { enum: ["year", "month", "day", false] };

export const SITE = v.object({
  $schema: key(line, "Where editors find this schema.", TEXT),
  title: key(line, "The site's name, as readers show it.", TEXT),
  description: key(line, "One sentence about the site.", TEXT),
  url: key(siteUrl, "Where the site is published: https://example.org/ or https://example.org/blog/.", ADDRESS),
  home: key(
    webAddress,
    "Your own site, if it is another one: links that begin with / and name no article or file here lead there.",
    ADDRESS,
  ),
  id: key(
    tagPrefix,
    "The prefix of every article's id, which keeps ids the same when the domain changes: tag:example.org,2026:",
    TEXT,
  ),
  language: key(language, "The language of the articles (BCP 47): en, de-AT, ja. Default: en.", TEXT),
  timezone: key(timezone, "The time zone (IANA) of dates without one: Europe/Vienna. Default: UTC.", TEXT),
  authors: key(people, "The authors of articles that do not name any.", PEOPLE),
  icon: key(media, "A square image for the site: a file in the content folder, or a web address.", TEXT),
  image: key(media, "A wide image for the site: a file in the content folder, or a web address.", TEXT),
  copyright: key(line, "The copyright line of the feeds.", TEXT),
  limit: key(limit, "How many articles a feed holds, 1 to 1000. Default: 50.", LIMITS),
  archive: key(archive, "The period that an archive page covers; false for no archive. Default: month.", PERIODS),
  podcast: key(podcastSchema(media), "A podcast: what directories and podcast apps ask of a show.", PODCAST_JSON),
  archives: key(
    v.boolean(meant("not true or false")),
    "Whether each tag, author, section and language has an archive too. Default: true.",
    { type: "boolean" },
  ),
  sections: key(
    sections,
    "Feeds of folders: true for each first folder, or a list of folders such as news or world/asia.",
    SECTIONS,
  ),
  languages: key(
    v.boolean(meant("not true or false")),
    "Whether each language that articles are in has a feed. Default: false.",
    { type: "boolean" },
  ),
  content: key(
    v.picklist(["full", "summary"], meant('not "full" or "summary"')),
    "What feeds hold of an article: all of it, or its summary alone. Default: full.",
    { enum: ["full", "summary"] },
  ),
  hubs: key(listOf(webAddress), "WebSub hubs to notify of new articles.", HUBS),
});

export type SiteFields = v.InferOutput<typeof SITE>;
