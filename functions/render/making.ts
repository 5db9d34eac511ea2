/**
 * How what several documents tell of an article is made: its item, and the item as each format writes it.
 *
 * Where one thread renders all documents of a publish, the same articles come again and again; where documents are shared out among
 * threads, hardly any does, and remembering them would only make them old.
 */
import type { Settings } from "../settings/settings.ts";
import { type Fragments, fragmentsOf } from "./fragments.ts";
import { type Item, type Placement, present } from "./item.ts";
import { recent } from "./recent.ts";

export type Making = {
  readonly itemOf: (placement: Placement) => Item;
  readonly fragmentsOf: (item: Item) => Fragments;
};

/** All that the documents of one publish tell of; each item is some tens of kilobytes with its fragments. */
const MOST = 1000;

/** Makes each once, for one site with these settings. */
export function makingOnce(settings: Settings): Making {
  const items = recent<Placement, Item>(MOST);
  const fragments = new WeakMap<Item, Fragments>();
  return {
    itemOf: (placement) => items.get(placement, () => present(placement, settings)),
    fragmentsOf(item) {
      const made = fragments.get(item) ?? fragmentsOf(item);
      fragments.set(item, made);
      return made;
    },
  };
}

/** Makes each when asked, and remembers none. */
export function makingAnew(settings: Settings): Making {
  return { itemOf: (placement) => present(placement, settings), fragmentsOf };
}
