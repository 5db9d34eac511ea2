/** Makes the Markdown parser: CommonMark and what writers of other tools' Markdown add to it, each in a file of its own. */
import MarkdownIt from "markdown-it";
import cjkFriendly from "markdown-it-cjk-friendly";
// @ts-expect-error The package ships no types: it is a plugin and nothing else.
import definitionLists from "markdown-it-deflist";
import { admonitions } from "./admonition-rules.ts";
import { attributeLists } from "./attribute-lists.ts";
import { bareLinks } from "./bare-links.ts";
import { codeBlocks } from "./code-blocks.ts";
import { footnotes } from "./footnotes.ts";
import { headings } from "./headings.ts";
import { hiddenComments } from "./hidden-comments.ts";
import { inlineMarks } from "./inline-marks.ts";
import { inlineParsing } from "./inline-parsing.ts";
import { mdx } from "./mdx.ts";
import { rawHtml } from "./raw-html.ts";
import { tableRows } from "./table-rows.ts";
import { taskLists } from "./task-lists.ts";
import { templates } from "./template-tags/rules.ts";
import { wikiLinks } from "./wiki-links.ts";
import { limitWork } from "./work-limits.ts";

export const parser = new MarkdownIt({ html: true, linkify: true })
  .use(definitionLists)
  .use(footnotes)
  .use(bareLinks)
  .use(rawHtml)
  .use(codeBlocks)
  .use(inlineParsing)
  .use(templates)
  .use(admonitions)
  .use(hiddenComments)
  .use(inlineMarks)
  .use(tableRows)
  .use(taskLists)
  .use(wikiLinks)
  .use(headings)
  .use(attributeLists)
  .use(mdx)
  .use(cjkFriendly)
  .use(limitWork);
// `resolve`, called by `prepare`, decides which links are safe and where they lead.
parser.validateLink = () => true;
// `decodeText` has already normalized line ends and rejected NUL.
parser.core.ruler.disable("normalize");
