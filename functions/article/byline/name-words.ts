/** Tests whether a word can begin, end or be part of a person's name where the form of the line does not make sure of it. */
import { words } from "./word-list.ts";

/** Capitalized words that include one of these are a sentence or a heading, not a name. */
const NOT_IN_NAME = words(`
  the, a, it, was, were, is, are, be, been, had, has, have, having, that, this, these, those, when, where, which,
  while, after, before, then, than, now, time, times, its, their, our, your, not, from, with, without, into, onto,
  upon, about, and, or, but, if, because, all, any, most, more, some, means, who, what, whom, whose, why, how, by,
  everyone, someone, nobody, anyone, tomorrow, yesterday, today, tonight
`);

/** First words of headings after "By" ("By Popular Demand", "By Land and Sea"), with which no name begins. */
const NOT_FIRST_IN_NAME = words(`
  far, way, day, night, morning, evening, noon, midnight, weekend, week, month, year, end, contrast, comparison,
  default, design, definition, law, decree, order, invitation, appointment, demand, popular, royal, public,
  request, numbers, hook, crook, hand, heart, land, sea, air, water, train, road, rail, boat, car, foot, accident,
  choice, force, fire, degrees, reason, dint, rule, rules, vote, unanimous, mutual, special, common, early, late,
  mid, next, last, first, one, two, three, sheer, court, executive, presidential, international, national,
  federal, local, global, human, nature, candlelight, moonlight, sunlight, mount, lake, old, small, great, ancient,
  divine, golden, grand, central, market, trafalgar, christmas, easter, labor, labour, memorial, independence,
  election, boxing, judgment, judgement, thanksgiving, mistake
`);

/**
 * Last words of such headings ("By Wall Street", "By Faith Alone"). Park and Day are omitted: they are common family
 * names.
 */
const NOT_LAST_IN_NAME = words(`
  street, avenue, boulevard, square, station, airport, bay, group, eve, alone, standards, steps, right, mistake,
  monday, tuesday, wednesday, thursday, friday, saturday, sunday
`);

const FAMILY_NAMES = words("bay, alone, right, steps, monday, tuesday, wednesday, thursday, friday, saturday, sunday");

const GIVEN_NAMES = words(`
  adam, alan, alex, alexander, alice, amanda, amy, andrea, andrew, andy, angela, anna, anne, ann, anthony, barbara, ben,
  benjamin, bill, bob, brian, carl, carol, caroline, catherine, charles, chris, christian, christine, christopher, claire,
  daniel, dave, david, deborah, dennis, diana, don, donald, donna, dorothy, edward, elizabeth, ellen, emily, emma, eric,
  evan, frank, fred, gary, george, gerald, grace, graham, greg, gregory, hannah, harold, harry, heather, helen, henry, ian,
  jack, jacob, jane, janet, jason, jeff, jennifer, jessica, jim, joan, joe, john, jonathan, joseph, joshua, judith, judy,
  julia, julie, karen, kate, katherine, keith, kelly, ken, kenneth, kevin, larry, laura, lawrence, linda, lisa, lucy,
  margaret, maria, mark, martha, martin, mary, matt, matthew, megan, melissa, michael, michelle, mike, nancy, natalie,
  nicholas, nick, nicole, oliver, olivia, pamela, patricia, patrick, paul, peter, philip, rachel, ralph, raymond, rebecca,
  richard, rob, robert, roger, ron, ronald, rose, roy, ruth, ryan, sam, samuel, sandra, sara, sarah, scott, sean, sharon,
  simon, sophie, stephen, steve, steven, stuart, susan, teresa, thomas, tim, timothy, tom, tyler, walter, wendy, william
`);

const CALENDAR = words(`
  monday, tuesday, wednesday, thursday, friday, saturday, sunday, january, february, march, july, september,
  october, november, december, feb, apr, jul, aug, sep, sept, oct, nov, dec, mid-january, mid-march
`);

/** Particles in family names. */
const PARTICLES = words(`
  van, von, der, den, de, del, della, delle, degli, di, da, dos, das, do, du, des, la, le, lo, los, las, el, al,
  bin, binti, bint, ibn, ben, bat, abu, umm, ter, ten, te, tot, zu, zum, zur, vom, af, av, y, e, i, 't, op, st,
  san, ap, ould, mac
`);

export function isParticle(word: string): boolean {
  return PARTICLES.has(word);
}

export function isNotNameWord(word: string): boolean {
  return NOT_IN_NAME.has(word.toLowerCase());
}

/** A word that cannot begin a name: a day, a month that is not also a given name, or a first word of headings. */
export function cannotBeginName(word: string): boolean {
  return CALENDAR.has(word.toLowerCase()) || NOT_FIRST_IN_NAME.has(word.toLowerCase());
}

/** `By Faith Alone`, but not `By Michael Bay`; streets and squares are named after people, so a given name does not help them. */
export function cannotEndName(word: string, first: string): boolean {
  const last = word.toLowerCase();
  return NOT_LAST_IN_NAME.has(last) && !(FAMILY_NAMES.has(last) && GIVEN_NAMES.has(first.toLowerCase()));
}
