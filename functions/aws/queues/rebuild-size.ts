/** How many paths of a rebuild one call takes: so many as its time suffices for, which depends on the site. Pure. */
import type { Message } from "../../publish/message.ts";
import type { WorkMessage } from "./work-message.ts";

const ORDINARY = 1_000;
/** What a message that comes again was too much for: of six receives the last takes a single path. */
const LESS_EACH_TIME = 4;

/** `receives`: how many times the messages have been handed out, this time included. */
export function rebuildSize(messages: readonly WorkMessage[], receives: number): number {
  const sizes = messages.map((message) => (message.kind === "rebuild" ? (message.size ?? ORDINARY) : ORDINARY));
  return Math.max(1, Math.floor(Math.min(ORDINARY, ...sizes) / LESS_EACH_TIME ** (receives - 1)));
}

/** The message with the size that sufficed, if it goes on with a rebuild for which the ordinary one was too much. */
export function sized(message: Message, size: number): WorkMessage {
  const goesOn = message.kind === "rebuild" && message.after !== undefined;
  return goesOn && size < ORDINARY ? { ...message, size } : message;
}
