/** Holds one episode to what podcast directories ask: takes its item and its recording, and returns what is missing or wrong. */
import type { Problem } from "../../article/article.ts";
import type { Enclosure } from "../../render/enclosure.ts";
import type { Item } from "../../render/item.ts";
import type { Settings } from "../../settings/settings.ts";

/** `problem`: a directory would reject the show or pass over the episode. `note`: it asks for better. */
export type EpisodeFinding = Problem & { readonly kind: "problem" | "note" };

/** What earlier episodes had, by value: the path of the article. */
export type Seen = { readonly enclosures: Map<string, string>; readonly numbers: Map<string, string> };

type Recorded = { readonly item: Item; readonly enclosure: Enclosure };
type Circumstances = { readonly settings: Settings; readonly seen: Seen };

/** Apple's limit for a description, in bytes of UTF-8. */
export const MAX_DESCRIPTION_BYTES = 4000;

/** The types that Apple plays. */
const TYPES = ["audio/mpeg", "audio/x-m4a", "audio/mp4", "video/mp4", "video/x-m4v", "video/quicktime"];

export function episodeFindings(
  path: string,
  { item, enclosure }: Recorded,
  { settings, seen }: Circumstances,
): EpisodeFinding[] {
  const problem = (reason: string): EpisodeFinding => ({ kind: "problem", reason });
  const note = (reason: string): EpisodeFinding => ({ kind: "note", reason });
  const same = firstWith(seen.enclosures, enclosure.url, path);
  return [
    ...(item.title === undefined ? [problem("has no title, which an episode must have")] : []),
    ...(same === undefined ? [] : [problem(`has the same recording as ${same}; apps show it once only`)]),
    ...numberFindings(path, item, { settings, seen }),
    ...(tooLong(item.summary) ? [problem(`the summary has more than ${MAX_DESCRIPTION_BYTES} bytes`)] : []),
    // Of the site's own address, one note is enough.
    ...(enclosure.url.startsWith("http:") && !enclosure.url.startsWith(settings.url)
      ? [note("the recording has an http address; directories ask for https")]
      : []),
    ...(enclosure.duration === undefined
      ? [note("how long the recording plays is not known; state it: duration")]
      : []),
    ...(TYPES.includes(enclosure.type) ? [] : [note(`the recording is ${enclosure.type}, which Apple does not play`)]),
    ...transcriptFindings(item),
    ...(item.image !== undefined && item.episode?.image === undefined
      ? [note("the picture is neither JPEG nor PNG, so directories show the show's cover")]
      : []),
  ];
}

/** The types that Apple or the Podcast Namespace knows. */
const TRANSCRIPTS = /^(?:text\/(?:vtt|html|plain|srt)|application\/(?:x-)?(?:subrip|srt|json))$/;

function transcriptFindings({ episode }: Item): EpisodeFinding[] {
  return (episode?.transcripts ?? [])
    .filter(({ type }) => !TRANSCRIPTS.test(type))
    .map(({ url, type }) => ({
      kind: "note",
      reason: `the transcript ${url} is ${type}, which apps do not read; give it as .vtt or .srt`,
    }));
}

export function tooLong(text: string | undefined): boolean {
  return Buffer.byteLength(text ?? "") > MAX_DESCRIPTION_BYTES;
}

function numberFindings(path: string, { episode }: Item, { settings, seen }: Circumstances): EpisodeFinding[] {
  const { number, season, type = "full" } = episode ?? {};
  if (type !== "full") return [];
  const isSerial = settings.podcast?.type === "serial";
  if (number === undefined)
    return isSerial ? [{ kind: "problem", reason: "has no episode number, which a serial show needs: episode" }] : [];
  if (!Number.isInteger(number) || number < 1)
    return [{ kind: "note", reason: `episode ${number} is no whole number above 0, so Apple gets none` }];
  const same = firstWith(seen.numbers, `${season ?? ""}/${number}`, path);
  return same === undefined ? [] : [{ kind: "note", reason: `has the same episode number as ${same}: ${number}` }];
}

/** The path that had the value before, if one had. */
function firstWith(seen: Map<string, string>, value: string, path: string): string | undefined {
  const before = seen.get(value);
  if (before === undefined) seen.set(value, path);
  return before;
}
