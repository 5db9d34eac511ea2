/** The message queue of the command line: processes messages in memory until none are left. */
import { handleMessages, type MessagesHandled } from "../publish/handle-messages.ts";
import type { Message } from "../publish/message.ts";
import type { Publisher } from "../publish/publisher.ts";

/** Handles the messages and all further messages that they cause. Messages that wait at the same time are handled together. */
export async function drainMessages(
  messages: readonly Message[],
  publisher: Omit<Publisher, "send">,
): Promise<MessagesHandled> {
  let waiting: Message[] = [...messages];
  const send = async (further: readonly Message[]) => void waiting.push(...further);
  let handled: MessagesHandled = { reports: [] };
  while (waiting.length > 0) {
    // A tick only sends what is due: first, so that it is published together with what has changed, and judged together.
    const ticks = waiting.filter(({ kind }) => kind === "tick");
    const batch = ticks.length > 0 ? ticks : waiting;
    waiting = ticks.length > 0 ? waiting.filter(({ kind }) => kind !== "tick") : [];
    const { reports, settings } = await handleMessages(batch, { ...publisher, send });
    handled = { reports: [...handled.reports, ...reports], settings: settings ?? handled.settings };
  }
  return handled;
}
