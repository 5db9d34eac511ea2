/** Renders the sitemap, from which search engines learn the pages of articles and when they changed (sitemaps.org), and robots.txt. */
import type { Settings } from "../settings/settings.ts";
import type { Document } from "./document.ts";
import { rfc3339 } from "./formats/date-format.ts";
import { type Html, html as xml } from "./pages/html-template.ts";
import { addressOf, pageAddress } from "./site-urls.ts";

/** A page of an article; `updated` in milliseconds since 1970. */
export type SitemapEntry = { readonly slug: string; readonly updated: number };
/** A month, `2023-09`, and its newest update. */
export type SitemapMonth = { readonly month: string; readonly updated: number };

/** The document name of a month's sitemap, or of the one that stands for the site. */
export const sitemapName = (month?: string) => (month === undefined ? "sitemap.xml" : `sitemap-${month}.xml`);

/** In the given order. The sitemap of the site has the front page too, so it is never empty, which the protocol does not allow. */
export function renderSitemap(name: string, entries: readonly SitemapEntry[], settings: Settings): Document {
  const front = name === sitemapName() ? location(addressOf("", settings)) : undefined;
  const pages = entries.map(
    ({ slug, updated }) => xml`<url>${location(pageAddress(slug, settings))}${modified(updated)}</url>\n`,
  );
  return document(
    name,
    xml`<urlset xmlns="${NAMESPACE}">
${front && xml`<url>${front}</url>\n`}${pages}</urlset>`,
  );
}

/** For a site with articles of several months. */
export function renderSitemapIndex(months: readonly SitemapMonth[], settings: Settings): Document {
  const parts = months.map(
    ({ month, updated }) =>
      xml`<sitemap>${location(addressOf(sitemapName(month), settings))}${modified(updated)}</sitemap>\n`,
  );
  return document(
    sitemapName(),
    xml`<sitemapindex xmlns="${NAMESPACE}">
${parts}</sitemapindex>`,
  );
}

/** Everything may be read; what should not be found says so on its page. */
export function renderRobots(settings: Settings): Document {
  const body = `User-agent: *\nDisallow:\n\nSitemap: ${addressOf(sitemapName(), settings)}\n`;
  return { name: "robots.txt", body, type: "text/plain; charset=utf-8", freshness: "page" };
}

const NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";

const location = (url: string): Html => xml`<loc>${url}</loc>`;
const modified = (ms: number): Html => xml`<lastmod>${rfc3339(ms)}</lastmod>`;

function document(name: string, { markup }: Html): Document {
  const body = `<?xml version="1.0" encoding="utf-8"?>\n${markup}\n`;
  return { name, body, type: "application/xml; charset=utf-8", freshness: "page" };
}
