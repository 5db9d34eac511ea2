/** Runs the edge functions as CloudFront does: bundled, in a separate context without the features that its JavaScript lacks. */
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { type BuildOptions, build } from "esbuild";
import type { EdgeRequest, EdgeResponse, Headers } from "../../functions/edge/cloudfront-event.ts";
import { type EdgeSite, withSite } from "../../functions/edge/edge-site.ts";
import options from "../../functions/edge/esbuild-options.json" with { type: "json" };

/** Removes the features that the documentation of runtime 2.0 does not list, or lists as missing. */
const MISSING = `
  const drop = (object, names) => names.forEach((name) => delete object[name]);
  drop(globalThis, ["Map", "Set", "WeakMap", "WeakSet", "WeakRef", "FinalizationRegistry", "Proxy", "Reflect", "Intl", "BigInt"]);
  drop(globalThis, ["WebAssembly", "Atomics", "SharedArrayBuffer", "escape", "unescape", "eval", "console"]);
  drop(Object, ["fromEntries", "groupBy", "hasOwn"]);
  drop(String.prototype, ["at", "matchAll", "isWellFormed", "toWellFormed", "normalize", "localeCompare", Symbol.iterator]);
  drop(Array.prototype, ["at", "flat", "flatMap", "entries", "keys", "values", "findLast", "findLastIndex", "toSorted", "toSpliced"]);
  drop(Array.prototype, ["toReversed", "with", Symbol.iterator]);
`;

export async function bundle(name: "request-function" | "response-function"): Promise<string> {
  const entry = fileURLToPath(new URL(`../../functions/edge/${name}.ts`, import.meta.url));
  const built = await build({ ...(options as BuildOptions), entryPoints: [entry], write: false });
  return built.outputFiles?.[0]?.text ?? "";
}

/** Calls the deployed file's `handler` as CloudFront does: with JSON in and out, in a new context each time. */
export function runner(code: string, site: EdgeSite): (event: unknown) => unknown {
  const script = withSite(code, site);
  return (event) => {
    const context = createContext({}, { codeGeneration: { strings: false, wasm: false } });
    runInContext(MISSING, context);
    runInContext(script, context);
    return JSON.parse(runInContext(`JSON.stringify(handler(${JSON.stringify(event)}))`, context));
  };
}

export function edgeHeaders(values: Readonly<Record<string, string>>): Headers {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name.toLowerCase(), { value }]));
}

/** An event as CloudFront creates it from a request line and headers; the query goes into `querystring`. */
export function requestEvent(url: string, headers: Readonly<Record<string, string>> = {}, method = "GET") {
  const [uri = "", query = ""] = url.split("?");
  const querystring = Object.fromEntries([...new URLSearchParams(query)].map(([name, value]) => [name, { value }]));
  const request = {
    method,
    uri,
    querystring,
    headers: edgeHeaders({ host: "feeds.example.org", ...headers }),
    cookies: {},
  };
  return { version: "1.0", context: { eventType: "viewer-request" }, viewer: { ip: "192.0.2.1" }, request };
}

export type Answer = EdgeRequest & EdgeResponse;
