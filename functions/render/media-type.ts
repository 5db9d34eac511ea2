/** Tells the media type of a file from its name: from the table of the `mime` package, and from our own where that is behind its time. */
import mime from "mime";

export const UNKNOWN_TYPE = "application/octet-stream";

/**
 * Types that are registered with IANA or that podcast apps ask for, where the table has an older name or none. Apps pass over an
 * enclosure that is neither `audio/` nor `video/`.
 */
const OWN: Readonly<Record<string, string>> = {
  aif: "audio/aiff",
  aifc: "audio/aiff",
  aiff: "audio/aiff",
  ape: "audio/ape",
  ass: "text/x-ssa",
  azw3: "application/vnd.amazon.mobi8-ebook",
  cbr: "application/vnd.comicbook-rar",
  cbz: "application/vnd.comicbook+zip",
  dfxp: "application/ttml+xml",
  fb2: "application/x-fictionbook+xml",
  flac: "audio/flac",
  jfif: "image/jpeg",
  lrc: "text/plain",
  // The table of Apple's guide for podcasts.
  m4a: "audio/x-m4a",
  m4r: "audio/mp4",
  mka: "audio/matroska",
  mkv: "video/matroska",
  sbv: "text/plain",
  ssa: "text/x-ssa",
  wv: "audio/x-wavpack",
};

/** Files of podcasts that are JSON, by name: `.json` alone is an article's. */
const CHAPTERS = /(?:^|[/._-])chapters\.json$/i;

/** By the extension, upper or lower case; `UNKNOWN_TYPE` if it is missing or unknown. */
export function mediaTypeOf(name: string): string {
  if (CHAPTERS.test(name)) return "application/json+chapters";
  const extension = /\.([^./]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
  const own = Object.hasOwn(OWN, extension) ? OWN[extension] : undefined;
  return own ?? mime.getType(extension) ?? UNKNOWN_TYPE;
}
