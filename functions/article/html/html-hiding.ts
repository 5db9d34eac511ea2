/** Tells from the `<meta>` elements of an HTML document whether the article is hidden, as Pelican and others write it there. */
import { hidingKindOf } from "../metadata/hiding-keys.ts";
import { isHidingValue } from "../metadata/hiding-values.ts";
import { plainKey } from "../metadata/key-table.ts";

/** Search engines, browsers and servers use other names for their own ends, such as `robots`. */
const KINDS: ReadonlySet<string> = new Set(["hides", "shows", "status", "unlists"]);

export function isHiddenByMeta(metas: readonly { readonly name: string; readonly content: string }[]): boolean {
  return metas.some(({ name, content }) => {
    const plain = plainKey(name);
    const kind = hidingKindOf(plain);
    return kind !== undefined && KINDS.has(kind) && isHidingValue(kind, content, plain);
  });
}
