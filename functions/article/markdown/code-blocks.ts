/** Writes code blocks: of what stands behind the fence, the language becomes a class and a title stays as `title`. */
import type { MarkdownIt } from "markdown-it";

/** `js`, `js {1,3-4}`, `js:line-numbers`, `{.python .numberLines}`, `rust,no_run`, `{r}` */
const LANGUAGE = /^(?:\{\s*\.?|\.)?(?:language-|lang-)?([A-Za-z][\w+#.-]{0,39}|[A-Za-z]\+\+)/;
const TITLE = /(?:^|[\s{,])(?:title|filename|caption|name)\s*=\s*(?:"([^"\n]{1,200})"|'([^'\n]{1,200})')/;

export function codeBlocks(markdown: MarkdownIt): void {
  const { escapeHtml } = markdown.utils;
  markdown.renderer.rules.fence = (tokens, index) => {
    const { info = "", content = "" } = tokens[index] ?? {};
    const [, language] = LANGUAGE.exec(info.trim()) ?? [];
    const [, double, single] = TITLE.exec(info) ?? [];
    const title = double ?? single;
    const [titled, classed] = [
      title === undefined ? "" : ` title="${escapeHtml(title)}"`,
      language === undefined ? "" : ` class="language-${escapeHtml(language)}"`,
    ];
    return `<pre${titled}><code${classed}>${escapeHtml(content)}</code></pre>\n`;
  };
}
