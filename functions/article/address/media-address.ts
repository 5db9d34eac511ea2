/** Lists the files of the content folder that an address may mean, the likeliest first. Whether they exist, the publisher looks up. */
import { type AddressReading, folderOf, isRooted, readingsOf, within, withoutBase } from "./address.ts";

/** `path`: of a content file. `rest`: the query or fragment after it. */
export type MediaCandidate = AddressReading;

/** Folders whose content other tools publish at the root of a site: `/img/x.png` is the file `static/img/x.png`. */
export const ROOTS = ["static/", "public/", "assets/", "content/"] as const;

/** Where this site publishes media itself. */
const PUBLISHED = "media/";

/** `path`: of the article. `bases`: see `withoutBase`. */
export function mediaCandidates(address: string, path: string, bases: readonly string[]): MediaCandidate[] {
  const found = new Map<string, MediaCandidate>();
  for (const reading of readingsOf(address)) {
    if (/(?:^|[\\/])\.{0,2}$/.test(reading.path)) continue;
    const literal = within(folderOf(path), reading.path);
    const paths = isRooted(reading.path) ? fromRoot(literal, bases) : [literal];
    for (const candidate of paths)
      if (candidate !== "" && !found.has(candidate)) found.set(candidate, { path: candidate, rest: reading.rest });
  }
  return [...found.values()];
}

function fromRoot(literal: string, bases: readonly string[]): string[] {
  const stripped = withoutBase(literal, [...bases, ...ROOTS, PUBLISHED]);
  const paths = stripped === undefined ? [literal] : [literal, stripped];
  return [...paths, ...paths.flatMap((path) => ROOTS.map((root) => root + path))];
}

/**
 * The form of a media path under which articles ask for it: one of all spellings that Unicode takes for equal, and of all folders that
 * other tools publish at the root. A file and every address that may mean it have a form in common.
 */
export function mediaName(path: string): string {
  return (withoutBase(path, ROOTS) ?? path).normalize("NFC");
}

/** The spellings of a path that a store may know it by: as it is, composed (NFC), decomposed (NFD). */
export function spellingsOf(path: string): string[] {
  // Only characters beyond Latin-1's first half have several spellings.
  return /^[\u0000-\u007f]*$/.test(path) ? [path] : [...new Set([path, path.normalize("NFC"), path.normalize("NFD")])];
}
