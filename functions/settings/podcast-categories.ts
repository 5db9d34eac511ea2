/**
 * The categories of podcasts: Apple's list, which other directories use too (podcasters.apple.com, "Apple Podcasts categories"), and
 * what a writer means by a name: takes a text such as `society and culture > documentary`, returns Apple's spelling of it.
 */
import type { Category } from "./podcast.ts";

export const CATEGORIES: Readonly<Record<string, readonly string[]>> = {
  Arts: ["Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"],
  Business: ["Careers", "Entrepreneurship", "Investing", "Management", "Marketing", "Non-Profit"],
  Comedy: ["Comedy Interviews", "Improv", "Stand-Up"],
  Education: ["Courses", "How To", "Language Learning", "Self-Improvement"],
  Fiction: ["Comedy Fiction", "Drama", "Science Fiction"],
  Government: [],
  History: [],
  "Health & Fitness": ["Alternative Health", "Fitness", "Medicine", "Mental Health", "Nutrition", "Sexuality"],
  "Kids & Family": ["Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"],
  Leisure: [
    ...["Animation & Manga", "Automotive", "Aviation", "Crafts", "Games", "Hobbies", "Home & Garden", "Video Games"],
  ],
  Music: ["Music Commentary", "Music History", "Music Interviews"],
  News: [
    ...["Business News", "Daily News", "Entertainment News", "News Commentary", "Politics", "Sports News", "Tech News"],
  ],
  "Religion & Spirituality": [
    ...["Buddhism", "Christianity", "Hinduism", "Islam", "Judaism", "Religion", "Spirituality"],
  ],
  Science: [
    ...["Astronomy", "Chemistry", "Earth Sciences", "Life Sciences", "Mathematics", "Natural Sciences", "Nature"],
    ...["Physics", "Social Sciences"],
  ],
  "Society & Culture": ["Documentary", "Personal Journals", "Philosophy", "Places & Travel", "Relationships"],
  Sports: [
    ...["Baseball", "Basketball", "Cricket", "Fantasy Sports", "Football", "Golf", "Hockey", "Rugby", "Running"],
    ...["Soccer", "Swimming", "Tennis", "Volleyball", "Wilderness", "Wrestling"],
  ],
  Technology: [],
  "True Crime": [],
  "TV & Film": ["After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"],
};

/** Capitals, `and` for `&`, and hyphens do not matter. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/&amp;|&|\band\b/g, "+")
    .replace(/[^\p{L}\p{N}+]+/gu, "");
}

const TOP: ReadonlyMap<string, string> = new Map(Object.keys(CATEGORIES).map((name) => [plain(name), name]));
/** By the plain form of a subcategory. No two have the same. */
const SUB: ReadonlyMap<string, Category> = new Map(
  Object.entries(CATEGORIES).flatMap(([name, subs]) => subs.map((sub) => [plain(sub), { name, sub }] as const)),
);

/** `Technology`, `Arts > Books`, `Arts: Books`, `Arts / Books`, or a subcategory alone. */
export function categoryOf(written: string): Category {
  const [first = "", second] = written.split(/\s*(?:>|›|»|:|\/)\s*/, 2).map((part) => part.trim());
  const name = TOP.get(plain(first));
  if (second === undefined || second === "")
    return name === undefined ? (SUB.get(plain(first)) ?? { name: first }) : { name };
  const sub = SUB.get(plain(second));
  return { name: name ?? first, sub: sub !== undefined && sub.name === name ? sub.sub : second };
}

/** Why directories do not know a category; undefined if they do. */
export function whyNoCategory({ name, sub }: Category): string | undefined {
  const subs = Object.hasOwn(CATEGORIES, name) ? CATEGORIES[name] : undefined;
  if (subs === undefined) return `"${name}" is not one of Apple's categories: ${Object.keys(CATEGORIES).join(", ")}`;
  if (sub === undefined || subs.includes(sub)) return undefined;
  const known = subs.length === 0 ? "has no subcategories" : `has the subcategories ${subs.join(", ")}`;
  return `"${sub}" is not a subcategory of ${name}, which ${known}`;
}
