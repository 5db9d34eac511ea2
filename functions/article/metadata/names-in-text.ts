/** Takes a text that names authors, and returns their names: `Ann Lee, Editor, Bo Chen and Cy Day <cy@example.org>` are three. */

export function namesIn(text: string, mark: string): string[] {
  const names = text
    .split(mark)
    .map((name) => withoutMail(name))
    .filter((name) => name.trim() !== "" && name.trim() !== "-");
  return (mark === "," ? withRoles(names) : names).flatMap((name, index, all) => partedNames(name, index, all));
}

/** What follows a name and is no other person: `Ann Lee, PhD`, `Ann Lee, Executive Director`. */
const TITLE = /^(?:jr|sr|ii|iii|iv|ph\.?\s?d|m\.?d|m\.?sc|b\.?sc|mba|esq|inc|llc|ltd|gmbh|corp)\.?$/i;
const ROLE =
  /\b(?:director|engineer|developer|programmer|editor|reporter|correspondent|columnist|manager|president|chair(?:man|woman|person)?|officer|(?:co-?)?founder|ceo|cto|cfo|coo|professor|lecturer|researcher|scientist|analyst|consultant|advisor|evangelist|board|(?:head|lead) of|(?:research|senior|junior|staff|team|tech|technical|project|product|chief|freelance|visiting|contributing|ux|ui|web|graphic|software|solutions|design|policy|teaching) (?:lead|head|fellow|writer|intern|architect|designer|advocate))\b/i;

/** `Ann Lee, on behalf of the team`, `Bo Chen, at Example`. */
const FOR = /^(?:on behalf|for|at|from|with) /;

/** A role stays with the name before it, and so does the one word after a role: `Ann Lee, Engineer, Facebook`. */
function withRoles(parts: readonly string[]): string[] {
  const names: string[] = [];
  let isAfterRole = false;
  for (const part of parts.map((each) => each.trim())) {
    const isRole: boolean = TITLE.test(part) || ROLE.test(part) || FOR.test(part);
    const joins: boolean = names.length > 0 && (isRole || (isAfterRole && !part.includes(" ")));
    if (joins) names.push(`${names.pop()}, ${part}`);
    else names.push(part);
    isAfterRole = joins && isRole && !TITLE.test(part) && !FOR.test(part);
  }
  return names;
}

const AND = / (?:and|&|und|et|y|e|en|och|og) /;
/** `Ann Lee`, `Juan José Arboleda`, `Amanieu d'Antras`, `Ann Lee (@ann)`: at least two words that begin as names do. */
const PERSON =
  /^\p{Lu}[\p{L}\p{M}.'’-]*(?:\s(?:(?:von|van|der|den|de|da|di|du|la|le|bin|al)\s)?(?:[dlo]['’])?\p{Lu}[\p{L}\p{M}.'’-]*){1,3}(?:\s\([^()]{1,60}\))?$/u;
const ORGANIZATION =
  /\b(?:team|group|wg|foundation|institute|university|college|school|department|ministry|office|council|committee|board|company|bank|inc|research|development|associates|partners|sons|media|press|news|times|society|union|association|project|community|staff|church|museum|library)\b/i;

export function isPerson(text: string): boolean {
  return text.length <= 120 && PERSON.test(text) && !ORGANIZATION.test(text);
}

/**
 * `Ann Lee and Bo Chen` is two people, as far as both are certain: `Simon and Garfunkel` and `Research and Development` stay. In a list
 * of first names the last two are parted as well: `Ann, Bo and Cy`.
 */
function partedNames(text: string, index: number, all: readonly string[]): string[] {
  const name = index > 0 ? text.trim().replace(/^(?:and|&|und|et|y|och|og)\s+(?=\p{Lu})/u, "") : text;
  const parts = name.trim().split(AND);
  if (parts.length === 1) return [name];
  const isEnd = index > 0 && index === all.length - 1;
  const areFirstNames =
    isEnd && [...all.slice(0, -1), ...parts].every((each) => /^\p{Lu}[\p{L}\p{M}'’-]*$/u.test(each.trim()));
  return parts.every(isPerson) || areFirstNames ? parts : [name];
}

/** Whether a text could name several people. Longer ones are no names. */
export function mayBeSeveral(text: string): boolean {
  return text.length <= 1000 && AND.test(text);
}

/** `Ann Lee <ann@example.org>` is Ann Lee: nobody's address belongs into a feed because it stood in a draft. */
export function withoutMail(name: string): string {
  return name.replace(/\s*<[^<>\s]*@[^<>\s]*>\s*$/, "");
}
