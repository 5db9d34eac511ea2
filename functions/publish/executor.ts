/** The part of a publish that needs nothing but what it is given, and so can be done here or on another core. */
import { renderSheet, type Sheet } from "../render/sheet.ts";
import type { Settings } from "../settings/settings.ts";
import { type Content, type Read, readContent } from "./content.ts";
import { type Put, putDocument } from "./put-document.ts";
import type { Stores } from "./site.ts";

export type Executor = {
  /** Reads an article; none: there is nothing. */
  readonly read: (path: string) => Promise<Content | undefined>;
  /** Renders a sheet and writes what would change. */
  readonly put: (sheet: Sheet) => Promise<readonly Put[]>;
};

/** The stores that the work is done on, and the site it is done for. */
export type Place = Pick<Stores, "content" | "site"> & { readonly settings: Settings };

/** Does it right here. */
export function executorOn({ content, site, settings }: Place, read?: Read): Executor {
  return {
    read: (path) => readContent(path, content, read),
    async put(sheet) {
      const done: Put[] = [];
      for (const document of renderSheet(sheet, settings)) done.push(await putDocument(site, document));
      return done;
    },
  };
}
