/** Parses the bytes of `site.json` into settings with every default filled in, or returns all problems found. */
import * as v from "valibot";
import { encodePath, isRooted, urlRest } from "../article/address/address.ts";
import { mediaCandidates } from "../article/address/media-address.ts";
import type { Problem } from "../article/article.ts";
import { decodeText } from "../article/decode-text.ts";
import { readJson } from "../article/json/parse-json.ts";
import { byLine, unknownKeys, validate, type WrittenMetadata } from "../article/metadata/validate.ts";
import { resolve, writtenIn } from "../article/reference.ts";
import type { Settings } from "./settings.ts";
import { SITE, type SiteFields, siteUrl } from "./settings-schema.ts";

/** Settings given outside `site.json`: by the command line or the environment. */
export type SettingsInput = {
  /** Overrides the `url` of site.json. */
  readonly url?: string;
  /** Used if neither `url` nor site.json sets a URL. Default: `http://localhost:8080/`. */
  readonly defaultUrl?: string;
  /** The host in article ids if site.json sets no `id`; should stay the same when the domain changes. */
  readonly defaultIdHost?: string;
};

export type SettingsParsing =
  | { readonly kind: "settings"; readonly settings: Settings; readonly notes: readonly Problem[] }
  | { readonly kind: "rejected"; readonly problems: readonly Problem[] };

/** `bytes` is undefined if there is no site.json. All problems are reported at once. */
export function parseSettings(bytes: Uint8Array | undefined, given: SettingsInput): SettingsParsing {
  const written = readSite(bytes);
  if ("reason" in written) return { kind: "rejected", problems: [written] };
  const site = validate(SITE, written);
  const problems = [
    ...unknownSettings(written),
    ...(site.kind === "invalid" ? site.problems : []),
    ...invalidUrls(given),
  ];
  if (site.kind === "invalid" || problems.length > 0) return { kind: "rejected", problems: problems.sort(byLine) };
  return { kind: "settings", settings: settingsOf(site.fields, given), notes: notesOn(site.fields) };
}

function readSite(bytes: Uint8Array | undefined): WrittenMetadata | Problem {
  if (bytes === undefined) return { value: {}, lineOf: () => undefined };
  const decoding = decodeText(bytes);
  if (decoding.kind === "undecodable") return decoding.problem;
  const json = readJson(decoding.text);
  return json.kind === "broken" ? json.problem : json;
}

function unknownSettings(written: WrittenMetadata): Problem[] {
  return unknownKeys(written, Object.keys(SITE.entries)).map(({ key, line, meant }) => {
    return { line, reason: `${key.slice(0, 60)}: unknown setting${meant ? `; did you mean ${meant}?` : ""}` };
  });
}

function invalidUrls({ url, defaultUrl }: SettingsInput): Problem[] {
  const given = [url, defaultUrl].filter((address) => address !== undefined);
  return given.flatMap((address) => {
    const { issues = [] } = v.safeParse(siteUrl, address);
    return issues.map(({ message }) => ({ reason: `the given url: ${message}` }));
  });
}

const LOCAL_URL = "http://localhost:8080/";

function settingsOf(site: SiteFields, given: SettingsInput): Settings {
  const url =
    given.url !== undefined
      ? v.parse(siteUrl, given.url)
      : (site.url ?? v.parse(siteUrl, given.defaultUrl ?? LOCAL_URL));
  const { title = new URL(url).host, copyright } = site;
  return {
    title,
    description: site.description ?? `The newest articles of ${title}`,
    url,
    ...(site.home !== undefined && { home: site.home }),
    id: site.id ?? `tag:${idHost(given.defaultIdHost ?? new URL(url).hostname)},2026:`,
    language: site.language ?? "en",
    timezone: site.timezone ?? "UTC",
    authors: site.authors ?? [],
    icon: mediaUrl(site.icon, url),
    image: mediaUrl(site.image, url),
    copyright,
    limit: site.limit ?? 50,
    archive: site.archive ?? "month",
    ...(site.podcast !== undefined && {
      podcast: { ...site.podcast, image: mediaUrl(site.podcast.image, url) },
    }),
    archives: site.archives ?? true,
    sections: site.sections || [],
    languages: site.languages ?? false,
    content: site.content ?? "full",
    hubs: [...new Set(site.hubs)],
  };
}

/**
 * The host part of a `tag:` URI (RFC 4151) allows only letters, digits, hyphens and dots; an IPv6 address is not
 * allowed.
 */
function idHost(host: string): string {
  return /^[a-z0-9][a-z0-9.-]*$/i.test(host) ? host.toLowerCase() : "localhost";
}

/** Whether a file exists is not known here: what begins with `/` is a document of the host, any other path a content file. */
function mediaUrl(raw: string | undefined, url: string): string | undefined {
  const reference = raw === undefined ? undefined : resolve(raw, "embed");
  const written = reference && writtenIn(reference);
  if (written === undefined) return reference;
  if (isRooted(written.address)) return new URL(written.address.replace(/^@/, ""), new URL(url).origin).href;
  const file = mediaCandidates(written.address, "site.json", []).at(-1);
  return file && `${url}media/${encodePath(file.path)}${urlRest(file.rest)}`;
}

function notesOn({ id }: SiteFields): Problem[] {
  return id === undefined
    ? [
        {
          reason:
            "no id is set; set id to a tag URI such as tag:example.org,2026: to keep article ids when the domain changes",
        },
      ]
    : [];
}
