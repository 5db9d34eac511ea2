/** Presents the podcast of a site: takes the settings, says which feed is the show, and returns what its channel tells directories. */
import { createHash } from "node:crypto";
import { slugOf } from "../article/slug.ts";
import type { Podcast } from "../settings/podcast.ts";
import type { Settings } from "../settings/settings.ts";
import { type EpisodePerson, episodePeople } from "./episode.ts";
import { printableLine } from "./printable-text.ts";
import { feedAddress } from "./site-urls.ts";

/** All text is printable. */
export type Show = Omit<Podcast, "tag" | "title" | "description" | "author"> & {
  readonly author: string;
  readonly guid: string;
  readonly people: readonly EpisodePerson[];
};

/** What is true of the show's episodes in every feed that holds them. */
export type EpisodeDefaults = Pick<Show, "categories" | "explicit" | "owner">;

/** How many episodes a show's feed holds, whatever `limit` says: apps show no others. A daily show of eight years has as many. */
export const MAX_EPISODES = 3000;

/** The folder of the feed that is the show; undefined if there is none. */
export function showFolder({ podcast }: Settings): string | undefined {
  if (podcast === undefined) return undefined;
  return podcast.tag === undefined ? "" : `tags/${slugOf(podcast.tag)}/`;
}

/** What a feed is called, wherever it is named: the show by its own title, if it has one; any other feed as given. */
export function feedTitle(folder: string, title: string, settings: Settings): string {
  return (folder === showFolder(settings) ? settings.podcast?.title : undefined) ?? title;
}

/** How many articles the feed in a folder holds. */
export function feedLimit(folder: string, settings: Settings): number {
  return folder === showFolder(settings) ? Math.max(settings.limit, MAX_EPISODES) : settings.limit;
}

/** The show in a feed's folder; undefined if another feed is the show, or none. */
export function showOf(folder: string, settings: Settings): Show | undefined {
  const { podcast } = settings;
  if (podcast === undefined || folder !== showFolder(settings)) return undefined;
  const { tag: _tag, title: _title, description: _description, author, ...rest } = podcast;
  const authors = settings.authors.map(({ name }) => name).join(", ");
  return {
    ...rest,
    ...printableDefaults(podcast),
    funding: rest.funding.map(({ url, text }) => ({ url, text: printableLine(text) })),
    author: printableLine(author ?? (authors || settings.title)),
    image: rest.image ?? settings.image ?? settings.icon,
    guid: rest.guid ?? showGuid(feedAddress(folder, "rss", settings)),
    people: episodePeople(settings.authors.map((person) => ({ ...person, role: "host" }))),
  };
}

/** Undefined if the site has no podcast. */
export function episodeDefaults({ podcast }: Settings): EpisodeDefaults | undefined {
  return podcast && printableDefaults(podcast);
}

function printableDefaults({ categories, explicit, owner }: Podcast): EpisodeDefaults {
  return {
    categories: categories.map(({ name, sub }) => ({ name: printableLine(name), sub: sub && printableLine(sub) })),
    explicit,
    owner: owner && { name: owner.name && printableLine(owner.name), email: printableLine(owner.email) },
  };
}

/** The namespace of podcasts, as the Podcast Namespace defines it for `podcast:guid`. */
const NAMESPACE = Buffer.from("ead4c236bf5858c6a2c6a6b28d128cb6", "hex");

/** The UUID (version 5) of a show by its feed's address, without scheme and slashes at its end. */
export function showGuid(feedUrl: string): string {
  const address = feedUrl.replace(/^[a-z]+:\/\//i, "").replace(/\/{1,20}$/, "");
  const bytes = createHash("sha1").update(NAMESPACE).update(address).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
