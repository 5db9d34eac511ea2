/** Finds how large an article's own pictures are: takes where the article is placed, and returns width and height by URL. */
import type { Settings } from "../settings/settings.ts";
import type { Placement } from "./placed-article.ts";

/** By absolute URL, without what follows `?` or `#`. In CSS pixels. */
export type PictureSizes = Readonly<Record<string, { readonly width: number; readonly height: number }>>;

/** Undefined if no picture tells its size. */
export function pictureSizes(
  { references, media }: Placement,
  { url }: Pick<Settings, "url">,
): PictureSizes | undefined {
  const sizes = Object.values(references).flatMap((found) => {
    const [address = "", encoded] = /^media\/([^?#]*)/.exec(found) ?? [];
    const path = encoded === undefined ? "" : decodeURIComponent(encoded);
    const { width, height } = (Object.hasOwn(media, path) ? media[path] : undefined) ?? {};
    return width === undefined || height === undefined ? [] : [[url + address, { width, height }] as const];
  });
  return sizes.length === 0 ? undefined : Object.fromEntries(sizes);
}
