/** What the edge functions know of their site: one line in front of their code, written when they are deployed. */

export type EdgeSite = {
  /** The site's own domain; other names of it are sent there. Empty: the site has the name by which it was asked for. */
  readonly domain: string;
  /** WebSub hubs, absolute ASCII URLs. */
  readonly hubs: readonly string[];
};

/** A bundled edge function (bundle.json) made ready for CloudFront. */
export function withSite(bundle: string, site: EdgeSite): string {
  return `const SITE=${JSON.stringify({ domain: site.domain.toLowerCase(), hubs: site.hubs })};\n${bundle}`;
}
