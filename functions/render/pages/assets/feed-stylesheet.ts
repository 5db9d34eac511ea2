/**
 * Renders `feed.css`, which makes an RSS or Atom document readable in a browser, since browsers have dropped XSLT: it shows the
 * feed's title, its articles' titles and dates, and how to subscribe.
 *
 * A feed refers to it by `feedStyleInstruction`, between the XML declaration and the root element; feed readers ignore it.
 */
import type { Settings } from "../../../settings/settings.ts";
import type { Document } from "../../document.ts";
import { html } from "../html-template.ts";
import { assetAddress } from "../page-urls.ts";

export function renderFeedStyle(): Document {
  return { name: "feed.css", body: STYLE, type: "text/css; charset=utf-8", freshness: "page" };
}

/** `<?xml-stylesheet type="text/css" href="/feed.css"?>` (W3C, Associating Style Sheets with XML). */
export function feedStyleInstruction(settings: Settings): string {
  return html`<?xml-stylesheet type="text/css" href="${assetAddress("feed.css", settings)}"?>`.markup;
}

const STYLE = `:root {
  color-scheme: light dark;
  --paper: #fdfcfa; --line: #e5dfd5; --soft: #6b645b; --ink: #211f1c; --accent: #ad3a05;
  display: block; min-height: 100vh; box-sizing: border-box; margin: 0; padding: 2rem max(1.25rem, 50vw - 20rem) 4rem;
  background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 system-ui, sans-serif; overflow-wrap: anywhere;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #171614; --line: #3a362f; --soft: #aba397; --ink: #ece7df; --accent: #ff9f63; }
}
:root::before {
  content: "This is a feed. To get new articles as they appear, copy this page’s address into a feed reader.";
  display: block; margin-bottom: 2.5rem; padding: 1rem 1.25rem; border: 1px solid var(--line); border-inline-start: .3rem solid var(--accent); border-radius: .5rem;
}
* { display: none; }
channel, item, entry, title, subtitle, summary, published, pubDate, description, channel > link:not([rel]), feed > link[rel=alternate] { display: block; }
image, image *, encoded, group, group * { display: none; }
channel > title, feed > title { font-size: 2rem; font-weight: 700; line-height: 1.2; }
channel > description, subtitle { margin-top: .4rem; color: var(--soft); }
channel > link, feed > link { margin-top: .4rem; user-select: all; -webkit-user-select: all; }
channel > link:not([rel])::before, feed > link::before { content: "Website: "; color: var(--soft); }
feed > link::after { content: attr(href); }
title, subtitle, summary, description { unicode-bidi: plaintext; text-align: start; }
entry { display: flex; flex-direction: column; }
entry > summary { order: 1; }
item, entry { margin-top: 1.5rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
item > title, entry > title { font-size: 1.2rem; font-weight: 650; line-height: 1.3; }
pubDate, published { color: var(--soft); font-size: .9rem; }
item > description, summary { margin-top: .4rem; }
`;
