/** Tells from a file's name whether it can be an article, and in which format it is written. */

export type InputFormat = "text" | "markdown" | "html" | "json";

const EXTENSIONS: Readonly<Record<InputFormat, string>> = {
  text: "txt text",
  markdown: "md markdown mdown mkd mkdn mkdown mdwn mdtxt mdtext mdx",
  html: "html htm xhtml xht",
  json: "json",
};

const FORMATS: ReadonlyMap<string, InputFormat> = new Map(
  (["text", "markdown", "html", "json"] as const).flatMap((format) =>
    EXTENSIONS[format].split(" ").map((extension) => [extension, format] as const),
  ),
);

/** Decided by the extension, upper or lower case; undefined for other files. */
export function inputFormatOf(path: string): InputFormat | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return dot < 0 ? undefined : FORMATS.get(name.slice(dot + 1).toLowerCase());
}
