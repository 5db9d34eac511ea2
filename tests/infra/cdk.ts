/** Runs the installed CDK command line against an AWS emulator. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../", import.meta.url));

/** Credentials from the environment, or dummy ones: an emulator accepts any. */
export const ACCESS = {
  AWS_ACCESS_KEY_ID: process.env.AWS_ACCESS_KEY_ID ?? "test",
  AWS_SECRET_ACCESS_KEY: process.env.AWS_SECRET_ACCESS_KEY ?? "test",
  AWS_REGION: process.env.AWS_REGION ?? "us-east-1",
} as const;

/** Returns all output. @throws Error with all output if the command fails */
export async function cdk(...args: readonly string[]): Promise<string> {
  const env = { ...process.env, ...ACCESS, CDK_DISABLE_CLI_TELEMETRY: "true", CI: "true" };
  const command = [`${root}node_modules/aws-cdk/bin/cdk`, ...args, "--no-notices"];
  const { stdout, stderr } = await run(process.execPath, command, { cwd: root, env, maxBuffer: 1e8 });
  return stdout + stderr;
}
