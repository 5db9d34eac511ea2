/** Which files are articles: known by the file's name alone. */

export type InputFormat = "text" | "markdown" | "html" | "json";

const FORMATS: ReadonlyMap<string, InputFormat> = new Map([
  ["txt", "text"],
  ["md", "markdown"],
  ["html", "html"],
  ["json", "json"],
]);

/** By the extension, in either case; none for media. */
export function inputFormatOf(path: string): InputFormat | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return dot < 0 ? undefined : FORMATS.get(name.slice(dot + 1).toLowerCase());
}
