/**
 * Loaded with `node --import` before a program: makes its changes of files fail, or kills it, at a chosen moment, as a full disk,
 * a read-only folder or a power cut would. Reads `FAILING` from the environment, as JSON:
 *
 * - `at`: the number of the change (1 is the first) at which it begins; `under`: only changes below this folder count.
 * - `code`: the system's code of the error; `KILL` ends the process there, `KILL-HALF` in the middle of a write.
 * - `once`: the changes after that succeed again.
 * - `count`: prints the number of changes to standard error when the program ends.
 */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { resolve } from "node:path";

const { at, under, code, once = false, count = false } = JSON.parse(process.env.FAILING ?? "{}");
const original = { ...fs };
/** Errors of which space is the reason do not stop what frees space, or needs none. */
const NEEDS_SPACE = new Set(["ENOSPC", "EDQUOT"]);
let changes = 0;
let depth = 0;

/** The path of an argument: a descriptor is looked up, and so is the start of `/proc/self/fd/N/name`. */
function pathOf(target) {
  if (typeof target === "number") return linkOf(`/proc/self/fd/${target}`);
  const [, folder, rest = ""] = /^(\/proc\/self\/fd\/\d+)(.*)$/s.exec(String(target)) ?? [];
  return folder === undefined ? resolve(String(target)) : linkOf(folder) + rest;
}

function linkOf(path) {
  try {
    return original.readlinkSync(path);
  } catch {
    return path;
  }
}

function failure(name, path) {
  const error = new Error(`${code}: made to fail, ${name} '${path}'`);
  return Object.assign(error, { code, syscall: name, path, errno: -1 });
}

function isTurn(name, path) {
  if (depth > 0 || (under !== undefined && !path.startsWith(under))) return false;
  if (NEEDS_SPACE.has(code) && ["unlinkSync", "rmSync", "rmdirSync", "ftruncateSync"].includes(name)) return false;
  changes++;
  return once ? changes === at : at !== undefined && changes >= at;
}

/** `half` does half of the work before the error. */
function guard(name, isChange = () => true, half = () => {}) {
  fs[name] = (...args) => {
    const target = name === "renameSync" ? args[1] : args[0];
    if (isChange(...args)) {
      const path = pathOf(target);
      if (isTurn(name, path)) {
        if (code === "KILL") process.kill(process.pid, "SIGKILL");
        depth++;
        half(...args);
        depth--;
        if (code === "KILL-HALF") process.kill(process.pid, "SIGKILL");
        throw failure(name, path);
      }
    }
    depth++;
    try {
      return original[name](...args);
    } finally {
      depth--;
    }
  };
}

const WRITES = fs.constants.O_WRONLY | fs.constants.O_RDWR | fs.constants.O_CREAT;
const opensForWriting = (_, flags = "r") => (typeof flags === "number" ? (flags & WRITES) !== 0 : flags !== "r");
const halfOf = (data) => Buffer.from(data).subarray(0, Buffer.byteLength(data) / 2);
guard("openSync", opensForWriting);
guard(
  "writeFileSync",
  () => true,
  (path, data, options) => original.writeFileSync(path, halfOf(data), options),
);
guard(
  "writeSync",
  () => true,
  (file, data, offset, length, position) => {
    if (typeof data === "string") original.writeSync(file, halfOf(data));
    else original.writeSync(file, data, offset, Math.floor((length ?? data.length - (offset ?? 0)) / 2), position);
  },
);
for (const name of ["renameSync", "mkdirSync", "unlinkSync", "rmSync", "rmdirSync", "ftruncateSync"]) guard(name);
syncBuiltinESMExports();
if (count) process.on("exit", () => original.writeSync(2, `${changes} changes\n`));
