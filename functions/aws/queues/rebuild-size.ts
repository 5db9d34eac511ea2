/** Decides how many paths of a rebuild one call handles: as many as its time allows, which depends on the site. Pure. */
import type { Message } from "../../publish/message.ts";
import type { WorkMessage } from "./work-message.ts";

const DEFAULT_SIZE = 1_000;
/** A redelivered message was too much for one call, so each receive divides the size by this: the last of six takes a single path. */
const SHRINK_FACTOR = 4;

/** `receives`: how many times the messages have been delivered, including this time. */
export function rebuildSize(messages: readonly WorkMessage[], receives: number): number {
  const sizes = messages.map((message) => (message.kind === "rebuild" ? (message.size ?? DEFAULT_SIZE) : DEFAULT_SIZE));
  return Math.max(1, Math.floor(Math.min(DEFAULT_SIZE, ...sizes) / SHRINK_FACTOR ** (receives - 1)));
}

/** Adds the size that worked to a message that continues a rebuild, if the default size was too much. */
export function sized(message: Message, size: number): WorkMessage {
  const isContinuation = message.kind === "rebuild" && message.after !== undefined;
  return isContinuation && size < DEFAULT_SIZE ? { ...message, size } : message;
}
