/** Takes an article without a title and returns what stands for it where something must: its first words, or what else is known. */
import type { Settings } from "../settings/settings.ts";
import type { Enclosure } from "./enclosure.ts";
import { shortened } from "./excerpt.ts";
import { languageOf } from "./pages/language-format.ts";
import { printableLine } from "./printable-text.ts";

const NAME_LENGTH = 60;

type Note = { readonly excerpt: string; readonly enclosures: readonly Enclosure[]; readonly published: number };

/** At most 60 characters and an ellipsis; never empty. */
export function nameOfNote({ excerpt, enclosures, published }: Note, settings: Settings, language?: string): string {
  const title = enclosures.find((enclosure) => enclosure.title !== undefined)?.title ?? "";
  const words = shortened(printableLine(excerpt) || title, NAME_LENGTH);
  return words || languageOf(language ?? settings.language).day(published, settings.timezone);
}
