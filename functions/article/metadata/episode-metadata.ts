/** Reads what front matter says of a podcast episode: takes the values of its keys, checks them, and returns the episode. */
import * as v from "valibot";
import type { Chapter, Episode, Participant, Transcript } from "../article.ts";
import { type Reference, resolve } from "../reference.ts";
import { duration, group, language, line, listOf, meant, mediaType, named, webAddress } from "./value-schemas.ts";

const MAX_NUMBER = 1_000_000;
const numberWords = "not a number; write 12";
const episodeNumber = v.pipe(
  v.number(meant(numberWords)),
  v.minValue(0, meant(numberWords)),
  v.maxValue(MAX_NUMBER, meant(numberWords)),
);
const season = v.pipe(episodeNumber, v.integer(meant(numberWords)), v.minValue(1, meant(numberWords)));

const TYPES = ["full", "trailer", "bonus"] as const;
const episodeType = v.pipe(
  line,
  v.transform((text) => text.toLowerCase()),
  v.picklist(TYPES, meant("not full, trailer or bonus")),
);

const yesOrNo = v.pipe(
  v.picklist(["yes", "no"], meant("neither true nor false")),
  v.transform((word) => word === "yes"),
);

/** A transcript that is typed into the front matter is no address of one. */
const MAX_ADDRESS = 2000;
const file = (kind: "link" | "embed") =>
  v.pipe(
    v.string(meant("not the address of a file")),
    v.check((raw) => !/\n/.test(raw.trim()) && raw.length <= MAX_ADDRESS, "is not the address of a file"),
    v.check(
      (raw) => /^(?!data:|mailto:|tel:)/i.test(resolve(raw, kind) ?? "data:"),
      meant("not the address of a file"),
    ),
    v.transform((raw) => resolve(raw, kind) as Reference),
  );

const transcript = group(
  { url: file("link"), type: v.optional(mediaType), language: v.optional(language), rel: v.optional(line) },
  "not a transcript; write a file's path, or url, type and language",
);

const CHAPTERS = "not a chapter; write a list of times and titles such as 1:30 Title, or a file's path";
const chapter = group(
  {
    start: duration,
    end: v.optional(duration),
    title: named,
    url: v.optional(webAddress),
    image: v.optional(file("embed")),
    toc: v.optional(v.boolean(meant("neither true nor false"))),
  },
  CHAPTERS,
);

const participant = v.lazy((value) =>
  typeof value === "object"
    ? participantByFields
    : v.pipe(
        named,
        v.transform((name): Participant => ({ name })),
      ),
);
const participantByFields = group(
  {
    name: named,
    url: v.optional(webAddress),
    avatar: v.optional(webAddress),
    role: v.optional(named),
    group: v.optional(named),
  },
  "not a person; write a name, or name, role, url and avatar",
);

export const EPISODE_FIELDS = {
  episode: v.optional(episodeNumber),
  season: v.optional(season),
  seasonName: v.optional(line),
  episodeType: v.optional(episodeType),
  episodeTitle: v.optional(line),
  explicit: v.optional(yesOrNo),
  duration: v.optional(duration),
  transcript: v.optional(listOf(transcript)),
  chapters: v.optional(v.lazy((value) => (typeof value === "string" ? file("embed") : chapterList))),
  people: v.optional(listOf(participant)),
  hosts: v.optional(listOf(participant)),
  guests: v.optional(listOf(participant)),
  block: v.optional(yesOrNo),
};

const chapterList = v.pipe(
  v.array(chapter, meant(CHAPTERS)),
  v.minLength(1, CHAPTERS),
  v.maxLength(1000, "has more than 1000 items"),
);

type Set = { readonly [Name in keyof typeof EPISODE_FIELDS]?: v.InferOutput<(typeof EPISODE_FIELDS)[Name]> };

/** Undefined if nothing is said of an episode. */
export function episodeFrom(set: Set): Episode | undefined {
  const people = [...withRole(set.hosts, "host"), ...withRole(set.guests, "guest"), ...(set.people ?? [])];
  const { chapters } = set;
  const episode: Episode = {
    number: set.episode,
    season: set.season,
    seasonName: set.seasonName,
    type: set.episodeType,
    title: set.episodeTitle,
    explicit: set.explicit,
    duration: set.duration,
    transcripts: set.transcript?.map(transcriptFrom),
    chapters: typeof chapters === "string" || chapters === undefined ? chapters : inOrder(chapters.map(chapterFrom)),
    people: people.length > 0 ? people : undefined,
    block: set.block,
  };
  const said = Object.entries(episode).filter(([, value]) => value !== undefined && value !== "");
  return said.length > 0 ? Object.fromEntries(said) : undefined;
}

function withRole(people: readonly Participant[] | undefined, role: string): Participant[] {
  return (people ?? []).map((person) => ({ ...person, role: person.role ?? role }));
}

function transcriptFrom({ url, type, language, rel }: v.InferOutput<typeof transcript>): Transcript {
  return { url, type, language, isCaptions: rel?.toLowerCase() === "captions" || undefined };
}

function chapterFrom({ toc, ...rest }: v.InferOutput<typeof chapter>): Chapter {
  return { ...rest, isHidden: toc === false || undefined };
}

/** Players expect chapters in the order of time. */
function inOrder(chapters: readonly Chapter[]): Chapter[] {
  return [...chapters].sort((a, b) => a.start - b.start);
}
