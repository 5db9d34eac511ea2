/** The options of the `build` command. */

export type BuildOptions = {
  readonly content: string;
  readonly out: string;
  readonly url?: string;
  readonly defaultUrl: string;
  /** The time to publish at, in milliseconds since 1970: decides which articles are scheduled or expired. */
  readonly now: number;
  /** A folder for the state that is kept between builds; without it, each build starts from scratch. */
  readonly state?: string;
  /** Also remove more than half of the site's articles. */
  readonly force?: boolean;
  readonly release: string;
  /** The bundle that worker threads run; without it, the build uses a single thread. */
  readonly worker?: URL;
};
