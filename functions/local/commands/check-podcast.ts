/**
 * Holds a site's podcast to what Apple's guide and other directories ask (podcasters.apple.com, "A Podcaster's Guide to RSS"): takes
 * the articles one after the other, then the settings, and returns what is missing or wrong. docs/podcast.md lists all of it.
 */
import { SETTINGS_PATH } from "../../publish/content-path.ts";
import { foldersOf } from "../../publish/plan/part-folders.ts";
import type { ArticleRecord } from "../../publish/state/record.ts";
import { isPlayable } from "../../render/enclosure.ts";
import { type Item, toItem } from "../../render/item.ts";
import { showFolder } from "../../render/show.ts";
import type { Settings } from "../../settings/settings.ts";
import type { Store } from "../../store/store.ts";
import { coverProblems } from "./check-cover.ts";
import { type EpisodeFinding, episodeFindings } from "./check-episode.ts";
import { showFindings } from "./check-show.ts";

export type PodcastFinding = EpisodeFinding & { readonly path: string };

export type PodcastChecker = {
  /** What is to be said of one live article. */
  readonly article: (path: string, record: ArticleRecord) => Promise<PodcastFinding[]>;
  /** What is to be said of the show, after all articles. */
  readonly show: () => Promise<PodcastFinding[]>;
};

export function podcastChecker(settings: Settings, content: Store): PodcastChecker {
  const folder = showFolder(settings);
  const seen = { enclosures: new Map<string, string>(), numbers: new Map<string, string>() };
  let [recordings, episodes, others] = [0, 0, 0];
  const check = async (path: string, item: Item): Promise<PodcastFinding[]> => {
    const enclosure = item.enclosures.find(isPlayable);
    if (enclosure === undefined) {
      others++;
      return [];
    }
    episodes++;
    const cover = item.episode?.image === undefined ? [] : await coverProblems(item.episode.image, settings, content);
    const found = [
      ...episodeFindings(path, { item, enclosure }, { settings, seen }),
      ...cover.map((reason) => ({ kind: "note" as const, reason: `the episode's picture ${reason}` })),
    ];
    return found.map((each) => ({ path, ...each }));
  };
  return {
    async article(path, record) {
      if (record.article.unlisted) return [];
      const hasRecording = record.article.attachments.length > 0;
      const isShown = folder !== undefined && foldersOf({ path, article: record.article }, settings).includes(folder);
      if (!hasRecording && !isShown) return [];
      const item = toItem(record, settings);
      if (item.episode !== undefined) recordings++;
      return isShown ? check(path, item) : [];
    },
    async show() {
      const found = await showFindings(settings, { recordings, episodes, others }, content);
      return found.map((each) => ({ path: SETTINGS_PATH, ...each }));
    },
  };
}
