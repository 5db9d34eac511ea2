/**
 * Tells whether a browser would hide an element: an element with its attributes goes in, yes or no comes out.
 *
 * What a browser hides stays hidden: spoilers, the preview line of a mail, words for screen readers only. `aria-hidden` does
 * not count, because such text is on the screen, and neither does a closed `<details>`, which a reader can open.
 */
import { attributeOf, type Element, isHtml } from "./parse-html.ts";

export function isHidden(element: Element): boolean {
  if (!isHtml(element)) return false;
  const { tagName } = element;
  if (HIDDEN_ELEMENTS.has(tagName)) return true;
  if (tagName === "dialog") return attributeOf(element, "open") === undefined;
  if (tagName === "iframe" && isTracker(element)) return true;
  return element.attrs.some(({ name, value }) => HIDING[name]?.(value) === true);
}

/** Browsers show none of these inside a body. */
const HIDDEN_ELEMENTS: ReadonlySet<string> = new Set(["template", "datalist", "title"]);

const HIDING: Readonly<Record<string, ((value: string) => boolean) | undefined>> = Object.assign(Object.create(null), {
  hidden: () => true,
  style: hasHidingStyle,
  class: hasHidingClass,
});

/** A frame without height or width counts visitors. */
function isTracker(frame: Element): boolean {
  return ["width", "height"].some((side) => /^[01](?:px)?$/.test(attributeOf(frame, side)?.trim() ?? ""));
}

/** Classes of WordPress, Bootstrap, Tailwind, Drupal, Foundation and mail editors that hide an element. */
const HIDING_CLASS =
  /^(?:screen-?reader(?:-text|-only|s?)|sr-only|visually-?hidden|hidden-visually|element-(?:invisible|hidden)|assistive-text|a11y-hidden|show-for-sr|(?:is-|u-)?hidden|d-none|display-none|(?:hidden-|mail-|email-)?preheader(?:-text)?|mcnPreviewText)$/i;
/** `d-none d-md-block`, `hidden sm:flex`: shown on some screens. */
const RESPONSIVE_CLASS = /^(?:d-(?:xs|sm|md|lg|xl|xxl)-|(?:xs|sm|md|lg|xl|2xl):|visible-)/;

function hasHidingClass(value: string): boolean {
  const classes = value.split(/\s+/);
  return classes.some((name) => HIDING_CLASS.test(name)) && !classes.some((name) => RESPONSIVE_CLASS.test(name));
}

const ZERO = /^0*\.?0*(?:px|pt|r?em|%|v[hw])?$/;
const CLIPPED = /^(?:hidden|clip)/;
const FAR_AWAY = /^-\d{3,}/;

function hasHidingStyle(style: string): boolean {
  if (!MAY_HIDE.test(style)) return false;
  const value = declarationsOf(style);
  const isZero = (name: string) => value(name) !== "" && ZERO.test(value(name));
  return (
    value("display") === "none" ||
    /^(?:hidden|collapse)$/.test(value("visibility")) ||
    value("content-visibility") === "hidden" ||
    value("mso-hide") === "all" ||
    isZero("font-size") ||
    /^0(?:px)?\//.test(value("font")) ||
    (CLIPPED.test(value("overflow")) && SIDES.some(isZero)) ||
    /^rect\((?:[01](?:px)?,?){4}\)$/.test(value("clip")) ||
    /^inset\((?:50|100)%\)$/.test(value("clip-path")) ||
    FAR_AWAY.test(value("text-indent")) ||
    (value("position") === "absolute" && ["left", "top", "right"].some((side) => FAR_AWAY.test(value(side))))
  );
}

const SIDES = ["max-height", "height", "max-width", "width"];
/** Most styles have nothing to do with hiding; one test tells. */
const MAY_HIDE = /none|hidden|collapse|mso-hide|font|overflow|clip|text-indent|absolute/i;

/** The last declaration of a property wins, as in CSS; values have no spaces and no `!important`. */
function declarationsOf(style: string): (name: string) => string {
  const plain = style.toLowerCase().replace(/\s+|!important/g, "");
  const declarations = new Map<string, string>();
  for (const declaration of plain.split(";")) {
    const colon = declaration.indexOf(":");
    if (colon > 0) declarations.set(declaration.slice(0, colon), declaration.slice(colon + 1));
  }
  return (name) => declarations.get(name) ?? "";
}
