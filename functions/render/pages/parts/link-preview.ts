/** Renders the head elements of a page for search engines and link previews: canonical URL and Open Graph properties (ogp.me). */
import type { Settings } from "../../../settings/settings.ts";
import type { Item } from "../../item.ts";
import { followable } from "../../site-urls.ts";
import { type Html, html } from "../html-template.ts";

type Preview = {
  readonly url: string;
  readonly type: "article" | "website" | "profile";
  readonly title: string;
  readonly description?: string;
  readonly image?: string;
};

export function preview({ url, type, title, description, image }: Preview, settings: Settings): Html {
  return html`<link rel="canonical" href="${url}">
${property("og:type", type)}${property("og:site_name", settings.title)}${property("og:title", title)}${property("og:url", url)}${property("og:description", description)}${property("og:image", image)}<meta name="twitter:card" content="${image === undefined ? "summary" : "summary_large_image"}">
`;
}

/** The canonical URL of an article that was published elsewhere is its external URL. */
export function articlePreview(item: Item, description: string, settings: Settings): Html {
  const url = followable(item.externalUrl) ?? item.url;
  const image = followable(item.image) ?? settings.image;
  return html`${preview({ url, type: "article", title: item.name, description, image }, settings)}${property("article:published_time", new Date(item.published).toISOString())}${property("article:modified_time", new Date(item.updated).toISOString())}${item.authors.map(({ name }) => html`<meta name="author" content="${name}">\n`)}${item.tags.map((tag) => property("article:tag", tag))}`;
}

function property(name: string, content: string | undefined): Html | undefined {
  return content === undefined || content === "" ? undefined : html`<meta property="${name}" content="${content}">\n`;
}
