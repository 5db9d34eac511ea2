/** Makes a set of a list of words or names: text with commas in, a set in lower case out. */
export function words(text: string): ReadonlySet<string> {
  return new Set(text.replace(/\s+/g, " ").trim().split(", "));
}
