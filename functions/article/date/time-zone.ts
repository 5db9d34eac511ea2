/** Time zones: what their names mean, and the instant at which a place's clocks show a given time. */

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
 * How far the zone's clocks are ahead of UTC at an instant, in milliseconds. `longOffset` says "GMT", "GMT-04:00"
 * or, before standard time, "GMT-04:56:02".
 */
function offsetAt(instant: number, timezone: string): number {
  const found = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(formatterFor(timezone).format(instant));
  if (!found) return 0;
  const seconds = Number(found[2]) * 3600 + Number(found[3]) * 60 + Number(found[4] ?? 0);
  return (found[1] === "-" ? -1000 : 1000) * seconds;
}

/**
 * The instant at which clocks in an IANA zone show `wall`, a local time written as if it were UTC; both milliseconds
 * since 1970.
 *
 * A time that clocks show twice is the earlier of the two; one that they skip counts as if they had not been put
 * forward
 * (02:30 becomes 03:30). So do Temporal's "compatible" and RFC 5545 §3.3.5. Throws a RangeError for a zone that does
 * not exist.
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
 * Names by hours ahead of UTC. Those that several countries share are here only where one meaning prevails in
 * English writing.
 */
const BY_HOURS: readonly (readonly [number, string])[] = [
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
const FIXED = new Map(BY_HOURS.flatMap(([hours, names]) => names.split(", ").map((name) => [name, hours] as const)));

/** Names that leave it to the date whether clocks are on summer time. */
const PLACES: ReadonlyMap<string, string> = new Map([
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
 * India, Ireland and Israel all say IST. Whoever writes it means their own clocks, so it is read as the site's
 * zone.
 */
const OWN_CLOCKS = new Set(["ist", "local"]);

/** Every name of a zone that `readZone` knows, lower case, a word "time" after it not counted. */
export const ZONE_NAMES: readonly string[] = [...FIXED.keys(), ...PLACES.keys(), ...OWN_CLOCKS];

export type Zone =
  | { readonly kind: "offset"; readonly minutes: number }
  | { readonly kind: "local" }
  | { readonly kind: "unknown" }
  | { readonly kind: "impossible"; readonly reason: string };

/**
 * What a zone's name or offset means at a local time (`wall` as in `localToInstant`): `+0200`, `GMT-4`, `EDT`,
 * `ET`, `Europe/Berlin`.
 */
export function readZone(name: string, wall: number): Zone {
  const key = name.toLowerCase().replace(/ time$/, "");
  const offset = /^(?:gmt|utc)?([+-])(\d{1,2}):?(\d{2})?$/.exec(key);
  if (offset) return numericZone(offset[1] === "-" ? -1 : 1, Number(offset[2]), Number(offset[3] ?? 0));
  if (OWN_CLOCKS.has(key)) return { kind: "local" };
  const hours = FIXED.get(key);
  if (hours !== undefined) return { kind: "offset", minutes: hours * 60 };
  const place = PLACES.get(key) ?? (key.includes("/") ? name : undefined);
  return place === undefined ? { kind: "unknown" } : placeZone(place, wall);
}

function numericZone(sign: 1 | -1, hours: number, minutes: number): Zone {
  if (minutes > 59 || hours * 60 + minutes > 14 * 60)
    return { kind: "impossible", reason: "no zone is that far from UTC" };
  return { kind: "offset", minutes: sign * (hours * 60 + minutes) };
}

function placeZone(place: string, wall: number): Zone {
  try {
    return { kind: "offset", minutes: Math.round((wall - localToInstant(wall, place)) / MINUTE) };
  } catch (error) {
    if (error instanceof RangeError) return { kind: "unknown" };
    throw error;
  }
}
