/** The Lambda entry point: reads the environment and exports the handler that receives every event of a site on AWS. */
import { fileURLToPath } from "node:url";
import { readEnvironment } from "./aws/environment.ts";
import { siteFunction } from "./aws/site-function.ts";

declare const __RELEASE__: string;

/** Created once and reused while the function is warm, so that clients keep their connections. */
export const handler = siteFunction(readEnvironment(process.env), {
  release: __RELEASE__,
  seeds: fileURLToPath(new URL("./seeds/", import.meta.url)),
});
