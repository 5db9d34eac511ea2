/** Finds addresses written without brackets in Markdown (`https://…`, `www.…`), and takes no more of the text than they are. */
import type { MarkdownIt } from "markdown-it";

/** The longest address that becomes a link, in characters. */
const MAX_ADDRESS_LENGTH = 2000;
/**
 * A name and password, a host and a port are shorter than this. The library's pattern takes quadratic time for a longer one, and so
 * it does for a path of many opening brackets and quotes.
 */
const ENDLESS_HOST = /^\/\/[^\s/?#]{400}/;
const BRACKETED_PATH = /^(?:[^([{"']*[([{"']){16}/;

export function bareLinks(markdown: MarkdownIt): void {
  const { linkify } = markdown;
  // `example.com` may be a file name or a host, so only text with a scheme or `www.` becomes a link.
  linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  // The library tests every paragraph, and then each text in a paragraph that may have a link. Only these strings can begin one.
  const mayLink = (text: string) => /:\/\/|www\.|mailto:/i.test(text);
  const makesLink = linkify.test.bind(linkify);
  linkify.pretest = mayLink;
  linkify.test = (text) => mayLink(text) && makesLink(text);
  let pattern: RegExp | undefined;
  /**
   * Returns the length of the address that continues at `at`, after `http:`; 0 if it is not an address.
   *
   * The library's own search reads to the end of the text for every link with an opening bracket: slow for many links.
   */
  const linkLength = (text: string, at: number): number => {
    const { re } = linkify;
    pattern ??= new RegExp(`^//${re.src_auth}${re.src_host_port_strict}${re.src_path}`, "i");
    const tail = text.slice(at, at + MAX_ADDRESS_LENGTH).replace(/[\ud800-\udbff]$/, "");
    if (ENDLESS_HOST.test(tail)) return 0;
    return pattern.exec(BRACKETED_PATH.exec(tail)?.[0] ?? tail)?.[0].length ?? 0;
  };
  linkify.add("ftp:", null).add("//", null);
  linkify.add("http:", { validate: linkLength }).add("https:", "http:");
  // Not a complete address yet: `prepare` adds the scheme.
  linkify.add("www.", {
    validate: (text, at) => Math.max(0, linkLength(`//${text.slice(at, at + MAX_ADDRESS_LENGTH)}`, 0) - 2),
  });
}
