/** Sorts the names of HTML elements by what a tag of that name in Markdown can mean. */
import { ATTRIBUTES, DROPPED } from "../sanitize/allowed-html.ts";

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Elements that the sanitizer unwraps: their words stay. */
const UNWRAPPED =
  words(`acronym area basefont big blink body center dir fieldset font form head html hgroup image keygen
  label legend listing main map menu menuitem nav nobr noscript object picture search slot strike xmp plaintext center`);

const VOID = words("area base basefont br col embed frame hr image img input keygen link meta param source track wbr");
/** Their end tag may be left out. */
const OPTIONAL_END = words("li dt dd td th tr tbody thead tfoot colgroup caption rt rp option optgroup");
const CONTAINERS = words("ul ol dl table ruby select menu datalist");
/** Without an end, they would hide or swallow what follows. */
const HIDING = words("details audio video picture noscript listing plaintext xmp form fieldset");
/** Nothing in them is a tag. */
const RAW_TEXT = words("script style textarea title iframe xmp noembed noframes plaintext");
/** Removed, or replaced by what is in them, wherever a pair of them is; other forbidden elements only where they have attributes. */
const PAIRS = words("script style svg math canvas button noscript");
const PAGE = words("html head body frameset frame");

export const isVoid = (name: string) => VOID.has(name);
export const hasOptionalEnd = (name: string) => OPTIONAL_END.has(name);
export const isContainer = (name: string) => CONTAINERS.has(name);
export const isRawText = (name: string) => RAW_TEXT.has(name);
export const isForbidden = (name: string) => DROPPED.has(name);
export const isKnown = (name: string) => ATTRIBUTES.has(name) || DROPPED.has(name) || UNWRAPPED.has(name);
export const isPairOnly = (name: string) => PAIRS.has(name);
export const isOfPage = (name: string) => PAGE.has(name);
/** Whether an element of this name without an end would swallow what follows. */
export const isHiding = (name: string) => (DROPPED.has(name) || HIDING.has(name)) && !VOID.has(name);
