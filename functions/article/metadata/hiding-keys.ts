/** The keys by which writers and other tools say that an article is not, not yet, or not for everyone, published. */
import { plainKey } from "./key-table.ts";
import { nearestName } from "./nearest-name.ts";

/**
 * How a value is read:
 *
 * - `hides`: true hides. `shows`: false hides; a date says when.
 * - `blocks`: true hides, `allows`: false hides; with any other value the key means something else (`display: grid`).
 * - `status`: only the words in `PUBLIC_STATUS` are public. `audience`: only the words in `PUBLIC_AUDIENCE` are. `circle`: only those
 *   in `CIRCLES` hide; the key may tell for whom an article was written.
 * - `secret`: any value hides, such as a password.
 * - `unlists`: true leaves the page and takes it out of every feed and list. `lists`: false does.
 * - `build`: Hugo's table of what is built. `output`: false means that no page is made.
 * - `from`: a date before which nothing is published.
 */
export type HidingKind =
  | "hides"
  | "shows"
  | "blocks"
  | "allows"
  | "status"
  | "audience"
  | "circle"
  | "secret"
  | "unlists"
  | "lists"
  | "build"
  | "output"
  | "from";

/** One place for all of them; docs/front-matter.md shows it to writers. Spelling matters as little as in `KEYS_OF_OTHERS`. */
export const HIDING_KEYS = {
  hides: [
    ...[
      "draft",
      "drafts",
      "is_draft",
      "private",
      "is_private",
      "hidden",
      "is_hidden",
      "hide",
      "unpublished",
      "unpublish",
    ],
    ...["not_published", "no_publish", "do_not_publish", "dont_publish", "secret", "confidential", "wip", "headless"],
    ...["trashed", "trash", "deleted", "disabled", "ignore", "ignored", "members_only", "subscribers_only", "internal"],
    ...["encrypted", "protected", "password_protected", "email_only", "only_email", "newsletter_only", "save_as_draft"],
    ...["under_review", "needs_review", "patrons_only", "supporters_only", "sponsors_only", "paid_only"],
    ...["login_required", "requires_login", "require_login", "requires_auth", "entwurf", "brouillon", "borrador"],
    ...["bozza", "rascunho", "utkast"],
  ],
  blocks: ["exclude", "skip", "premium", "paywall", "paid"],
  allows: [
    ...["ready", "is_ready", "approved", "is_approved", "reviewed", "enabled", "is_enabled", "active", "is_active"],
    ...["online", "is_online", "live", "show", "display", "finished", "completed", "publishable"],
  ],
  shows: [
    "published",
    "publish",
    "public",
    "is_published",
    "is_public",
    "is_live",
    "visible",
    "is_visible",
    "dg_publish",
  ],
  status: [
    "status",
    "post_status",
    "publish_status",
    "publication_status",
    "published_status",
    "publishing_status",
    "cms_status",
    "workflow_status",
    "workflow_state",
    "editorial_status",
    "content_status",
  ],
  audience: ["visibility", "privacy", "access", "access_level"],
  circle: ["audience", "security", "membership", "subscription"],
  secret: ["password", "passphrase", "passcode"],
  unlists: [
    ...["unlisted", "unlist", "is_unlisted", "not_listed", "eleventy_exclude_from_collections", "exclude_from_feed"],
    ...["exclude_from_rss", "feed_exclude", "rss_exclude", "hidden_in_home_list", "hidden_from_home_page", "no_feed"],
    ...["hide_from_feed", "hide_from_rss", "no_rss", "noindex", "no_index"],
  ],
  lists: ["listed", "is_listed", "feed", "rss", "in_feed", "in_rss"],
  build: ["build"],
  output: ["permalink", "render", "output"],
  from: [
    ...["publish_date", "published_date", "pub_date", "pub_datetime", "date_published", "published_at", "published_on"],
    ...["publish_at", "publish_on", "publish_after", "embargo", "embargoed", "embargo_until", "embargo_date"],
    ...["scheduled", "scheduled_at", "scheduled_for", "schedule_date", "go_live", "go_live_at", "go_live_date"],
    ...["available_from", "visible_from", "hide_until", "hidden_until", "not_before"],
  ],
} as const satisfies Readonly<Record<HidingKind, readonly string[]>>;

