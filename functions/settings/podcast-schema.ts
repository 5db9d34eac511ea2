/** The schema of `podcast` in site.json: takes what is written there, and returns a show's settings with every default filled in. */
import * as v from "valibot";
import { show, unknownKeys } from "../article/metadata/validate.ts";
import { line, listOf, meant, named, webAddress } from "../article/metadata/value-schemas.ts";
import type { Podcast, ShowType } from "./podcast.ts";
import { categoryOf } from "./podcast-categories.ts";

/** Podcast tools write `yes` and `no`, and Apple long did; `clean` is its older word for "not explicit". */
const WORDS: Readonly<Record<string, boolean>> = {
  ...{ true: true, yes: true, explicit: true, on: true },
  ...{ false: false, no: false, clean: false, off: false },
};

const yesOrNo = v.pipe(
  v.unknown(),
  v.check((value) => Object.hasOwn(WORDS, word(value)), meant("neither true nor false")),
  v.transform((value) => WORDS[word(value)] === true),
);

function word(value: unknown): string {
  return String(value).trim().toLowerCase();
}

const category = v.pipe(named, v.transform(categoryOf));

const EMAIL = /^[^\s@<>"]{1,64}@[^\s@<>"]{1,255}$/;
const email = v.pipe(named, v.regex(EMAIL, meant("not an e-mail address")));

const owner = v.pipe(
  v.unknown(),
  v.transform((value) => (typeof value === "string" ? { email: value } : value)),
  v.object({ name: v.optional(named), email }, meant('not an owner; write {"name": …, "email": …}')),
);

const DEFAULT_FUNDING = "Support the show";
const funding = v.pipe(
  v.unknown(),
  v.transform((value) => (typeof value === "string" ? { url: value } : value)),
  v.object(
    { url: webAddress, text: v.optional(named, DEFAULT_FUNDING) },
    meant('not a way to give; write {"url": …, "text": …}'),
  ),
);

const TYPES: readonly ShowType[] = ["episodic", "serial"];
const showType = v.pipe(
  line,
  v.transform((text) => text.toLowerCase()),
  v.picklist(TYPES, meant('not a type of show; write "episodic" or "serial"')),
);

const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const guid = v.pipe(
  named,
  v.regex(GUID, meant("not a UUID; leave it out, and check tells the one that belongs to the feed")),
  v.transform((text) => text.toLowerCase()),
);

export function podcastSchema(image: v.GenericSchema<unknown, string>) {
  const entries = {
    tag: v.optional(named),
    title: v.optional(named),
    description: v.optional(named),
    category: v.optional(listOf(category)),
    explicit: v.optional(yesOrNo),
    type: v.optional(showType),
    author: v.optional(named),
    owner: v.optional(owner),
    image: v.optional(image),
    locked: v.optional(yesOrNo),
    funding: v.optional(listOf(funding)),
    guid: v.optional(guid),
    newFeedUrl: v.optional(webAddress),
    complete: v.optional(yesOrNo),
    block: v.optional(yesOrNo),
  };
  return v.pipe(
    v.looseObject(entries, meant('not a podcast; write {"category": …, "explicit": false, "image": …}')),
    v.check(
      (value) => unknown(value, entries) === undefined,
      ({ input }) => unknown(input, entries) ?? "",
    ),
    v.transform(
      ({ category = [], funding = [], type = "episodic", ...rest }): Podcast => ({
        ...rest,
        categories: category,
        funding,
        type,
        complete: rest.complete ?? false,
        block: rest.block ?? false,
      }),
    ),
  );
}

function unknown(value: unknown, entries: object): string | undefined {
  const [first] = unknownKeys({ value, lineOf: () => undefined }, Object.keys(entries));
  if (first === undefined) return undefined;
  return `${show(first.key)} is an unknown setting${first.meant === undefined ? "" : `; did you mean ${first.meant}?`}`;
}

const TEXT = { type: "string" };
const FLAG = { type: "boolean" };
const ADDRESS = { type: "string", format: "uri" };
const FUNDING = [
  ADDRESS,
  { type: "object", properties: { url: ADDRESS, text: TEXT }, required: ["url"], additionalProperties: false },
];

/** For editors. */
export const PODCAST_JSON = {
  type: "object",
  properties: {
    tag: { ...TEXT, description: "The tag whose feed is the show. Default: the main feed." },
    title: { ...TEXT, description: "The show's name. Default: the feed's title." },
    description: {
      ...TEXT,
      description: "What the show is about, at most 4,000 bytes. Default: the feed's description.",
    },
    category: {
      description: "A category of Apple's list, and a subcategory: Society & Culture > Documentary.",
      anyOf: [TEXT, { type: "array", items: TEXT }],
    },
    explicit: { ...FLAG, description: "Whether the show has strong language or adult content." },
    type: { enum: TYPES, description: "serial: to be heard from the first episode on. Default: episodic." },
    author: { ...TEXT, description: "Who makes the show. Default: the site's authors." },
    owner: {
      description: "Whom directories write to. The address is public.",
      type: "object",
      properties: { name: TEXT, email: { type: "string", format: "email" } },
      required: ["email"],
      additionalProperties: false,
    },
    image: { ...TEXT, description: "The cover: square, 1,400 to 3,000 pixels, JPEG or PNG." },
    locked: { ...FLAG, description: "Whether other hosts are asked not to import the show." },
    funding: {
      description: "Where listeners can give.",
      anyOf: [...FUNDING, { type: "array", items: { anyOf: FUNDING } }],
    },
    guid: { type: "string", format: "uuid", description: "The show's identity, the same for ever; check tells it." },
    newFeedUrl: { ...ADDRESS, description: "The show's new feed, if it moves." },
    complete: { ...FLAG, description: "No more episodes will come." },
    block: { ...FLAG, description: "Directories are asked not to list the show." },
  },
  additionalProperties: false,
};
