/** Names the archive period (year, month or day) of an instant, in the site's time zone. */
import type { Settings } from "../../settings/settings.ts";

const LENGTH = { year: 4, month: 7, day: 10 } as const;

/** `ms`: since 1970. Returns `2023`, `2023-09` or `2023-09-14`; undefined if the site has no archive. */
export function periodOf(ms: number, settings: Pick<Settings, "archive" | "timezone">): string | undefined {
  if (settings.archive === false) return undefined;
  return localDay(ms, settings.timezone).slice(0, LENGTH[settings.archive]);
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
