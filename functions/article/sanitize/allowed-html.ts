/**
 * The allowlist of elements and attributes in an article's HTML. The sanitizer removes everything that is not listed here.
 *
 * Attributes have their HTML names, except `class`, which hast calls `className`. No allowed attribute can run a script, load a
 * document, or affect the page around the article. An `id` is safe too: without `name`, `form`, `embed`, `object` and `iframe`
 * no element can shadow a property of `document` (HTML §3.1.6), so ids stay as written, and links to them work.
 */
import type { Schema } from "hast-util-sanitize";
import { RESERVED_ID_PREFIX } from "../reserved-ids.ts";

const TEXT =
  "a abbr b bdi bdo br cite code data del dfn em i ins kbd mark q s samp small span strong sub sup time tt u var wbr";
const RUBY = "rp rt ruby";
const BLOCKS = "address blockquote details div dd dl dt hr li ol p pre summary ul";
const SECTIONS = "article aside footer h1 h2 h3 h4 h5 h6 header hgroup section";
const TABLES = "caption col colgroup table tbody td tfoot th thead tr";
const MEDIA = "audio figcaption figure img picture source track video";

/** Elements that never come out as they are: removed with their content, or replaced by words or a link (`replacements.ts`). */
export const DROPPED: ReadonlySet<string> = new Set(
  `script style template iframe frame frameset object embed applet param noembed noframes canvas svg math link meta base title
   button input select option optgroup datalist textarea output progress meter dialog marquee`.split(/\s+/),
);

/** Those of them whose content is not meant for reading. */
export const UNREADABLE: ReadonlySet<string> = new Set(
  "script style template frameset param noembed noframes link meta base title datalist".split(" "),
);

/** Elements that are not allowed but end a line, and what takes their place, so that no two words become one. */
export const BLOCKS_IN_PLACE: ReadonlyMap<string, string> = new Map([
  ..."main nav center form fieldset legend dialog search menuitem marquee body"
    .split(" ")
    .map((tag) => [tag, "div"] as const),
  ["menu", "ul"],
  ["dir", "ul"],
  ["listing", "pre"],
  ["plaintext", "pre"],
  ["xmp", "pre"],
]);

const FOOTNOTE_CLASSES =
  /^footnotes?$|^reversefootnote$|^leftover$|^footnote-(?:ref|backref|item)$|^footnotes-(?:list|sep)$/;
const LANGUAGE_CLASSES = /^language-[\w+#.-]{1,40}$/;
/** Any id but those of our own pages. */
export const ALLOWED_ID = new RegExp(`^(?!${RESERVED_ID_PREFIX})[^\\s\\u0000-\\u001f]{1,200}$`);
const ALIGN = ["align", "left", "right", "center", "justify"] satisfies [string, ...string[]];
const SIZE: [string, RegExp][] = [
  ["width", /^\d{1,5}%?$/],
  ["height", /^\d{1,5}%?$/],
];

export const SCHEMA = {
  tagNames: [TEXT, RUBY, BLOCKS, SECTIONS, TABLES, MEDIA].join(" ").split(" "),
  attributes: {
    "*": [
      ["id", ALLOWED_ID],
      ["className", FOOTNOTE_CLASSES, LANGUAGE_CLASSES],
      ["dir", "ltr", "rtl", "auto"],
      ["role", /^doc-[a-z]+$/, "note", "img", "presentation", "none"],
      ["aria-hidden", "true", "false"],
      "aria-describedby",
      "aria-label",
      "aria-labelledby",
      "lang",
      "title",
    ],
    a: ["href", "hreflang", "type", ["rel", /^[a-z -]{1,100}$/]],
    audio: ["controls", "loop", "muted", ["preload", "none", "metadata"], "src"],
    blockquote: ["cite"],
    col: ["span", ALIGN],
    colgroup: ["span"],
    data: ["value"],
    del: ["cite", "datetime"],
    details: ["open"],
    img: ["alt", ["decoding", "async"], ["loading", "lazy", "eager"], "sizes", "src", "srcset", ...SIZE],
    ins: ["cite", "datetime"],
    li: ["value"],
    ol: ["reversed", "start", ["type", "1", "a", "A", "i", "I"]],
    q: ["cite"],
    source: ["media", "sizes", "src", "srcset", "type", ...SIZE],
    td: ["abbr", ALIGN, "colspan", "headers", "rowspan"],
    th: ["abbr", ALIGN, "colspan", "headers", "rowspan", "scope"],
    time: ["datetime"],
    track: ["default", "kind", "label", "src", "srclang"],
    video: ["controls", "loop", "muted", "playsinline", "poster", ["preload", "none", "metadata"], "src", ...SIZE],
  },
  // `resolve` has already rejected every other URL, and hast's own check does not know our marks.
  protocols: {},
  ancestors: {},
  clobber: [],
  // Without controls, readers cannot start a player.
  required: { audio: { controls: true }, video: { controls: true } },
  strip: [...DROPPED],
} satisfies Schema;

/** The attributes that contain one reference each, and its kind. */
export const REFERENCES: Readonly<Record<string, "link" | "embed">> = {
  href: "link",
  cite: "link",
  src: "embed",
  poster: "embed",
};

/** Boolean attributes: present or absent, whatever their value. */
export const SWITCHES: ReadonlySet<string> = new Set([
  "controls",
  "default",
  "loop",
  "muted",
  "open",
  "playsinline",
  "reversed",
]);

const namesOf = (definitions: readonly (string | readonly unknown[])[] = []): string[] =>
  definitions.map((definition) => String(Array.isArray(definition) ? definition[0] : definition));

const EVERYWHERE = namesOf(SCHEMA.attributes["*"]);

/** The attribute names allowed for each element. */
export const ATTRIBUTES: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  SCHEMA.tagNames.map((tag) => [
    tag,
    new Set([...EVERYWHERE, ...namesOf(new Map(Object.entries(SCHEMA.attributes)).get(tag))]),
  ]),
);
