import { readFileSync, writeFileSync } from "node:fs";
import { toJsonSchema } from "@valibot/to-json-schema";
import { expect, it } from "vitest";
import { SITE } from "../../functions/settings/settings-schema.ts";

const FILE = new URL("../../functions/settings/site.schema.json", import.meta.url);

type Property = { readonly description?: string; readonly form?: object };

function editorSchema() {
  const { $schema, properties } = toJsonSchema(SITE, { typeMode: "ignore", errorMode: "ignore" });
  const forms = Object.entries(properties as Record<string, Property>).map(([name, { form, description }]) => {
    return [name, { ...form, description }] as const;
  });
  return {
    $schema,
    title: "site.json of Dropfeed",
    type: "object",
    properties: Object.fromEntries(forms),
    additionalProperties: false,
  };
}

/** `WRITE_SCHEMA=1 npx vitest run tests/settings && npx biome format --write functions/settings` writes it anew. */
it("ships the JSON Schema that the settings' own schema makes", () => {
  if (process.env.WRITE_SCHEMA) writeFileSync(FILE, JSON.stringify(editorSchema(), null, 2));
  expect(JSON.parse(readFileSync(FILE, "utf8"))).toEqual(editorSchema());
});

it("tells editors of every setting what it is for and what it looks like", () => {
  const { properties } = editorSchema();
  expect(Object.keys(properties)).toEqual(Object.keys(SITE.entries));
  for (const [name, property] of Object.entries(properties)) {
    expect(property.description?.length, name).toBeGreaterThan(20);
    expect(Object.keys(property).length, name).toBeGreaterThan(1);
  }
});
