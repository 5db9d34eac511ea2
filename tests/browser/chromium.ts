/** A real browser for the tests: Debian's chromium, or the one that CHROMIUM_PATH names. Nothing is ever downloaded. */
import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const PATH = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

export const hasChromium = existsSync(PATH);
if (!hasChromium)
  console.warn(`SKIPPED: no browser at ${PATH}. Install chromium, or say where it is in CHROMIUM_PATH.`);

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: PATH,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"],
  });
}

export type Visit = {
  readonly page: Page;
  /** What the browser complained of, and what it asked other hosts for. */
  readonly complaints: string[];
};

/** Opens an address in a fresh window, closed again by the context's end. */
export async function visit(browser: Browser, address: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== "data:" && origin !== new URL(address).origin) complaints.push(`asked for ${request.url()}`);
  });
  await page.goto(address);
  return { page, complaints };
}
