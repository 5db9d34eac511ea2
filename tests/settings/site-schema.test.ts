import { readFileSync, writeFileSync } from "node:fs";
import { toJsonSchema } from "@valibot/to-json-schema";
import { expect, it } from "vitest";
import { SITE } from "../../functions/settings/settings-schema.ts";

const FILE = new URL("../../functions/settings/site.schema.json", import.meta.url);

type Property = { readonly description?: string; readonly jsonSchema?: object };

function editorSchema() {
  const { $schema, properties } = toJsonSchema(SITE, { typeMode: "ignore", errorMode: "ignore" });
  const entries = Object.entries(properties as Record<string, Property>).map(([name, { jsonSchema, description }]) => {
    return [name, { ...jsonSchema, description }] as const;
  });
  return {
    $schema,
    title: "site.json of Dropfeed",
    type: "object",
    properties: Object.fromEntries(entries),
    additionalProperties: false,
  };
}

/** `WRITE_SCHEMA=1 npx vitest run tests/settings && npx biome format --write functions/settings` regenerates it. */
it("ships a JSON Schema that matches the settings schema", () => {
  if (process.env.WRITE_SCHEMA) writeFileSync(FILE, JSON.stringify(editorSchema(), null, 2));
  expect(JSON.parse(readFileSync(FILE, "utf8"))).toEqual(editorSchema());
});

it("gives editors a description and a type for every setting", () => {
  const { properties } = editorSchema();
  expect(Object.keys(properties)).toEqual(Object.keys(SITE.entries));
  for (const [name, property] of Object.entries(properties)) {
    expect(property.description?.length, name).toBeGreaterThan(20);
    expect(Object.keys(property).length, name).toBeGreaterThan(1);
  }
});
