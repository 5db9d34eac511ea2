/**
 * A store that is asked for so much at once and no more; what goes beyond waits here for its turn.
 *
 * A publisher asks for a whole feed's records at once, and for several feeds. Hundreds of requests that wait for a free connection
 * would run into the time that a client allows for connecting.
 */
import type { Store } from "./store.ts";

export function boundedStore(store: Store, inFlight: number): Store {
  const waiting: (() => void)[] = [];
  let free = inFlight;
  const inTurn = async <T>(ask: () => Promise<T>): Promise<T> => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await ask();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free++;
      else next();
    }
  };
  return {
    read: (...request) => inTurn(() => store.read(...request)),
    stat: (...request) => inTurn(() => store.stat(...request)),
    write: (...request) => inTurn(() => store.write(...request)),
    remove: (...request) => inTurn(() => store.remove(...request)),
    list: (...request) => inTurn(() => store.list(...request)),
  };
}
