/** Starts a real browser for the tests and opens pages in it: Debian's Chromium, or the browser at CHROMIUM_PATH. Nothing is downloaded. */
import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const PATH = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

export const hasChromium = existsSync(PATH);
if (!hasChromium) console.warn(`SKIPPED: no browser at ${PATH}. Install chromium, or set CHROMIUM_PATH to its path.`);

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: PATH,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"],
  });
}

export type Visit = {
  readonly page: Page;
  /** Errors and warnings of the browser, and requests to other hosts. */
  readonly problems: string[];
};

/** Opens a URL in a new browser context; closing the context closes the page. */
export async function visit(browser: Browser, address: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== "data:" && origin !== new URL(address).origin)
      problems.push(`request to another host: ${request.url()}`);
  });
  await page.goto(address);
  return { page, problems };
}
