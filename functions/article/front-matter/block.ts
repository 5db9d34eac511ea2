/** What the reader of one dialect of front matter returns for the text of a block. */
import type { Problem } from "../article.ts";
import type { WrittenMetadata } from "../metadata/validate.ts";

export type BlockReading =
  | { readonly kind: "set"; readonly written: WrittenMetadata; readonly notes: readonly Problem[] }
  | { readonly kind: "broken"; readonly problems: readonly Problem[] };

/** In characters; far more than anyone writes. Some YAML takes time that grows faster than its length. */
export const MAX_LENGTH = 32_000;
