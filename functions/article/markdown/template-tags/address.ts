/** Takes a link's address in which another tool's template stands, such as `{{ site.baseurl }}/about`, and returns the address it means. */
import { newEnvironment } from "../environment.ts";
import { type Template, templateAt } from "./template-tag.ts";

const SITE =
  /^(?:\$?(?:site|config|\.?Site)\.(?:base_?url|url|root|github\.url|BaseURL)|base_?(?:url|path)|relurl|site_?root|(?:url_?root|root_?url|path_?prefix)|root)$/i;
const ROOTED =
  /\b(?:relative_url|absolute_url|relURL|absURL|relLangURL|absLangURL|url|prepend|url_for|static|asset|asset_path|asset_url|get_url|baseurl)\b/i;

/** What cannot be told stays as it is typed. */
export function templateAddress(address: string): string {
  if (!/\{[{%]/.test(address)) return address;
  const env = newEnvironment(1, false);
  let meant = "";
  let isRooted = false;
  for (let at = 0; at < address.length; ) {
    const template = address[at] === "{" ? templateAt(address, at, env) : undefined;
    const target = template && targetOf(template);
    if (!template || target === undefined) {
      meant += address[at++];
      continue;
    }
    meant += target.address;
    isRooted ||= target.isRooted;
    at += template.raw.length;
  }
  return isRooted && !/^(?:[a-z][a-z0-9+.-]*:|\/)/i.test(meant)
    ? `/${meant}`
    : meant.replace(/^\/{2,}/, isRooted ? "/" : "$&");
}

type Target = { readonly address: string; readonly isRooted: boolean };

/** Undefined if only the other tool knows. */
export function targetOf(template: Template): Target | undefined {
  const { name, body, list, named, isClosing, delimiter } = template;
  if (isClosing || template.isComment) return undefined;
  if (SITE.test(body) || SITE.test(name)) return { address: "", isRooted: true };
  const article = articleTarget(name, named.path ?? list[0] ?? "");
  if (article !== undefined && delimiter !== "{{")
    return article === "" ? undefined : { address: article, isRooted: false };
  const [, quoted] = /^["']([^"']*)["']\s*(?:\||$)/.exec(body) ?? [];
  const filtered = quoted !== undefined && (ROOTED.test(body.slice(quoted.length + 2)) || !body.includes("|"));
  if (filtered) return { address: quoted, isRooted: !quoted.startsWith("#") };
  const argument = list[0] ?? named.path;
  return ROOTED.test(name) && argument !== undefined
    ? { address: argument.replace(/^@/, ""), isRooted: true }
    : undefined;
}

/** `{{< relref "b.md#part" >}}`, `{% post_url 2023-01-01-b %}`, `{% link _posts/b.md %}` name a file. */
function articleTarget(name: string, file: string): string | undefined {
  if (name === "ref" || name === "relref") return withExtension(file);
  if (name === "post_url" || name === "post_link" || name === "post_path")
    return withExtension(file.replace(/^\//, ""));
  if (name === "link" && file !== "") return `/${file.replace(/^\//, "")}`;
  return undefined;
}

function withExtension(file: string): string {
  const [, path = "", rest = ""] = /^([^#?]*)(.*)$/s.exec(file) ?? [];
  if (path === "" || path.endsWith("/") || /\.(?:md|mdx|markdown|html?|txt|json)$/i.test(path)) return path + rest;
  return `${path}.md${rest}`;
}
