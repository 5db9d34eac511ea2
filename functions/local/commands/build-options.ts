/** What `build` is told: folders, addresses, the time of looking. */

export type BuildOptions = {
  readonly content: string;
  readonly out: string;
  readonly url?: string;
  readonly defaultUrl: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** A folder that remembers what was published; without one each build starts from nothing. */
  readonly state?: string;
  readonly release: string;
  /** The bundle that worker threads run; without one a single thread does it all. */
  readonly worker?: URL;
};
