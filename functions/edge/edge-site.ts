/** The site data that the edge functions need: one line that a deployment puts in front of their code. */

export type EdgeSite = {
  /** The site's own domain, to which requests for its other names are redirected. Empty: the site uses the requested host name. */
  readonly domain: string;
  /** WebSub hubs, absolute ASCII URLs. */
  readonly hubs: readonly string[];
};

/** Makes the code that CloudFront runs from a bundled edge function (esbuild-options.json). */
export function withSite(bundle: string, site: EdgeSite): string {
  return `const SITE=${JSON.stringify({ domain: site.domain.toLowerCase(), hubs: site.hubs })};\n${bundle}`;
}
