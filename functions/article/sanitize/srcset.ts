/** Resolves the image references in a `srcset` attribute (HTML §4.8.4.2.2). */
import { type Reference, resolve } from "../reference.ts";

const DESCRIPTOR = /^[\d.]{1,12}[wx]$/;

/** Resolves every image's reference and drops the invalid ones. Undefined if none is left. */
export function resolveSrcset(raw: string): string | undefined {
  const images = [...candidatesIn(raw)].flatMap(({ url, descriptor }) => {
    const reference = resolve(url, "embed");
    return reference === undefined ? [] : [join(reference, descriptor)];
  });
  return images.length === 0 ? undefined : images.join(", ");
}

type Candidate = { readonly url: string; readonly descriptor: string };

/** A URL ends at white space. Commas at its end are separators, and then it has no descriptor. */
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

/** A comma at either end of a URL would split the list, so it is escaped. */
function join(reference: Reference, descriptor: string): string {
  const url = reference.replace(/^,|,$/g, "%2C");
  return descriptor === "" ? url : `${url} ${descriptor}`;
}
