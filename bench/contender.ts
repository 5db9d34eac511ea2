/** The type of a contender: a program that builds a site from a folder of articles, and the commands to run it. */
import type { Program } from "./measured-process.ts";

export type Contender = {
  readonly name: string;
  readonly version: string;
  /** Larger corpora are skipped, since they would take too much time or memory. */
  readonly maxArticles: number;
  /** Creates the files it needs, besides the articles, in `folder`, which exists and is empty. */
  readonly prepare: (content: string, folder: string) => PreparedSite;
};

export type PreparedSite = {
  readonly build: Program;
  /** An incremental build, if that is a different command. */
  readonly rebuild?: Program;
  /** The output folders of `build` and `rebuild`. */
  readonly out: string;
  readonly rebuildOut?: string;
  /** Serves the site and publishes changes. */
  readonly serve: (port: number) => Program;
  /** The URL path of the main feed. */
  readonly feed: string;
};
