/** Takes a value of front matter and returns it with the names that Obsidian's links stand for: `"[[Ann Lee]]"`, `[[People/Ann Lee|Ann]]`. */

const LINK = /^\s*!?\[\[([^[\]|]{1,200})(?:\|([^[\]|]{1,200}))?\]\]\s*$/;

/** `asPath`: the file that is named, rather than its name. Without quotes, YAML takes `[[Ann Lee]]` for a list in a list. */
export function withoutWikiLinks(value: unknown, asPath: boolean): unknown {
  if (typeof value === "string") return nameIn(value, asPath);
  if (!Array.isArray(value)) return value;
  const [only] = value;
  if (value.length === 1 && isSingle(only)) return nameIn(`[[${only[0]}]]`, asPath);
  return value.map((item) => withoutWikiLinks(item, asPath));
}

function isSingle(value: unknown): value is readonly [string] {
  return Array.isArray(value) && value.length === 1 && typeof value[0] === "string";
}

function nameIn(text: string, asPath: boolean): string {
  const [, target, label] = LINK.exec(text) ?? [];
  if (target === undefined) return text;
  if (asPath) return target.trim();
  return (label ?? target.replace(/#(?=.).*$/, "").replace(/^.*\//, "")).trim();
}
