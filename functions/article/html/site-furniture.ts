/**
 * Recognizes what belongs to the site and not to the story – menus, banners, footers, sidebars – by an element's name, role, id
 * and class. An element goes in; its kind comes out.
 */
import { attributeOf, type Element } from "../sanitize/parse-html.ts";

/**
 * `links`: a menu, if most of it is links. `frame`: what surrounds every page of a site. `extras`: what sites put below, beside
 * or even inside of a story.
 */
export type Furniture = "links" | "frame" | "aside" | "extras";

const BY_NAME: Readonly<Record<string, Furniture | undefined>> = Object.assign(Object.create(null), {
  nav: "links",
  menu: "links",
  header: "frame",
  footer: "frame",
  aside: "aside",
});

const BY_ROLE: Readonly<Record<string, Furniture | undefined>> = Object.assign(Object.create(null), {
  navigation: "links",
  menu: "links",
  menubar: "links",
  banner: "frame",
  contentinfo: "frame",
  search: "frame",
  complementary: "aside",
});

/** Inline elements and headings are text, whatever they are called. */
const CONTAINERS = new Set("div section aside nav header footer ul ol dl table tr td form p a center menu".split(" "));

const LINK_WORDS = new Set(
  `nav navi navbar navigation topnav sidenav subnav menu menus submenu topmenu mainmenu breadcrumb breadcrumbs crumbs pagination
   pager paging pagenav tabs toolbar`.split(/\s+/),
);
const FRAME_WORDS = new Set(
  "header masthead topbar banner footer bottombar colophon sidebar sidebars widget widgets".split(" "),
);
const EXTRA_WORDS = new Set(
  `breadcrumb breadcrumbs pagination comments respond disqus related relatedposts sharing share sharedaddy addtoany addthis
   social consent gdpr skip skiplink`.split(/\s+/),
);
/** The question about cookies, not a recipe for them. */
const COOKIES = /^cookies?$|cookies?[-_]?(?:banner|bar|consent|law|message|modal|notice|overlay|policy|popup)/;
/** The header of an entry names the story; the header of a page names the site. */
const OF_THE_STORY = /^(?:entry|post|article|story|content|hentry|section|card|table|chapter|recipe|event)$/;

export function furnitureOf(element: Element): Furniture | undefined {
  const role = attributeOf(element, "role")?.trim().toLowerCase() ?? "";
  return BY_ROLE[role] ?? BY_NAME[element.tagName] ?? (CONTAINERS.has(element.tagName) ? byWords(element) : undefined);
}

function byWords(element: Element): Furniture | undefined {
  const names = `${attributeOf(element, "id") ?? ""} ${attributeOf(element, "class") ?? ""}`.slice(0, 1000);
  const kinds = names.split(/\s+/).map(kindOfName);
  return kinds.find((kind) => kind === "extras") ?? kinds.find((kind) => kind !== undefined);
}

function kindOfName(name: string): Furniture | undefined {
  const whole = name.toLowerCase();
  const words = name
    .replace(/([a-z])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .split(/[-_]+/);
  if (words.length > 5) return undefined;
  if (COOKIES.test(whole) || EXTRA_WORDS.has(whole) || words.some((word) => EXTRA_WORDS.has(word))) return "extras";
  if (words.some((word) => LINK_WORDS.has(word))) return "links";
  return words.some((word) => FRAME_WORDS.has(word)) && !words.some((word) => OF_THE_STORY.test(word))
    ? "frame"
    : undefined;
}
