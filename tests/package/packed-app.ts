/** Packs the project as npm does, and installs the package offline into an empty folder, as a stranger would who has nothing else. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const IS_WINDOWS = process.platform === "win32";

export type App = {
  readonly folder: string;
  readonly write: (name: string, text: string) => void;
  /** Runs a program of the folder by `npx`, or Node with a file of it. */
  readonly npx: (...args: readonly string[]) => Ended;
  readonly node: (...args: readonly string[]) => Ended;
  /** Type errors of a file, as the compiler prints them. */
  readonly typeErrors: (file: string, options?: readonly string[]) => string;
  /** Makes a package of the project available too, as if it were installed. */
  readonly link: (name: string) => void;
  readonly remove: () => void;
};

export type Ended = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

export function installPackage(): App {
  const base = mkdtempSync(join(tmpdir(), "dropfeed-package-"));
  const folder = join(base, "app");
  mkdirSync(folder);
  const npm = (cwd: string, ...args: readonly string[]) =>
    execFileSync("npm", [...args, "--no-audit", "--no-fund", "--no-update-notifier"], {
      cwd,
      stdio: "pipe",
      shell: IS_WINDOWS,
    });
  npm(ROOT, "pack", "--silent", "--pack-destination", base);
  const archive = readdirSync(base).find((name) => name.endsWith(".tgz")) ?? "";
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  npm(folder, "install", "--offline", "--no-save", join(base, archive));
  const run = (command: string, args: readonly string[], shell = false): Ended =>
    spawnSync(command, args, {
      cwd: folder,
      encoding: "utf8",
      shell,
      env: { ...process.env, npm_config_offline: "true" },
    });
  return {
    folder,
    write: (name, text) => writeFileSync(join(folder, name), text),
    npx: (...args) => run("npx", ["--no-install", ...args], IS_WINDOWS),
    node: (...args) => run(process.execPath, args),
    typeErrors: (file, options = []) =>
      run(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), ...TYPES, ...options, file]).stdout,
    link: (name) => symlinkSync(join(ROOT, "node_modules", name), join(folder, "node_modules", name), "junction"),
    remove: () => rmSync(base, { recursive: true, force: true }),
  };
}

const TYPES = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2023", "--types", ""];