export const PUBLIC_STATUS: ReadonlySet<string> = new Set([
  ...["published", "publish", "public", "live", "final"],
  // Nikola shows these at the top of its pages.
  "featured",
]);
export const PUBLIC_AUDIENCE: ReadonlySet<string> = new Set([
  ...["public", "published", "publish", "visible", "everyone", "everybody", "anyone", "all", "open", "free", "world"],
]);
/** Groups of readers who are not everyone: of Substack, Ghost, LiveJournal. */
export const CIRCLES: ReadonlySet<string> = new Set([
  ...["private", "friends", "friends only", "friendsonly", "usemask", "custom", "members", "paid", "only paid"],
  ...["only free", "subscribers", "supporters", "patrons", "sponsors", "premium", "founding", "internal", "me", "self"],
]);
/** Words that hide, whatever hiding key they stand at. */
export const HIDING_WORDS: ReadonlySet<string> = new Set([
  ...[
    "draft",
    "private",
    "hidden",
    "unpublished",
    "wip",
    "pending",
    "secret",
    "internal",
    "trash",
    "never",
    "no one",
    "nobody",
  ],
]);

const KINDS: ReadonlyMap<string, HidingKind> = new Map(
  (Object.keys(HIDING_KEYS) as HidingKind[]).flatMap((kind) =>
    HIDING_KEYS[kind].map((key) => [plainKey(key), kind] as const),
  ),
);

export function hidingKindOf(plain: string): HidingKind | undefined {
  return KINDS.get(plain);
}

/** Words that change nothing about what a hiding key says: `post_status`, `blog-publish`. */
const NEUTRAL_WORDS: ReadonlySet<string> = new Set([
  ...[
    "is",
    "a",
    "my",
    "the",
    "post",
    "page",
    "article",
    "blog",
    "note",
    "entry",
    "item",
    "content",
    "site",
    "web",
    "kb",
  ],
  ...["status", "state", "mode", "flag", "stage"],
]);

export type MeantKey = { readonly key: string; readonly kind: HidingKind };

/** The hiding key that an unknown key looks like: one of its words, or a misspelling of it. */
export function meantHidingKey(key: string, plain: string): MeantKey | undefined {
  if (REAL_WORDS.has(plain)) return undefined;
  const words = key.split(/[-_ .]+|(?<=[a-z])(?=[A-Z])/).map((word) => word.toLowerCase());
  const near = words.some((word) => KINDS.has(word)) ? undefined : nearHidingKey(plain);
  if (near !== undefined) return near;
  const telling = words.filter((word) => word !== "" && !NEUTRAL_WORDS.has(word));
  const [word = words.find((each) => each === "status") ?? "", ...more] = telling;
  const kind = words.length > 1 && more.length === 0 ? KINDS.get(word) : undefined;
  return kind && { key: word, kind };
}

/** Long enough that a slip of the finger is certain. */
const MISSPELLED = [
  ...["draft", "drafts", "isdraft", "published", "publish", "public", "private", "hidden", "unlisted", "unpublished"],
  ...["password", "visibility", "visible", "status", "publishdate"],
] as const;

/** Words that are near a hiding key and mean something else. */
const REAL_WORDS: ReadonlySet<string> = new Set([
  ...[
    "craft",
    "crafts",
    "graft",
    "raft",
    "rafts",
    "draught",
    "publisher",
    "publishers",
    "publishes",
    "publics",
    "republish",
  ],
  ...[
    "stats",
    "states",
    "statue",
    "stature",
    "statute",
    "risible",
    "ridden",
    "bidden",
    "midden",
    "derivate",
    "republished",
  ],
]);

function nearHidingKey(plain: string): MeantKey | undefined {
  if (plain.length < 4 || plain.length > 14) return undefined;
  const edits = plain.length < 8 ? 1 : 2;
  const key = nearestName(plain, MISSPELLED, edits);
  const kind = key === undefined ? undefined : KINDS.get(key);
  return key === undefined || kind === undefined ? undefined : { key, kind };
}
