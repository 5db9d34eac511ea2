/** Holds a show's settings to what podcast directories ask: takes site.json's settings and what was counted, returns what is wrong. */
import { MAX_EPISODES, showFolder, showGuid, showOf } from "../../render/show.ts";
import { feedAddress } from "../../render/site-urls.ts";
import type { Podcast } from "../../settings/podcast.ts";
import { whyNoCategory } from "../../settings/podcast-categories.ts";
import type { Settings } from "../../settings/settings.ts";
import type { Store } from "../../store/store.ts";
import { coverProblems } from "./check-cover.ts";
import { type EpisodeFinding, tooLong } from "./check-episode.ts";

/** `recordings`: all articles with something to play. `episodes`: those of the show's feed; `others`: that feed's other articles. */
export type Counted = { readonly recordings: number; readonly episodes: number; readonly others: number };

const problem = (reason: string): EpisodeFinding => ({ kind: "problem", reason });
const note = (reason: string): EpisodeFinding => ({ kind: "note", reason });

export async function showFindings(settings: Settings, counted: Counted, content: Store): Promise<EpisodeFinding[]> {
  const { podcast } = settings;
  if (podcast === undefined) return counted.recordings === 0 ? [] : [note(INVITATION)];
  return [
    ...requiredFindings(podcast),
    ...(await coverFindings(settings, content)),
    ...countFindings(podcast, counted),
    ...advice(podcast, settings),
  ];
}

const INVITATION =
  'articles have audio or video; to make a podcast of a feed, for directories such as Apple\'s, set "podcast" (docs/podcast.md)';

function requiredFindings(podcast: Podcast): EpisodeFinding[] {
  const { categories, explicit } = podcast;
  const unknown = categories.flatMap((category) => whyNoCategory(category) ?? []);
  return [
    ...(categories.length === 0
      ? [problem("podcast.category is missing; directories need one, such as Arts > Books")]
      : []),
    ...unknown.map((reason) => problem(`podcast.category: ${reason}`)),
    ...(explicit === undefined ? [problem("podcast.explicit is missing; directories need true or false")] : []),
  ];
}

async function coverFindings(settings: Settings, content: Store): Promise<EpisodeFinding[]> {
  const image = showOf(showFolder(settings) ?? "", settings)?.image;
  if (image === undefined)
    return [problem("podcast.image is missing; directories need a cover of 1400 to 3000 pixels")];
  const name = settings.podcast?.image === undefined ? "the site's image, which is the show's cover," : "podcast.image";
  const problems = await coverProblems(image, settings, content);
  const http = image.startsWith("http:") && !image.startsWith(settings.url);
  return [
    ...problems.map((reason) => (reason.includes("kB") ? note : problem)(`${name} ${reason}`)),
    ...(http ? [note(`${name} has an http address; directories ask for https`)] : []),
  ];
}

function countFindings({ tag }: Podcast, { episodes, others }: Counted): EpisodeFinding[] {
  const feed = tag === undefined ? "the main feed" : `the feed of the tag "${tag}"`;
  const total = episodes + others;
  return [
    ...(episodes === 0 ? [problem(`the podcast has no episode: ${feed} has no article with audio or video`)] : []),
    ...(others > 0 && episodes > 0
      ? [
          note(
            `${others} of the ${total} articles of ${feed} ${others === 1 ? "has" : "have"} nothing to play; ${tag === undefined ? TAG : OTHER_TAG}`,
          ),
        ]
      : []),
    ...(total > MAX_EPISODES ? [note(`the podcast's feed holds the newest ${MAX_EPISODES} of ${total} articles`)] : []),
  ];
}

const TAG = 'give the episodes a tag, and name it with "podcast": { "tag": … }';
const OTHER_TAG = "apps pass them over; take the tag from them if they are no episodes";

function advice(podcast: Podcast, settings: Settings): EpisodeFinding[] {
  const { owner, author, tag, title, description = tag === undefined ? settings.description : "" } = podcast;
  const isMissing = description === "" || description === `The newest articles of ${settings.title}`;
  return [
    ...(tooLong(description) ? [problem("the description of the podcast has more than 4000 bytes")] : []),
    ...(isMissing ? [note("podcast.description is missing; directories show it")] : []),
    ...(tag === undefined || title ? [] : [note("podcast.title is missing; the show is called as the tag's feed is")]),
    ...(author || settings.authors.length > 0
      ? []
      : [note("podcast.author is missing; the show's title stands for it")]),
    ...(owner === undefined ? [note(OWNER)] : []),
    ...addressFindings(podcast, settings),
  ];
}

const LOCAL = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])[:/]/;

function addressFindings({ guid }: Podcast, settings: Settings): EpisodeFinding[] {
  if (LOCAL.test(settings.url))
    return guid === undefined ? [note("podcast.guid is missing; once url is set, check tells which it should be")] : [];
  const own = showGuid(feedAddress(showFolder(settings) ?? "", "rss", settings));
  return [
    ...(settings.url.startsWith("http:") ? [note("url is an http address; directories ask for https")] : []),
    ...(guid === undefined
      ? [note(`set podcast.guid to ${own}, so that it stays the same when the address changes`)]
      : []),
  ];
}

const OWNER =
  "podcast.owner is missing; Spotify and others ask whether a show is yours by its e-mail address, which is then public";
