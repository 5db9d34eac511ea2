/** A program that makes a site of a folder of articles, and how to run it. */
import type { Program } from "./measured-process.ts";

export type Contender = {
  readonly name: string;
  readonly version: string;
  /** More than that it is not asked to build: it would take too long, or too much memory. */
  readonly mostArticles: number;
  /** Makes what it needs, besides the articles, in `folder`, which is there and empty. */
  readonly prepare: (content: string, folder: string) => PreparedSite;
};

export type PreparedSite = {
  readonly build: Program;
  /** A build that remembers the one before, where that is another program. */
  readonly rebuild?: Program;
  /** The folder of what `build`, or `rebuild`, makes. */
  readonly out: string;
  readonly rebuildOut?: string;
  /** Serves the site and publishes what changes. */
  readonly serve: (port: number) => Program;
  /** The path of the main feed. */
  readonly feed: string;
};
