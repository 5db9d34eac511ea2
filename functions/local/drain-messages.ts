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
    const batch = waiting;
    waiting = [];
    const { reports, settings } = await handleMessages(batch, { ...publisher, send });
    handled = { reports: [...handled.reports, ...reports], settings: settings ?? handled.settings };
  }
  return handled;
}
