/**
 * Turns Markdown into clean HTML: CommonMark with tables, strikethrough, bare links, footnotes and what other tools' writers add
 * (docs/markdown.md). Raw HTML is allowed and sanitized.
 */
import type { Problem } from "../article.ts";
import type { BodySource, ParsedBody } from "../parsed-body.ts";
import type { CleanHtml } from "../reference.ts";
import { MAX_DEPTH } from "../sanitize/parse-html.ts";
import { sanitizeHtml } from "../sanitize/sanitize.ts";
import { lineInRaw } from "../sanitize/source-lines.ts";
import { newEnvironment } from "./environment.ts";
import { tooManyFootnotes } from "./footnotes.ts";
import { parser } from "./parser.ts";
import { takeTitle } from "./title.ts";
import { prepare } from "./token-rules.ts";
import { withinLimits } from "./work-limits.ts";

export function readMarkdown(body: BodySource): ParsedBody {
  const { text, path, firstLine } = body;
  const tooMany = tooManyFootnotes(text);
  if (tooMany) return { kind: "rejected", problems: [{ line: firstLine, reason: tooMany }] };
  const env = newEnvironment(firstLine, /\.mdx$/i.test(path));
  const tokens = withinLimits(text, () => parser.parse(text, env));
  if ("refused" in tokens) return { kind: "rejected", problems: [{ line: firstLine, reason: tokens.refused }] };
  const title = takeTitle(tokens, body.title);
  const { hasRawHtml, depth } = prepare(tokens, path, env);
  if (depth > MAX_DEPTH)
    return { kind: "rejected", problems: [{ reason: `elements are nested more than ${MAX_DEPTH} deep` }] };
  const html = parser.renderer.render(tokens, parser.options, env);
  // Without raw HTML, every tag is the renderer's, every text is escaped and every address resolved: nothing to sanitize.
  if (!hasRawHtml) return parsed(cleanHtml(html), title, env.notes.list());
  const cleaned = sanitizeHtml(html, { lineAt: (_, offset) => lineInRaw(html, env.raw, offset) });
  if (cleaned.kind === "refused") return { kind: "rejected", problems: [cleaned.problem] };
  return parsed(cleaned.html, title, [...env.notes.list(), ...cleaned.notes]);
}

function parsed(html: CleanHtml, title: string | undefined, notes: readonly Problem[]): ParsedBody {
  return { kind: "parsed", html, fields: title === undefined ? {} : { title }, notes };
}

/** Drops invalid characters, which references such as `&#12;` or `&#0;` bring in. */
function cleanHtml(html: string): CleanHtml {
  return (/[\f\r\uFFFD]/.test(html) ? html.replace(/\f/g, " ").replace(/[\r\uFFFD]/g, "") : html) as CleanHtml;
}
