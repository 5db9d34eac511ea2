/** Tells from a file's name whether it is an article, and in which format it is written. */

export type InputFormat = "text" | "markdown" | "html" | "json";

const FORMATS: ReadonlyMap<string, InputFormat> = new Map([
  ["txt", "text"],
  ["md", "markdown"],
  ["html", "html"],
  ["json", "json"],
]);

/** Decided by the extension, upper or lower case; undefined for media. */
export function inputFormatOf(path: string): InputFormat | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return dot < 0 ? undefined : FORMATS.get(name.slice(dot + 1).toLowerCase());
}
