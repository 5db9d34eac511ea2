/** Presents an article with audio or video as an episode: takes its placement and enclosures, returns what podcast apps ask of it. */
import type { Episode as WrittenEpisode } from "../article/article.ts";
import type { Settings } from "../settings/settings.ts";
import { chaptersAddress } from "./chapters.ts";
import { type Enclosure, isPlayable } from "./enclosure.ts";
import { type ReferenceContext, urlOf } from "./expand-references.ts";
import { mediaTypeOf, UNKNOWN_TYPE } from "./media-type.ts";
import { authorsOf } from "./person.ts";
import type { Placement } from "./placed-article.ts";
import { printableLine } from "./printable-text.ts";
import { followable, isWeb } from "./site-urls.ts";

export type EpisodePerson = {
  readonly name: string;
  readonly role?: string;
  readonly group?: string;
  readonly url?: string;
  readonly avatar?: string;
};

/** All URLs are absolute and ASCII, and all text is printable. */
export type Episode = {
  readonly number?: number;
  readonly season?: number;
  readonly seasonName?: string;
  readonly type?: NonNullable<WrittenEpisode["type"]>;
  readonly title?: string;
  readonly explicit?: boolean;
  /** Whole seconds. */
  readonly duration?: number;
  /** JPEG or PNG, as far as its name tells: directories take no other. */
  readonly image?: string;
  readonly block?: boolean;
  readonly transcripts: readonly {
    readonly url: string;
    readonly type: string;
    readonly language?: string;
    readonly rel?: string;
  }[];
  readonly chapters?: string;
  /** Those of the show, if it is empty. */
  readonly people: readonly EpisodePerson[];
};

export type EpisodeSources = {
  readonly enclosures: readonly Enclosure[];
  readonly image?: string;
  readonly context: ReferenceContext;
  readonly settings: Settings;
};

/** Undefined if the article has nothing to play. */
export function episodeOf(placement: Placement, sources: EpisodeSources): Episode | undefined {
  const recording = sources.enclosures.find(isPlayable);
  if (recording === undefined) return undefined;
  const { image, context, settings } = sources;
  const written = placement.article.episode ?? {};
  return {
    number: written.number,
    season: written.season,
    seasonName: printableLine(written.seasonName ?? "") || undefined,
    type: written.type,
    title: printableLine(written.title ?? "") || undefined,
    explicit: written.explicit,
    duration: recording.duration,
    image: isCover(image) ? image : undefined,
    block: written.block,
    transcripts: transcriptsOf(written, context),
    chapters: chaptersOf(written, placement, sources),
    people: peopleOf(written, placement, settings),
  };
}

function isCover(image: string | undefined): boolean {
  return image !== undefined && /^(?:image\/(?:jpeg|png)|application\/octet-stream)$/.test(mediaTypeOf(pathOf(image)));
}

function pathOf(url: string): string {
  return url.replace(/[?#].*/s, "");
}

function transcriptsOf({ transcripts = [] }: WrittenEpisode, context: ReferenceContext): Episode["transcripts"] {
  return transcripts.flatMap(({ url: reference, type, language, isCaptions }) => {
    const url = urlOf(reference, context);
    if (url === undefined || !isWeb(url)) return [];
    const known = type ?? mediaTypeOf(pathOf(url));
    // An article's page, as most addresses without an extension.
    return [
      { url, type: known === UNKNOWN_TYPE ? "text/html" : known, language, rel: isCaptions ? "captions" : undefined },
    ];
  });
}

function chaptersOf(
  { chapters }: WrittenEpisode,
  { slug }: Placement,
  { context, settings }: EpisodeSources,
): string | undefined {
  if (chapters === undefined) return undefined;
  if (typeof chapters !== "string") return chaptersAddress(slug, settings);
  const url = urlOf(chapters, context);
  return url !== undefined && isWeb(url) ? url : undefined;
}

/** What is said of an episode stands in place of what the show says, so its authors are named along with its guests. */
function peopleOf({ people = [] }: WrittenEpisode, { article }: Placement, settings: Settings): EpisodePerson[] {
  if (people.length === 0 && article.authors.length === 0) return [];
  const hasHost = people.some(({ role }) => role?.toLowerCase() === "host");
  const authors = hasHost && article.authors.length === 0 ? [] : authorsOf(article, settings);
  return episodePeople([...authors.map((author) => ({ ...author, role: "host" })), ...people]);
}

/** Each name once; without those that have no printable characters. */
export function episodePeople(people: readonly EpisodePerson[]): EpisodePerson[] {
  const printable = people.map(({ name, role, group, url, avatar }) => ({
    name: printableLine(name),
    role: printableLine(role ?? "").toLowerCase() || undefined,
    group: printableLine(group ?? "").toLowerCase() || undefined,
    url: followable(url),
    avatar: followable(avatar),
  }));
  const named = printable.filter(({ name }) => name !== "");
  return named.filter(({ name, role }, at) => named.findIndex((one) => one.name === name && one.role === role) === at);
}
