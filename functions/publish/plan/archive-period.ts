/** Names the period (year, month or day) of an instant in a feed's archive, in the site's time zone. */
import { kindOfFolder } from "../../render/part-kinds.ts";
import type { Settings } from "../../settings/settings.ts";

const LENGTH = { year: 4, month: 7, day: 10 } as const;

/** A tag or an author has a small part of the site's articles: a longer period gives pages of about the same size. */
const LONGER = { year: "year", month: "year", day: "month" } as const;

type Archives = Pick<Settings, "archive" | "archives" | "timezone">;

/** `ms`: since 1970; `folder`: the feed's. Returns `2023`, `2023-09` or `2023-09-14`; undefined if the feed has no archive. */
export function periodOf(ms: number, folder: string, { archive, archives, timezone }: Archives): string | undefined {
  if (archive === false || (folder !== "" && !archives)) return undefined;
  const kind = kindOfFolder(folder);
  const unit = kind === "tag" || kind === "author" ? LONGER[archive] : archive;
  return localDay(ms, timezone).slice(0, LENGTH[unit]);
}

/** `2023-09`. The sitemap has this period whatever the archive has. */
export function monthOf(ms: number, { timezone }: Pick<Settings, "timezone">): string {
  return localDay(ms, timezone).slice(0, LENGTH.month);
}

function localDay(ms: number, timezone: string): string {
  if (timezone === "UTC") return new Date(ms).toISOString();
  const parts: Record<string, string> = {};
  for (const { type, value } of formatter(timezone).formatToParts(ms)) parts[type] = value;
  return `${parts.year?.padStart(4, "0")}-${parts.month}-${parts.day}`;
}

// Creating a formatter takes 100 times as long as using it.
const formatters = new Map<string, Intl.DateTimeFormat>();
function formatter(timeZone: string): Intl.DateTimeFormat {
  let found = formatters.get(timeZone);
  if (found === undefined) {
    found = new Intl.DateTimeFormat("en-US", {
      timeZone,
      calendar: "gregory",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    });
    formatters.set(timeZone, found);
  }
  return found;
}
