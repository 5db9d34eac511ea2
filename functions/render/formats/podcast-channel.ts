/** Writes the elements of a show: takes what its settings say, and returns the fields of an RSS channel for directories and apps. */
import type { EpisodeDefaults, Show } from "../show.ts";
import { personElement, personValues, textElements } from "./podcast-item.ts";

export const PODCAST_NAMESPACES = [
  'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"',
  'xmlns:podcast="https://podcastindex.org/namespace/1.0"',
];

export type ShowValues = ReturnType<typeof showValues>;
export type EpisodeDefaultValues = ReturnType<typeof episodeDefaultValues>;

export function showValues({ type, author, image, locked, funding, ...show }: Show) {
  return {
    ...episodeDefaultValues(show),
    ...{ type, author, image },
    locked: locked === undefined ? undefined : locked ? "yes" : "no",
    funding: funding.map(({ url, text }) => ({ url, text })),
    guid: show.guid,
    newFeedUrl: show.newFeedUrl,
    complete: show.complete ? "Yes" : undefined,
    block: show.block ? "Yes" : undefined,
    people: show.people.map(personValues),
  };
}

export function episodeDefaultValues({ categories, explicit, owner }: EpisodeDefaults) {
  return {
    categories: categories.map(({ name, sub }) => ({ name, sub })),
    explicit: explicit?.toString(),
    ownerName: owner?.name,
    ownerEmail: owner?.email,
  };
}

/** Fields without a value are left out. */
export function showElements(show: ShowValues): Readonly<Record<string, unknown>> {
  const { image, ownerEmail, locked, funding, people } = show;
  return {
    ...textElements({
      "itunes:author": show.author,
      "itunes:type": show.type,
      "itunes:new-feed-url": show.newFeedUrl,
      "itunes:complete": show.complete,
      "itunes:block": show.block,
      "podcast:guid": show.guid,
    }),
    "itunes:image": image && { _attributes: { href: image } },
    ...episodeDefaultElements(show),
    "podcast:locked": locked && { ...(ownerEmail && { _attributes: { owner: ownerEmail } }), _text: locked },
    "podcast:funding": funding.map(({ url, text }) => ({ _attributes: { url }, _text: text })),
    "podcast:person": people.map(personElement),
    "podcast:medium": { _text: "podcast" },
  };
}

export function episodeDefaultElements(defaults: EpisodeDefaultValues): Readonly<Record<string, unknown>> {
  const { explicit, categories, ownerName, ownerEmail } = defaults;
  return {
    ...textElements({ "itunes:explicit": explicit }),
    "itunes:category": categories.map(categoryElement),
    "itunes:owner": ownerEmail && textElements(present({ "itunes:name": ownerName, "itunes:email": ownerEmail })),
  };
}

function categoryElement({ name, sub }: ShowValues["categories"][number]) {
  return { _attributes: { text: name }, ...(sub && { "itunes:category": { _attributes: { text: sub } } }) };
}

function present(texts: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined));
}
