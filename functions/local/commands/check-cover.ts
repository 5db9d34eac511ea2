/** Holds a podcast's cover to what directories ask: takes its URL, reads it from the content, and says what is wrong with it. */
import { extensionOf } from "../../publish/content-path.ts";
import type { Settings } from "../../settings/settings.ts";
import { parseKey } from "../../store/key.ts";
import { orRefusal, readRange, type Store, StoreRefusedError } from "../../store/store.ts";
import { HEADER_BYTES, type ImageSize, imageSize } from "./image-size.ts";

const [MIN, MAX] = [1400, 3000];
/** Spotify and NPR take no larger ones. */
const MAX_BYTES = 512_000;

/** Each reason can follow the picture's name. */
export async function coverProblems(url: string, { url: site }: Settings, content: Store): Promise<string[]> {
  const path = decodeURIComponent(url.startsWith(`${site}media/`) ? url.slice(`${site}media/`.length) : "");
  const parsed = parseKey(path.replace(/[?#].*/s, ""));
  // What lives elsewhere is not looked at: check sends nothing over the network.
  if (path === "" || !("key" in parsed)) return [];
  const entry = await orRefusal(content.stat(parsed.key));
  if (entry === undefined || entry instanceof StoreRefusedError) return ["is not in the content folder"];
  const bytes = await orRefusal(readRange(content, parsed.key, 0, HEADER_BYTES));
  const size = bytes instanceof Uint8Array ? imageSize(bytes) : undefined;
  if (size === undefined) return ["is neither JPEG nor PNG"];
  return [...sizeProblems(size), ...nameProblems(size, path), ...weightProblems(entry.size)];
}

function sizeProblems({ width, height }: ImageSize): string[] {
  const isRight = width === height && width >= MIN && width <= MAX;
  return isRight ? [] : [`is ${width} × ${height} pixels; directories ask for a square of ${MIN} to ${MAX} pixels`];
}

function nameProblems({ kind }: ImageSize, path: string): string[] {
  const extension = extensionOf(path);
  const isRight = kind === "PNG" ? extension === "png" : /^jpe?g$/.test(extension);
  return isRight ? [] : [`is a ${kind} file, but its name ends in .${extension}`];
}

function weightProblems(bytes: number): string[] {
  return bytes <= MAX_BYTES ? [] : [`has ${Math.ceil(bytes / 1000)} kB; some directories take no more than 512 kB`];
}
