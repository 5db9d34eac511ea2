/** The CDK app: reads the options and the sample settings, and defines the stack. `cdk deploy` runs its bundle in the project's folder. */
import { existsSync, readFileSync } from "node:fs";
import { App } from "aws-cdk-lib";
import { parseSettings } from "../functions/settings/parse-settings.ts";
import { OptionsError, readOptions } from "./options/options.ts";
import { DropfeedStack } from "./stack.ts";

function main(): void {
  const app = new App();
  new DropfeedStack(app, "Dropfeed", {
    options: readOptions(app.node.getAllContext()),
    lambdaBundle: "dist/lambda",
    edgeBundle: "dist/edge",
    hubs: readHubs("seeds/site.json"),
  });
}

/**
 * The hubs from the sample settings, with which a site starts. If `site.json` in the bucket later names other hubs, documents name
 * them at once; for the edge's headers, `seeds/site.json` must be changed too, and deployed.
 */
function readHubs(path: string): readonly string[] {
  const parsing = parseSettings(existsSync(path) ? readFileSync(path) : undefined, {});
  if (parsing.kind === "settings") return parsing.settings.hubs;
  throw new OptionsError(
    parsing.problems.map(({ line, reason }) => `${[path, line].filter(Boolean).join(":")}: ${reason}`),
  );
}

try {
  main();
} catch (error) {
  if (!(error instanceof OptionsError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
