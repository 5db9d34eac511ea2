/** Synthesizes the stack as `cdk deploy` would, with the app's own context, but with an empty function in place of the bundle. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { type BuildOptions, buildSync } from "esbuild";
import { afterAll } from "vitest";
import { readOptions } from "../../infra/options/options.ts";
import { DropfeedStack } from "../../infra/stack.ts";

export type Context = Readonly<Record<string, string>>;

export const HUB = "https://hub.example.org/";

export const DOMAIN: Context = {
  domainName: "feeds.example.org",
  certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d-0000-4000-8000-000000000000",
  hostedZoneId: "Z0123456789ABCDEFGHIJ",
  hostedZoneName: "example.org",
};

export const WEB_ACL = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/site/0a1b2c3d-0000-4000-8000-000000000000";

const root = new URL("../../", import.meta.url);

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** `isValidated`: whether CDK also validates the template when it is synthesized, which takes three seconds more. */
export function makeStack(
  context: Context = {},
  isValidated = false,
  hubs: readonly string[] = [HUB],
): { readonly app: App; readonly stack: DropfeedStack } {
  const folder = mkdtempSync(join(tmpdir(), "dropfeed-infra-"));
  folders.push(folder);
  const flags = JSON.parse(readFileSync(new URL("cdk.json", root), "utf8")).context;
  const app = new App({
    context: flags,
    outdir: join(folder, "cdk.out"),
    builtinCloudFormationValidation: isValidated,
  });
  const stack = new DropfeedStack(app, "Dropfeed", {
    options: readOptions(context),
    lambdaBundle: emptyFunction(join(folder, "lambda")),
    edgeBundle: bundleEdge(join(folder, "edge")),
    hubs,
  });
  return { app, stack };
}

/** Takes a second, so call it once per test file. */
export function synthesize(context: Context = {}): Template {
  return Template.fromStack(makeStack(context).stack);
}

function emptyFunction(folder: string): string {
  mkdirSync(folder);
  writeFileSync(join(folder, "index.mjs"), "export const handler = async () => {};\n");
  return folder;
}

function bundleEdge(outdir: string): string {
  const options: BuildOptions = JSON.parse(readFileSync(new URL("functions/edge/esbuild-options.json", root), "utf8"));
  const entryPoints = ["request-function", "response-function"].map(
    (name) => new URL(`functions/edge/${name}.ts`, root).pathname,
  );
  buildSync({ ...options, entryPoints, outdir });
  return outdir;
}
