/** The `srcset` attribute: several images to choose from (HTML §4.8.4.2.2). */
import { type Reference, resolve } from "../reference.ts";

const DESCRIPTOR = /^[\d.]{1,12}[wx]$/;

/** Every image's reference resolved; those that lead nowhere are left out. Undefined where none is left. */
export function resolveSrcset(raw: string, path: string): string | undefined {
  const images = [...candidatesIn(raw)].flatMap(({ url, descriptor }) => {
    const reference = resolve(url, path, "embed");
    return reference === undefined ? [] : [join(reference, descriptor)];
  });
  return images.length === 0 ? undefined : images.join(", ");
}

type Candidate = { readonly url: string; readonly descriptor: string };

/** A URL runs up to white space; commas at its end are none of its own, and then there is no descriptor. */
function* candidatesIn(raw: string): Generator<Candidate> {
  const [url, descriptor] = [/[\s,]*([^\s,]\S*)/y, /[^,]*/y];
  for (let found = url.exec(raw); found; found = url.exec(raw)) {
    const [, written = ""] = found;
    const bare = withoutCommas(written);
    descriptor.lastIndex = url.lastIndex;
    const size = bare === written ? (descriptor.exec(raw)?.[0] ?? "") : "";
    url.lastIndex += size.length;
    yield { url: bare, descriptor: DESCRIPTOR.test(size.trim()) ? size.trim() : "" };
  }
}

function withoutCommas(url: string): string {
  let end = url.length;
  while (url[end - 1] === ",") end--;
  return url.slice(0, end);
}

/** A comma at either end of a URL would part the list. */
function join(reference: Reference, descriptor: string): string {
  const url = reference.replace(/^,|,$/g, "%2C");
  return descriptor === "" ? url : `${url} ${descriptor}`;
}
