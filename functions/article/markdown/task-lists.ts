/** Writes the boxes of a task list as characters, since feed readers show no form fields: `- [x] done` becomes ☑ done. */
import type { MarkdownIt, StateCore } from "markdown-it";

export function taskLists(markdown: MarkdownIt): void {
  markdown.core.ruler.before("inline", "task_lists", writeBoxes);
}

const BOXES = ["[ ]", "[x]", "[X]"];

function writeBoxes({ tokens, src }: StateCore): void {
  if (!BOXES.some((box) => src.includes(box))) return;
  for (const [index, inline] of tokens.entries()) {
    if (inline.type !== "inline" || tokens[index - 2]?.type !== "list_item_open") continue;
    const [found, state] = /^\[([ xX])\](?=\s|$)/.exec(inline.content) ?? [];
    if (found !== undefined) inline.content = (state === " " ? "☐" : "☑") + inline.content.slice(found.length);
  }
}
