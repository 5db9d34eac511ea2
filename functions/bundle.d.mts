import type { BuildOptions } from "esbuild";

/** esbuild's options for each bundle, by name. */
export const bundles: Readonly<Record<"cli" | "lambda" | "edge" | "app" | "cdk", BuildOptions>>;
/** Makes these bundles, or all. Returns the paths of all files that went into them, relative to the project's folder. */
export function bundle(names?: readonly (keyof typeof bundles)[]): Promise<readonly string[]>;
