/**
 * The names that other tools give to our keys: `lastmod` is `updated`, `description` is `summary`. This is the only list of them;
 * docs/front-matter.md shows it to writers.
 */

/** Our keys that other tools have under other names. What hides an article is in `hiding-keys.ts`. */
export type FieldKey = keyof typeof KEYS_OF_OTHERS;

/**
 * Our own key wins, then the earlier name. Spelling in capitals or with `-`, `_`, space or dot between words does not matter:
 * `lastModifiedAt`, `last_modified_at` and `last-modified-at` are one name. A name with a dot is a key inside a table.
 */
export const KEYS_OF_OTHERS = {
  title: ["headline", "post_title", "page_title"],
  date: [
    ...["published", "pub_date", "pub_datetime", "publish_date", "published_date", "date_published", "published_at"],
    ...[
      "published_on",
      "publish_at",
      "publish_on",
      "created",
      "created_at",
      "created_on",
      "created_date",
      "date_created",
    ],
    ...["creation_date", "posted", "post_date", "posted_at", "issued", "date_issued", "date_posted", "article_date"],
    ...["added", "date_added", "added_at", "added_on"],
  ],
  updated: [
    ...["lastmod", "modified", "last_modified_at", "last_modified", "updated_date", "updated_at", "last_updated"],
    ...[
      "last_update.date",
      "date_modified",
      "date_updated",
      "modified_at",
      "modified_date",
      "mod_date",
      "mod_datetime",
    ],
    ...[
      "last_mod",
      "last_edited",
      "edited",
      "update_date",
      "last_update",
      "last_updated_at",
      "changed",
      "revised",
      "update",
    ],
  ],
  authors: [
    ...[
      "author",
      "by",
      "byline",
      "creator",
      "creators",
      "writer",
      "writers",
      "written_by",
      "author_name",
      "post_author",
    ],
    ...["primary_author", "last_update.author", "contributors", "contributor"],
  ],
  tags: ["categories", "category", "keywords", "topics", "topic", "tag", "labels", "hashtags", "subjects", "subject"],
  summary: [
    ...[
      "description",
      "excerpt",
      "custom_excerpt",
      "teaser",
      "subtitle",
      "sub_title",
      "abstract",
      "lead",
      "lede",
      "intro",
    ],
    ...["dek", "deck", "standfirst", "tldr", "synopsis", "meta_description", "seo.description", "meta.description"],
    ...["og_description", "seo_description", "social_description"],
  ],
  image: [
    ...["cover", "hero", "hero_image", "banner", "thumbnail", "featured_image", "feature_image", "cover_image"],
    ...["banner_image", "header_image", "teaser_image", "preview_image", "post_image", "main_image", "lead_image"],
    ...["image_url", "img", "thumb", "picture", "photo", "header.image", "header.overlay_image", "header.teaser"],
    ...["images", "photos", "og_image", "social_image", "seo.image", "meta.image", "twitter_image"],
  ],
  url: [
    ...[
      "link",
      "external_url",
      "external_link",
      "link_url",
      "original_url",
      "linked_url",
      "bookmark_of",
      "syndicated_from",
    ],
    ...["canonical", "canonical_url", "canonical_link", "rel_canonical"],
  ],
  id: ["guid"],
  slug: ["permalink", "path", "url_path", "save_as", "wordpress_slug"],
  aliases: ["alias", "redirect_from", "redirects_from", "old_urls", "old_url", "previous_urls"],
  language: ["lang", "locale", "language_code", "content_language", "in_language"],
  expires: [
    ...[
      "expiry_date",
      "unpublish_date",
      "expiration_date",
      "expiration",
      "expiry",
      "expire",
      "expires_at",
      "expires_on",
    ],
    ...["expire_date", "unpublish_at", "unpublish_on", "end_date", "valid_until", "visible_until", "hide_after"],
  ],
  attachments: [
    ...["enclosure", "enclosures", "attachment", "audio", "audio_file", "audio_url", "audio_src", "audio_path"],
    ...[
      "audio_file_path",
      "mp3",
      "mp3_url",
      "mp3_file",
      "podcast_file",
      "podcast_url",
      "podcast_audio",
      "episode_file",
    ],
    ...["episode_url", "media_url", "media_file", "video_file", "video_url", "enclosure_url"],
  ],
  episode: ["episode_number", "episode_no", "episode_num", "ep", "itunes_episode", "itunes:episode", "podcast_episode"],
  season: ["season_number", "season_no", "itunes_season", "itunes:season", "podcast_season", "series_number"],
  seasonName: ["season_title"],
  episodeType: ["itunes_episode_type", "itunes:episodeType", "podcast_episode_type", "podcast_type"],
  episodeTitle: ["itunes_title", "itunes:title", "podcast_title"],
  explicit: ["is_explicit", "itunes_explicit", "itunes:explicit", "podcast_explicit"],
  duration: [
    ...["itunes_duration", "itunes:duration", "audio_duration", "podcast_duration", "episode_duration"],
    ...["audio_length", "duration_seconds", "duration_in_seconds"],
  ],
  transcript: ["transcripts", "transcript_url", "transcript_file", "podcast_transcript", "podcast:transcript"],
  chapters: ["chapters_url", "chapters_file", "chapter_file", "podcast_chapters", "podcast:chapters"],
  people: ["persons", "participants", "podcast:person"],
  hosts: ["host", "podcast_hosts"],
  guests: ["guest", "podcast_guests"],
  block: ["itunes_block", "itunes:block", "podcast_block"],
  source: ["publication", "publisher", "source_name", "original_source"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type KeyMeaning = { readonly own: FieldKey; readonly rank: number };

/** A key without capitals and without what parts its words. */
export function plainKey(key: string): string {
  return key.toLowerCase().replace(/[-_ .]+/g, "");
}

const MEANINGS: ReadonlyMap<string, KeyMeaning> = new Map(
  (Object.keys(KEYS_OF_OTHERS) as FieldKey[]).flatMap((own) =>
    [own, ...KEYS_OF_OTHERS[own]].map((key, rank) => [plainKey(key), { own, rank }] as const).reverse(),
  ),
);

/** What a key means, by its plain form; rank 0 is our own key. */
export function meaningOf(plain: string): KeyMeaning | undefined {
  return MEANINGS.get(plain);
}

/** Keys whose value is words of the writer, so that no character in it has a meaning of its own. */
const TEXT_FIELDS: readonly FieldKey[] = [
  "title",
  "authors",
  "tags",
  "summary",
  "source",
  "seasonName",
  "episodeTitle",
];

/**
 * Keys of podcasts that articles of other kinds use for other things: a course has a `duration`, a book has `chapters`. A value that is
 * no podcast's is passed over and noted.
 */
const OTHER_MEANINGS: readonly FieldKey[] = [
  ...([
    "episode",
    "season",
    "seasonName",
    "episodeType",
    "episodeTitle",
    "duration",
    "transcript",
    "chapters",
  ] as const),
  ...(["people", "hosts", "guests", "block"] as const),
];

export function mayMeanOther(field: FieldKey): boolean {
  return OTHER_MEANINGS.includes(field);
}

export function takesText(key: string): boolean {
  const plain = plainKey(key);
  const own = MEANINGS.get(plain)?.own;
  return own === undefined ? plain === "name" : TEXT_FIELDS.includes(own);
}
