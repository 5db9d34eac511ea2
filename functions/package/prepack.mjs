/** Makes all of `dist/` that the npm package holds: bundles, type declarations, a schema, and the licenses of what is bundled. Run by `npm pack`. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "../bundle.mjs";
import { writeLicenses } from "./licenses.mjs";
import { declareTypes } from "./types.mjs";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const inputs = await bundle();
declareTypes(root);
writeLicenses(root, inputs);
writeItemSchema();

/** The schema of one item of a feed, from that of the whole feed. */
function writeItemSchema() {
  const { $schema, definitions } = JSON.parse(readFileSync(join(root, "functions/render/feed.schema.json"), "utf8"));
  const { item, ...others } = definitions;
  const description = "An item of a JSON Feed 1.1 document, as Dropfeed writes it.";
  const schema = { $schema, title: "An item of a feed of Dropfeed", description, ...item, definitions: others };
  mkdirSync(join(root, "dist/schema"), { recursive: true });
  writeFileSync(join(root, "dist/schema/feed-item.json"), `${JSON.stringify(schema, undefined, 2)}\n`);
}
