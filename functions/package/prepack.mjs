/** Makes all of `dist/` that the npm package holds: bundles, type declarations, and the licenses of what is bundled. Run by `npm pack`. */
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "../bundle.mjs";
import { writeLicenses } from "./licenses.mjs";
import { declareTypes } from "./types.mjs";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const inputs = await bundle();
declareTypes(root);
writeLicenses(root, inputs);
