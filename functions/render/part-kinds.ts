/**
 * The kinds of feeds that have a part of the site's articles, and the folders in which they are. The edge functions import this file:
 * see edge/site-layout.ts for what it may use.
 */

/** By kind: the first segment of the folders. A slug follows. */
export const PART_FOLDERS = { tag: "tags", author: "authors", section: "sections", language: "languages" } as const;

export type PartKind = keyof typeof PART_FOLDERS;

/** In the order in which pages and lists show them. */
export const PART_KINDS = Object.keys(PART_FOLDERS) as readonly PartKind[];

/** Undefined for the main feed's folder. */
export function kindOfFolder(folder: string): PartKind | undefined {
  return PART_KINDS.find((kind) => folder.indexOf(`${PART_FOLDERS[kind]}/`) === 0);
}
