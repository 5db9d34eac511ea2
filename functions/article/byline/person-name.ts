/**
 * Tests whether a text looks like the name of a person or a team: in any script, with initials, particles, titles and
 * suffixes.
 */
import { cannotBeginName, cannotEndName, isNotNameWord, isParticle } from "./name-words.ts";
import { isAgency, isPlace } from "./vocabulary.ts";

const CAPITALIZED =
  /^(?:[dDlLO]['’]|(?:al|el|ul|as|ad|an|ar|at|ath|bin|ben)-)?[\p{Lu}\p{Lt}\p{Lo}][\p{L}\p{M}'’ʼ`·・-]*$/u;
const INITIALS = /^(?:\p{Lu}\.-?){1,4}$|^\p{Lu}$/u;
const ABBREVIATION =
  /^(?:dr|prof|mr|mrs|ms|rev|fr|sr|jr|st|ste|lt|col|gen|capt|sgt|hon|gov|sen|rep|maj|adm|msgr|wm|geo|chas|thos|esq)\.$/iu;
const NICKNAME = /^(?:["“‘'][\p{L}.-]+["”’']|\([\p{L}.-]+\))$/u;
const SUFFIX = /^(?:jr|sr)\.?$|^(?:ii|iii|iv)$/i;
/** Names in scripts that have no capitals and do not separate words. */
const UNCASED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}ー・々]{2,20}$/u;

function isNameWord(word: string): boolean {
  if (/['’]s$/i.test(word) || isNotNameWord(word)) return false;
  return CAPITALIZED.test(word) || INITIALS.test(word) || ABBREVIATION.test(word);
}

/** `Jr.`, `Sr`, `III` */
export function isSuffix(text: string): boolean {
  return SUFFIX.test(text);
}

/** A single word that can be a complete name: `Plato`, `山田太郎`. */
export function isSingleName(text: string): boolean {
  return text.length <= 40 && CAPITALIZED.test(text) && isNameWord(text) && !cannotBeginName(text) && !isPlace(text);
}

const NUMBERED = /^\p{Lu}?\p{N}[\p{L}\p{N}]{0,9}$/u;
/** Words that make a sentence of whatever they stand in, and are nobody's name. */
const SENTENCE_WORD =
  /^(?:it|its|was|were|is|are|been|had|has|have|that|these|those|when|where|which|while|because|their|our|your|not|than|we|they)$/i;

/**
 * Whether the text has the shape of a name, whatever its words mean: people are named after months, towns, colors and
 * dukes. Only for lines that are bylines by their form. Names of one word are accepted too.
 */
export function hasNameShape(text: string): boolean {
  if (UNCASED.test(text)) return true;
  const words = text.replace(/^the (?=\p{Lu})/iu, "").split(" ");
  return (
    text.length <= 60 &&
    words.length <= 7 &&
    words.every(isShapedWord) &&
    words.some((word) => /^[\p{Lu}\p{Lo}]/u.test(word))
  );
}

function isShapedWord(word: string): boolean {
  if (/['’]s$/i.test(word) || SENTENCE_WORD.test(word)) return false;
  return (
    [CAPITALIZED, INITIALS, ABBREVIATION, NICKNAME, SUFFIX, NUMBERED].some((shape) => shape.test(word)) ||
    isParticle(word)
  );
}

/** `bell hooks`, `danah boyd`, `e.e. cummings`: only a line that says nothing else can tell them from a sentence. */
export function isLowerCaseName(text: string): boolean {
  const words = text.split(" ");
  return words.length === 2 && words.every((word) => /^\p{Ll}[\p{Ll}.'’-]{1,30}$/u.test(word) && !isNotNameWord(word));
}

/** A name of two to seven words, or of one word in a script that writes names without spaces. */
export function isFullName(text: string): boolean {
  if (UNCASED.test(text)) return true;
  const words = text.split(" ");
  const [first = "", last = ""] = [words[0], words.at(-1)];
  if (
    text.length > 60 ||
    words.length < 2 ||
    words.length > 7 ||
    cannotBeginName(first) ||
    cannotEndName(last, first) ||
    isPlace(text) ||
    isAgency(text)
  )
    return false;
  const middle = words.slice(1, -1);
  const isMiddleValid = middle.every((word) => isNameWord(word) || isParticle(word) || NICKNAME.test(word));
  return isMiddleValid && (isNameWord(first) || isParticle(first)) && isNameWord(last) && words.some(isFamilyWord);
}

function isFamilyWord(word: string): boolean {
  return CAPITALIZED.test(word) && word.length > 1;
}

const UNNAMED =
  /^(?:(?:our|the|a)\s+)?(?:own\s+)?(?:staff(?:\s+(?:writers?|reporters?|correspondent))?|admin|administrator|editor|correspondent|reporter|anonymous|(?:news\s+)?agenc(?:y|ies)|wire\s+(?:reports?|services?)|(?:web|online|digital)\s+desk)$/i;
const COLLECTIVE =
  /(?:^|\s)(?:staff|editors|editorial (?:board|team|staff)|newsroom|news desk|team|correspondents|reporters|staff writers)$/i;

/** `Staff`, `our correspondent`, `agencies`: a byline without a person's name. */
export function isNobody(text: string): boolean {
  return UNNAMED.test(text);
}

/** `Reuters`, `the Editorial Board`, `AP Staff`: a group that signs as one author. */
export function isCollective(text: string): boolean {
  if (isAgency(text)) return true;
  const words = text.replace(/^the\s+/i, "").split(" ");
  return (
    COLLECTIVE.test(text) &&
    words.length <= 5 &&
    words.every((word) => /^[\p{Lu}\p{Lo}]/u.test(word) && !isNotNameWord(word))
  );
}
