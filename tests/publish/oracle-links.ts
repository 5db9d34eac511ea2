/**
 * Says where references lead, for the oracle: by going through all live articles and all files. It knows only the forms of addresses
 * that the tests' histories use, and shares no code with the publisher.
 */
import { dirname, posix } from "node:path";
import type { Article } from "../../functions/article/article.ts";
import { type Reference, referencesIn, writtenIn } from "../../functions/article/reference.ts";

export type Linkable = { readonly path: string; readonly article: Article; readonly slug: string };
export type File = { readonly path: string; readonly size: number; readonly body: Uint8Array };

const stemOf = (path: string) => posix.basename(path).replace(/\.[a-z]+$/, "");
const nameOf = (path: string) =>
  stemOf(path)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
const join = (folder: string, path: string) => posix.join("/", folder, path).slice(1).replace(/\/$/, "");

/** By reference: `articles/b/#part`, `media/x.png`. */
export function referencesOf(from: Linkable, all: readonly Linkable[], files: readonly File[]): Record<string, string> {
  const { html, attachments, image, episode } = from.article;
  const transcripts = (episode?.transcripts ?? []).map(({ url }) => url);
  const found: Record<string, string> = {};
  for (const reference of [
    ...referencesIn(html),
    ...attachments.map(({ url }) => url),
    ...(image ? [image] : []),
    ...transcripts,
  ]) {
    const place = placeOf(reference, from, all, files);
    if (place !== undefined) found[reference] = place;
  }
  return found;
}

function placeOf(reference: Reference, from: Linkable, all: readonly Linkable[], files: readonly File[]) {
  const written = writtenIn(reference);
  if (written === undefined) return undefined;
  const [address = "", part] = written.address.split("#");
  const file = /\.(?:bin|png|wav|vtt)$/.test(address) || written.kind === "embed";
  if (file) {
    const path = fileAt(address, from, files)?.path;
    return path && `media/${path.split("/").map(encodeURIComponent).join("/")}`;
  }
  const slug = articleAt(address, from, all)?.slug;
  return slug && `articles/${encodeURIComponent(slug)}/${part === undefined ? "" : `#${part}`}`;
}

function fileAt(address: string, from: Linkable, files: readonly File[]): File | undefined {
  const path = address.startsWith("/") ? address.slice(1) : join(dirname(from.path), address);
  const paths = address.startsWith("/") ? [path, `static/${path}`] : [path];
  const spelled = paths.flatMap((each) => [each, each.normalize("NFC"), each.normalize("NFD")]);
  return spelled.map((each) => files.find((file) => file.path === each)).find((each) => each !== undefined);
}

function articleAt(address: string, from: Linkable, all: readonly Linkable[]): Linkable | undefined {
  const isPage = !/\.[a-z]+$/.test(address);
  const [byFile, byPage] = [dirname(from.path), from.path.replace(/\.[a-z]+$/, "")].map((folder) =>
    join(folder, address),
  );
  const relative = isPage ? [byPage, byFile] : [byFile, byPage];
  const paths = address.startsWith("/") ? [join("", address)] : relative.map((path) => path ?? "");
  const name = nameOf(paths[0] ?? "");
  const isAlias = ({ article }: Linkable) =>
    address.startsWith("/") && article.aliases.some((alias) => join("", alias) === paths[0]);
  const has = (each: Linkable) =>
    each.article.slug === name ||
    nameOf(each.path) === name ||
    each.article.aliases.some((alias) => nameOf(alias) === name);
  const rank = (each: Linkable) => {
    const exact = paths.flatMap((path, at) =>
      path === each.path ? [at] : path.replace(/\.[a-z]+$/, "") === each.path.replace(/\.[a-z]+$/, "") ? [2 + at] : [],
    );
    const tail = Math.max(...paths.map((path) => foldersInCommon(path, each.path)));
    return [Math.min(...exact, 9), isAlias(each) ? 0 : 1, -tail, each.article.slug === name ? 0 : 1];
  };
  const sorted = all.filter(has).sort((a, b) => compare(rank(a), rank(b)));
  return sorted[0];
}

/** How many folders are the same at the end; a folder is known by its letters and digits. */
function foldersInCommon(a: string, b: string): number {
  const [left, right] = [a, b].map((path) => path.split("/").slice(0, -1).map(nameOf).reverse());
  const differing = left?.findIndex((folder, at) => folder !== right?.[at]) ?? 0;
  return differing < 0 ? (left?.length ?? 0) : differing;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [at, number] of a.entries()) if (number !== b[at]) return number - (b[at] ?? 0);
  return 0;
}
