/** The Lambda function: everything that happens to a site on AWS comes in here. */
import { fileURLToPath } from "node:url";
import { readEnvironment } from "./aws/environment.ts";
import { siteFunction } from "./aws/site-function.ts";

declare const __RELEASE__: string;

/** Made once and kept while the function is warm: clients keep their connections. */
export const handler = siteFunction(readEnvironment(process.env), {
  release: __RELEASE__,
  seeds: fileURLToPath(new URL("./seeds/", import.meta.url)),
});
