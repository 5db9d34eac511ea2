/** Lists the contenders: Dropfeed and the rivals that are installed. */
import type { Contender } from "./contender.ts";
import { dropfeed } from "./dropfeed.ts";
import { eleventy } from "./eleventy.ts";
import { hugo } from "./hugo.ts";

/** Dropfeed comes first. */
export async function contenders(): Promise<readonly Contender[]> {
  const [hugos, rival] = await Promise.all([hugo(), eleventy()]);
  return [dropfeed(), ...hugos, ...(rival === undefined ? [] : [rival])];
}
