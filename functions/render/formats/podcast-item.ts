/**
 * Writes the elements of an episode: takes what is known of it, and returns the fields of an RSS item in the namespaces of Apple
 * (`itunes:`) and of the Podcast Namespace (`podcast:`).
 */
import type { Episode, EpisodePerson } from "../episode.ts";

export type EpisodeValues = ReturnType<typeof episodeValues>;

export function episodeValues({ number, season, seasonName, explicit, duration, ...episode }: Episode) {
  return {
    // Apple takes whole numbers above zero only.
    itunesNumber: number !== undefined && Number.isInteger(number) && number > 0 ? String(number) : undefined,
    number: number?.toString(),
    season: season?.toString(),
    seasonName: season === undefined ? undefined : seasonName,
    type: episode.type,
    title: episode.title,
    explicit: explicit?.toString(),
    duration: duration?.toString(),
    image: episode.image,
    block: episode.block ? "Yes" : undefined,
    transcripts: episode.transcripts.map((transcript) => ({ ...transcript })),
    chapters: episode.chapters,
    people: episode.people.map(personValues),
  };
}

export function personValues({ name, role, group, url, avatar }: EpisodePerson) {
  return { name, role, group, img: avatar, href: url };
}

/** Fields without a value are left out. */
export function episodeElements(episode: EpisodeValues): Readonly<Record<string, unknown>> {
  const { season, seasonName, transcripts, chapters, people } = episode;
  return {
    ...textElements({
      "itunes:title": episode.title,
      "itunes:duration": episode.duration,
      "itunes:explicit": episode.explicit,
      "itunes:episode": episode.itunesNumber,
      "itunes:season": season,
      "itunes:episodeType": episode.type,
      "itunes:block": episode.block,
      "podcast:episode": episode.number,
    }),
    "itunes:image": episode.image && { _attributes: { href: episode.image } },
    "podcast:season": season && { ...(seasonName && { _attributes: { name: seasonName } }), _text: season },
    "podcast:transcript": transcripts.map((attributes) => ({ _attributes: attributes })),
    "podcast:chapters": chapters && { _attributes: { url: chapters, type: "application/json+chapters" } },
    "podcast:person": people.map(personElement),
  };
}

export function personElement({ name, ...attributes }: ReturnType<typeof personValues>) {
  return { _attributes: attributes, _text: name };
}

export function textElements(texts: Readonly<Record<string, string | undefined>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text && { _text: text }]));
}
