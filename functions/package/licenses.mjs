/**
 * Writes `dist/licenses.txt`: the licenses of all libraries whose code is in the shipped bundles, which ask that their text goes along. Takes the
 * metafiles of the bundles.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** `inputs`: paths of the files in the bundles, relative to `root`. */
export function writeLicenses(root, inputs) {
  const folders = [...new Set(inputs.flatMap((path) => packageFolder(path) ?? []))].sort();
  const texts = folders.map((folder) => licenseOf(join(root, folder)));
  const unlicensed = texts.filter(({ text }) => text === undefined).map(({ name }) => name);
  const sections = texts.map(({ name, license, text }) => `${name}: ${license}\n\n${text?.trim() ?? "(no text)"}\n`);
  writeFileSync(join(root, "dist/licenses.txt"), sections.join(`\n${"-".repeat(80)}\n\n`));
  return unlicensed;
}

/** `node_modules/@scope/name`, of the innermost package. */
function packageFolder(path) {
  const [found] =
    path
      .split("\\")
      .join("/")
      .match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/) ?? [];
  return found;
}

function licenseOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((each) => /^(?:licen[cs]e|copying)/i.test(each));
  return { name: `${name} ${version}`, license, text: file && readFileSync(join(folder, file), "utf8") };
}
