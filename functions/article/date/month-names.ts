/**
 * Puts the months and days of a date in German, French, Spanish, Italian, Dutch or Portuguese into English: `14 de septiembre de 2023`
 * becomes `14 September 2023`.
 *
 * No two of these languages use one name for two months, so nothing is guessed.
 */

const MONTHS: readonly string[] = [
  "januar jänner janvier janv enero ene gennaio gen januari janeiro",
  "februar feber février fevrier févr fevr febrero febbraio februari fevereiro fev",
  "märz maerz mär mrz mars marzo maart mrt março marco",
  "avril avr abril abr aprile",
  "mai mayo maggio mag mei maio",
  "juni juin junio giugno giu junho",
  "juli juillet juil julio luglio lug julho",
  "août aout agosto ago augustus",
  "septembre septiembre setiembre settembre sett set setembro",
  "oktober okt octobre octubre ottobre ott outubro out",
  "novembre noviembre novembro",
  "dezember dez décembre decembre déc diciembre dic dicembre dezembro",
];
const ENGLISH_MONTHS = "January February March April May June July August September October November December".split(
  " ",
);

const WEEKDAYS: readonly string[] = [
  "montag lundi lunes lunedì lunedi maandag segunda-feira",
  "dienstag mardi martes martedì martedi dinsdag terça-feira",
  "mittwoch mercredi miércoles miercoles mercoledì mercoledi woensdag quarta-feira",
  "donnerstag jeudi jueves giovedì giovedi donderdag quinta-feira",
  "freitag vendredi viernes venerdì venerdi vrijdag sexta-feira",
  "samstag sonnabend samedi sábado sabado sabato zaterdag",
  "sonntag dimanche domingo domenica zondag",
];
const ENGLISH_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");

const ENGLISH: ReadonlyMap<string, string> = new Map([
  ...pairs(MONTHS, ENGLISH_MONTHS),
  ...pairs(WEEKDAYS, ENGLISH_WEEKDAYS),
]);

function pairs(foreign: readonly string[], english: readonly string[]): [string, string][] {
  return foreign.flatMap((names, index) =>
    names.split(" ").map((name): [string, string] => [name, english[index] ?? ""]),
  );
}

/** Days of the week, as the beginning of a regular expression that finds a date. */
export const FOREIGN_WEEKDAYS = WEEKDAYS.join(" ").replaceAll(" ", "|");

/** Returns undefined if no word of the text is such a name. `text` is short. */
export function datesInEnglish(text: string): string | undefined {
  let isForeign = false;
  const english = text.replace(/\p{L}+(?:-feira)?/gu, (word) => {
    const known = ENGLISH.get(word.toLowerCase());
    isForeign ||= known !== undefined;
    return known ?? word;
  });
  if (!isForeign) return undefined;
  return english
    .replace(/^(?:le|el|il|am|den|op|em|o)\s/i, "")
    .replace(/(?<=\d)(?:er|º|°)(?=\s)/, "")
    .replace(/\s(?:de|del|do|von)\s/gi, " ")
    .replace(/,\s(?:le|el|il|am|den|op|em)\s/i, ", ")
    .replace(/\s(?:à|a las|alle|um|om|às)\s(?=\d)/i, " at ")
    .replace(/(?<=\d:\d\d) (?:uhr|uur|h)$/i, "")
    .replace(/(?<=\d)h(?=\d\d$)/, ":");
}
