/**
 * Reads an address as written in an article (`../b/`, `/img/x.png?v=2`, `Episode #2.mp3`) and says what it may mean: readings, each
 * with a path and what follows it (a query or fragment), the most literal first.
 */
import { unescape as percentDecode } from "node:querystring";

export type AddressReading = {
  /** May begin with `/`, and contain `..`. */
  readonly path: string;
  /** `?v=2`, `#part`; empty if there is none. */
  readonly rest: string;
};

/** As typed, and percent-decoded; each as a whole, and as a URL, which ends at `?` or `#`. */
export function readingsOf(address: string): AddressReading[] {
  const { path, rest } = asUrl(address);
  const all = [
    { path: address, rest: "" },
    { path: decodePath(address), rest: "" },
    { path, rest },
    { path: decodePath(path), rest },
  ];
  return all.filter((each, at) => all.findIndex((other) => other.path === each.path) === at);
}

/** The address as a URL; its path is not decoded. */
export function asUrl(address: string): AddressReading {
  const [, path = "", rest = ""] = /^([^?#]*)(.*)$/s.exec(address) ?? [];
  return { path, rest };
}

/** A segment that would change its meaning when decoded (`..%2f..`) stays encoded; `%2e` is a dot, as in browsers. */
export function decodePath(path: string): string {
  if (!path.includes("%")) return path;
  return path.replace(/%2e/gi, ".").split("/").map(decodeSegment).join("/");
}

function decodeSegment(segment: string): string {
  if (!segment.includes("%")) return segment;
  const decoded = percentDecode(segment);
  return /^\.{0,2}$|[\u0000-\u001f\u007f\\/]/.test(decoded) ? segment : decoded;
}

/** Whether the address begins at a root: that of the writer's site (`/x`), or of the content (`@/x`, as in Zola and Vue). */
export function isRooted(path: string): boolean {
  return /^@?[\\/]/.test(path);
}

/** Joins a folder of the content (`posts/2023/`) and a written path to a content path; never above the content root. */
export function within(folder: string, path: string): string {
  const whole = isRooted(path) ? path.replace(/^@/, "") : folder + path;
  const segments: string[] = [];
  for (const segment of whole.split(/[\\/]/)) {
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(segment);
  }
  return segments.join("/");
}

/** `posts/2023/` for `posts/2023/a.md`. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

/** Percent-encodes each segment. */
export function encodePath(path: string): string {
  return path.toWellFormed().split("/").map(encodeURIComponent).join("/");
}

/**
 * Without the folder that the writer's site is in (`blog/` of `https://example.org/blog/`), which addresses from its root begin with.
 * `bases` are such folders, each with a slash at its end.
 */
export function withoutBase(path: string, bases: readonly string[]): string | undefined {
  const base = bases.find((each) => each !== "" && path.startsWith(each));
  return base === undefined ? undefined : path.slice(base.length);
}

/** A query and fragment as `URL` writes them. A comma at the end would end an address in a list of images. */
export function urlRest(rest: string): string {
  if (rest === "") return "";
  const { search, hash } = new URL(rest, "https://nowhere.invalid/");
  return (search + hash).replace(/,$/, "%2C");
}
