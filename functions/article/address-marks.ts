/**
 * Takes an address in which a tool's own mark stands for a root or a way to look an article up, and returns the plain address it means:
 * Pelican's `{filename}b.md` and `{static}/x.png`, Nikola's `link://slug/b`, Docusaurus' `pathname:///b`.
 */

const FORMS: readonly (readonly [RegExp, string])[] = [
  // A path after the mark is relative to the article unless it begins with a slash.
  [/^(?:\{(?:filename|static|attach)\}|\|(?:filename|static|attach)\|)(?=.)/i, ""],
  [/^link:\/\/(?:slug|filename|listing)\/(?=.)/i, "/"],
  [/^pathname:\/\/(?=\/)/i, ""],
];

export function plainAddress(address: string): string {
  if (!/^(?:[{|]|link:|pathname:)/i.test(address)) return address;
  const form = FORMS.find(([mark]) => mark.test(address));
  return form === undefined ? address : address.replace(form[0], form[1]);
}
