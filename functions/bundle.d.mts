import type { BuildOptions } from "esbuild";

/** esbuild's options for each bundle, by name. */
export const bundles: Readonly<Record<"cli" | "lambda" | "edge" | "app", BuildOptions>>;
/** Makes these bundles, or all. */
export function bundle(names?: readonly (keyof typeof bundles)[]): Promise<void>;
