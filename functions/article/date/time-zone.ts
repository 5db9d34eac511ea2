/** Resolves time zone names (`EDT`, `+0200`, `Europe/Berlin`) to offsets, and converts local times to instants. */

const MINUTE = 60_000;
const DAY = 86_400_000;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(timezone: string): Intl.DateTimeFormat {
  const key = timezone.toLowerCase();
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", { timeZone: timezone, timeZoneName: "longOffset" });
  formatters.set(key, made);
  return made;
}

/**
 * The zone's offset from UTC at an instant, in milliseconds, positive to the east. `longOffset` gives "GMT",
 * "GMT-04:00" or, before standard time, "GMT-04:56:02".
 */
function offsetAt(instant: number, timezone: string): number {
  const found = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(formatterFor(timezone).format(instant));
  if (!found) return 0;
  const seconds = Number(found[2]) * 3600 + Number(found[3]) * 60 + Number(found[4] ?? 0);
  return (found[1] === "-" ? -1000 : 1000) * seconds;
}

/**
 * Converts a local time in an IANA zone to an instant. `wall` is the local time as if it were UTC; both are in
 * milliseconds since 1970.
 *
 * A time that occurs twice is the earlier of the two; a time that is skipped counts as if clocks had not been put
 * forward (02:30 becomes 03:30). Temporal's "compatible" and RFC 5545 §3.3.5 do the same. Throws a RangeError for an
 * unknown zone.
 */
export function localToInstant(wall: number, timezone: string): number {
  const before = offsetAt(wall - DAY, timezone);
  const after = offsetAt(wall + DAY, timezone);
  if (before === after) return wall - before;
  const isBefore = offsetAt(wall - before, timezone) === before;
  const isAfter = offsetAt(wall - after, timezone) === after;
  return isAfter && !isBefore ? wall - after : wall - before;
}

/**
 * Zone names by offset from UTC in hours. A name that several countries share is listed only if one meaning prevails in
 * English.
 */
const NAMES_BY_HOURS: readonly (readonly [number, string])[] = [
  [-10, "hst"],
  [-9, "akst"],
  [-8, "pst, pacific standard, akdt"],
  [-7, "mst, mountain standard, pdt, pacific daylight"],
  [-6, "cst, central standard, mdt, mountain daylight"],
  [-5, "est, eastern standard, cdt, central daylight"],
  [-4, "edt, eastern daylight, ast"],
  [-3.5, "nst"],
  [-3, "adt, brt"],
  [-2.5, "ndt"],
  [0, "z, utc, ut, gmt, greenwich mean, wet"],
  [1, "bst, british summer, cet, central european, west, wat"],
  [2, "cest, central european summer, eet, sast, cat"],
  [3, "eest, eat, msk, trt"],
  [4, "gst"],
  [5, "pkt"],
  [7, "ict, wib"],
  [8, "awst, hkt, pht, sgt"],
  [9, "jst, kst"],
  [9.5, "acst"],
  [10, "aest"],
  [10.5, "acdt"],
  [11, "aedt"],
  [12, "nzst"],
  [13, "nzdt"],
];
const FIXED_OFFSETS = new Map(
  NAMES_BY_HOURS.flatMap(([hours, names]) => names.split(", ").map((name) => [name, hours] as const)),
);

/** Names without a fixed offset: whether summer time applies depends on the date. */
const REGIONS: ReadonlyMap<string, string> = new Map([
  ["et", "America/New_York"],
  ["eastern", "America/New_York"],
  ["ct", "America/Chicago"],
  ["central", "America/Chicago"],
  ["mt", "America/Denver"],
  ["mountain", "America/Denver"],
  ["pt", "America/Los_Angeles"],
  ["pacific", "America/Los_Angeles"],
  ["uk", "Europe/London"],
  ["london", "Europe/London"],
]);

/**
 * India, Ireland and Israel all use IST. Writers mean their own local time by it, so it is read as the site's zone.
 */
const SITE_ZONE_NAMES = new Set(["ist", "local"]);

/** All zone names that `readZone` knows, in lower case and without a following "time". */
export const ZONE_NAMES: readonly string[] = [...FIXED_OFFSETS.keys(), ...REGIONS.keys(), ...SITE_ZONE_NAMES];

export type Zone =
  | { readonly kind: "offset"; readonly minutes: number }
  | { readonly kind: "local" }
  | { readonly kind: "unknown" }
  | { readonly kind: "impossible"; readonly reason: string };

/**
 * Resolves a zone name or offset (`+0200`, `GMT-4`, `EDT`, `ET`, `Europe/Berlin`) at a local time (`wall` as in
 * `localToInstant`).
 */
export function readZone(name: string, wall: number): Zone {
  const key = name.toLowerCase().replace(/ time$/, "");
  const offset = /^(?:gmt|utc)?([+-])(\d{1,2}):?(\d{2})?$/.exec(key);
  if (offset) return numericZone(offset[1] === "-" ? -1 : 1, Number(offset[2]), Number(offset[3] ?? 0));
  if (SITE_ZONE_NAMES.has(key)) return { kind: "local" };
  const hours = FIXED_OFFSETS.get(key);
  if (hours !== undefined) return { kind: "offset", minutes: hours * 60 };
  const iana = REGIONS.get(key) ?? (key.includes("/") ? name : undefined);
  return iana === undefined ? { kind: "unknown" } : ianaZone(iana, wall);
}

function numericZone(sign: 1 | -1, hours: number, minutes: number): Zone {
  if (minutes > 59 || hours * 60 + minutes > 14 * 60)
    return { kind: "impossible", reason: "no zone is that far from UTC" };
  return { kind: "offset", minutes: sign * (hours * 60 + minutes) };
}

function ianaZone(iana: string, wall: number): Zone {
  try {
    return { kind: "offset", minutes: Math.round((wall - localToInstant(wall, iana)) / MINUTE) };
  } catch (error) {
    if (error instanceof RangeError) return { kind: "unknown" };
    throw error;
  }
}
