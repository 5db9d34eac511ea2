/** The table of template tags that have the same meaning in many tools: pictures, videos and posts elsewhere, links. */

import { targetOf } from "./address.ts";
import type { Template } from "./template-tag.ts";

export type Meaning =
  | { readonly kind: "nothing" }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "link"; readonly href: string; readonly text: string }
  | {
      readonly kind: "picture";
      readonly src: string;
      readonly alt: string;
      readonly caption: string;
      readonly href?: string;
    };

/** Undefined if only the other tool knows; the template then stays as typed. */
export function meaningOf(template: Template): Meaning | undefined {
  if (template.isComment) return { kind: "nothing" };
  // `{{</* figure */>}}` is how Hugo shows a shortcode.
  const [, shown] = /^\/\*\s*([\s\S]*?)\s*\*\/$/.exec(template.body) ?? [];
  if (shown !== undefined) return { kind: "text", text: shown };
  const read = Object.hasOwn(MEANINGS, template.name) ? MEANINGS[template.name] : undefined;
  // `{{ figure }}` of Liquid prints a variable; with arguments it is Zola's.
  if (template.delimiter === "{{" && !/^[\w.]+\(/.test(template.body)) return undefined;
  if (template.isClosing) return INVISIBLE.has(template.name) ? { kind: "nothing" } : undefined;
  return read?.(template);
}

const INVISIBLE: ReadonlySet<string> = new Set(["raw", "verbatim"]);
const nothing = (): Meaning => ({ kind: "nothing" });

const MEANINGS: Readonly<Record<string, (template: Template) => Meaning | undefined>> = {
  asset_img: picture,
  asset_link: (template) => linked(template.list[0], template.list.slice(1).join(" ")),
  asset_path: (template) => linked(template.list[0]),
  embed: ({ list }) => (/^https?:/i.test(list[0] ?? "") ? linked(list[0]) : undefined),
  figure: picture,
  gist: ({ list }) => {
    const [first = "", second] = list;
    const path = second !== undefined && !first.includes("/") && !second.includes(".") ? `${first}/${second}` : first;
    return web(path, /^[\w/-]+$/, "https://gist.github.com/");
  },
  image: picture,
  img: picture,
  include: included,
  instagram: ({ list, named }) => web(named.id ?? list[0], /^[\w-]+$/, "https://www.instagram.com/p/", "/"),
  link: reference,
  picture: picture,
  post_link: reference,
  post_url: reference,
  raw: nothing,
  ref: reference,
  relref: reference,
  toc: nothing,
  tweet: tweet,
  twitter: tweet,
  verbatim: nothing,
  vimeo: ({ list, named }) => web(named.id ?? list[0], /^\d+$/, "https://vimeo.com/"),
  x: tweet,
  youtube: ({ list, named }) => web(named.id ?? list[0], /^[\w-]{5,40}$/, "https://www.youtube.com/watch?v="),
};

/** A page elsewhere, by its id or its address. */
function web(id: string | undefined, form: RegExp, before: string, after = ""): Meaning | undefined {
  if (id !== undefined && /^https?:\/\//i.test(id)) return linked(id);
  return id !== undefined && form.test(id) ? linked(before + id + after) : undefined;
}

function linked(href: string | undefined, text = ""): Meaning | undefined {
  return href ? { kind: "link", href, text: text || href } : undefined;
}

function tweet({ list, named }: Template): Meaning | undefined {
  const user = /^\w+$/.test(named.user ?? "") ? named.user : "i";
  return web(named.id ?? list[0], /^\d+$/, `https://x.com/${user}/status/`);
}

function reference(template: Template): Meaning | undefined {
  const target = targetOf(template);
  const [, ...words] = template.list;
  return target && linked(target.address, words.join(" "));
}

function picture({ list, named }: Template): Meaning | undefined {
  // Octopress: {% img left /x.png 300 200 'title' %}
  const src =
    named.src ?? named.url ?? named.path ?? named.image_path ?? named.file ?? list.find((each) => PICTURE.test(each));
  if (!src) return undefined;
  const caption = [named.title, named.caption ?? named.description, named.attr].filter(Boolean).join(" — ");
  const words = (list.includes(src) ? list.slice(list.indexOf(src) + 1) : []).filter(
    (word) => !/^\d+(?:px|%)?$|^[:.#]/.test(word),
  );
  return { kind: "picture", src, alt: named.alt ?? (words.join(" ") || ""), caption, href: named.link || named.href };
}

const PICTURE = /\.(?:png|jpe?g|gif|webp|avif|svg|bmp)(?:[?#].*)?$/i;

/** `{% include figure.html src="x.png" caption="y" %}`, `{% include youtube.html id="x" %}` */
function included(template: Template): Meaning | undefined {
  const [file = ""] = template.list;
  if (/youtube/i.test(file)) return MEANINGS.youtube?.({ ...template, list: template.list.slice(1) });
  if (/vimeo/i.test(file)) return MEANINGS.vimeo?.({ ...template, list: template.list.slice(1) });
  return /figure|image|img|picture|photo/i.test(file) ? picture(template) : undefined;
}
