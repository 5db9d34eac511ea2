import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeText, html, raw } from "../../../functions/render/pages/html-template.ts";
import { printable } from "../../../functions/render/printable-text.ts";
import { parseXml, textOf } from "../strict-xml.ts";
import { elements, readPage, text } from "./read-page.ts";

describe("html", () => {
  it("escapes all inserted values, in text and in attributes", () => {
    expect(html`<a title="${`"'<&>`}">${"<b>"}</a>`.markup).toBe('<a title="&quot;&#39;&lt;&amp;&gt;">&lt;b&gt;</a>');
  });

  it("inserts markup unchanged, and joins lists", () => {
    expect(html`<p>${[html`<b>${"&"}</b>`, raw("<hr>"), " & "]}</p>`.markup).toBe("<p><b>&amp;</b><hr> &amp; </p>");
  });

  it("writes nothing for undefined, false and empty values, but writes 0", () => {
    expect(html`[${undefined}${false}${[]}${""}${0}]`.markup).toBe("[0]");
  });

  it("removes characters that XML cannot hold", () => {
    expect(escapeText("a\u0000\u0001\u000b\uffffb\tc\nd")).toBe("a b\tc\nd");
  });

  it("lets a strict XML parser and a browser's HTML parser read back any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (given) => {
        const xml = parseXml(`<?xml version="1.0" encoding="utf-8"?>\n${html`<a><b>${given}</b></a>`.markup}`);
        const page = readPage(html`<!doctype html><title>t</title><p title="${given}">${given}</p>`.markup);
        const [paragraph] = elements(page, "p");
        expect(textOf("b", xml)).toBe(printable(given));
        expect(elements(page)).toHaveLength(5);
        expect(paragraph?.properties.title ?? "").toBe(printable(given));
        expect(text(paragraph)).toBe(printable(given).trim());
      }),
    );
  });
});
