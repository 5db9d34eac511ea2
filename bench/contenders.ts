/** Who makes a site of a folder of articles: ourselves and, where they are installed, our rivals. */
import type { Contender } from "./contender.ts";
import { dropfeed } from "./dropfeed.ts";
import { eleventy } from "./eleventy.ts";
import { hugo } from "./hugo.ts";

/** Ourselves first. */
export async function contenders(): Promise<readonly Contender[]> {
  const rivals = await Promise.all([hugo(), eleventy()]);
  return [dropfeed(), ...rivals.filter((rival) => rival !== undefined)];
}
