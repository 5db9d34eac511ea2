/**
 * Writes XHTML as HTML: text in the XML spelling goes in, text that an HTML parser reads as it was meant comes out.
 *
 * To an HTML parser `<script/>` opens an element that swallows what follows, and a CDATA section is a comment.
 */
import { replaceTags } from "../html-tags.ts";

export function isXhtml(text: string, path: string): boolean {
  return /\.xhtml$/i.test(path) || /^\s*<\?xml\s/.test(text);
}

/** Keeps every line where it is. */
export function htmlOfXhtml(text: string): string {
  return replaceTags(withoutSections(text), ({ name, source }) => {
    const element = name.replace(/\/$/, "");
    if (!source.endsWith("/>") || !/^[a-z]/i.test(element) || VOID.has(element.toLowerCase())) return source;
    return `${source.slice(0, -2)}></${element}>`;
  });
}

const VOID = new Set("area base br col embed frame hr img input link meta param source track wbr".split(" "));

function withoutSections(text: string): string {
  const [first = "", ...sections] = text.split("<![CDATA[");
  return sections.reduce((html, section) => {
    const end = section.indexOf("]]>");
    if (end < 0) return `${html}<![CDATA[${section}`;
    return html + escaped(section.slice(0, end)) + section.slice(end + 3);
  }, first);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
