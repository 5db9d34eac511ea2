/** The laptop's queue: messages wait in memory, and are worked through until there are none. */
import { handleMessages, type MessagesHandled } from "../publish/handle-messages.ts";
import type { Message } from "../publish/message.ts";
import type { Publisher } from "../publish/publisher.ts";

/** Does what the messages ask for, and what they lead to. Looks that wait together are published together. */
export async function drainMessages(
  messages: readonly Message[],
  publisher: Omit<Publisher, "send">,
): Promise<MessagesHandled> {
  let waiting: Message[] = [...messages];
  const send = async (more: readonly Message[]) => void waiting.push(...more);
  let done: MessagesHandled = { reports: [] };
  while (waiting.length > 0) {
    const batch = waiting;
    waiting = [];
    const { reports, settings } = await handleMessages(batch, { ...publisher, send });
    done = { reports: [...done.reports, ...reports], settings: settings ?? done.settings };
  }
  return done;
}
