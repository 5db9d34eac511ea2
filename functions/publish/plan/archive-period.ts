/** The archive's periods: which one an instant falls into, in the site's own zone. */
import type { Settings } from "../../settings/settings.ts";

const LENGTH = { year: 4, month: 7, day: 10 } as const;

/** `2023`, `2023-09` or `2023-09-14`; undefined where the site keeps no archive. */
export function periodOf(ms: number, settings: Pick<Settings, "archive" | "timezone">): string | undefined {
  if (settings.archive === false) return undefined;
  return localDay(ms, settings.timezone).slice(0, LENGTH[settings.archive]);
}

function localDay(ms: number, timezone: string): string {
  if (timezone === "UTC") return new Date(ms).toISOString();
  const parts: Record<string, string> = {};
  for (const { type, value } of formatter(timezone).formatToParts(ms)) parts[type] = value;
  return `${parts.year?.padStart(4, "0")}-${parts.month}-${parts.day}`;
}

// Making a formatter takes a hundred times as long as using it.
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
