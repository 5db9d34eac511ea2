/** Says which template syntax an article shows as typed, because only the writer's other tool knows what it means. */
import type { Template } from "./template-tag.ts";

const CLOSINGS = { "{%": "%}", "{{": "}}", "{{<": ">}}", "{{%": "%}}", "{#": "#}" } as const;

/** The same for each template of its kind, so that it is said once. */
export function leftoverNote({ name, delimiter, isClosing }: Template): string {
  const slash = isClosing && delimiter.length === 3 ? "/" : "";
  return `${delimiter} ${slash}${name || "…"} ${CLOSINGS[delimiter]} of another tool's templates is shown as typed`;
}
