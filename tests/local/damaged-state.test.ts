/** A damaged state never changes what is published: the damage is found before it is used, and the content is read again. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { checksum } from "../../functions/store/journal/checksum.ts";
import { journalMark } from "../../functions/store/journal/files.ts";
import { post, testSite } from "./built-site.ts";
import { contents, fill } from "./temporary-folder.ts";

/** Numbers below a bound, the same in every run with the same seed. */
function randomNumbers(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

type Files = Record<string, Buffer>;
type Random = (bound: number) => number;

/** Each changes a copy of a file's bytes. */
const DAMAGES: Readonly<Record<string, (bytes: Buffer, random: Random) => Buffer>> = {
  truncated: (bytes, random) => bytes.subarray(0, random(bytes.length)),
  "cut at its beginning": (bytes, random) => bytes.subarray(random(bytes.length)),
  "with a bit flipped": (bytes, random) => {
    const at = random(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
    return bytes;
  },
  "with a digit changed": (bytes, random) => {
    const digits = [...bytes.keys()].filter((at) => /\d/.test(String.fromCharCode(bytes[at] ?? 0)));
    const at = digits[random(digits.length)] ?? 0;
    bytes[at] = 0x30 + (((bytes[at] ?? 0) - 0x30 + 1 + random(9)) % 10);
    return bytes;
  },
  "with zeros": (bytes, random) => bytes.fill(0, random(bytes.length), random(bytes.length)),
  "with a part repeated": (bytes, random) => {
    const [from, length] = [random(bytes.length), random(300)];
    return Buffer.concat([bytes.subarray(0, from + length), bytes.subarray(from)]);
  },
  "with a part lost": (bytes, random) => {
    const from = random(bytes.length);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + 1 + random(300))]);
  },
  "with lines exchanged": (bytes, random) => {
    const lines = bytes.toString("latin1").split("\n");
    const [one, other] = [random(lines.length), random(lines.length)];
    [lines[one], lines[other]] = [lines[other] ?? "", lines[one] ?? ""];
    return Buffer.from(lines.join("\n"), "latin1");
  },
  "with garbage in it": (bytes, random) => {
    const from = random(bytes.length);
    return bytes.map((byte, at) => (at >= from && at < from + 40 ? random(256) : byte)) as Buffer;
  },
  "of garbage": (bytes, random) => bytes.map(() => random(256)) as Buffer,
  empty: () => Buffer.alloc(0),
};

const CASES = 500;
/** Few documents, so that many builds take little time. */
const SETTINGS = JSON.stringify({ id: "tag:example.org,2026:", archive: false });

it(`a build with one of ${CASES} damaged states ends in the bytes of a clean build, or says what to do`, async () => {
  const articles = Array.from({ length: 5 }, (_, i) => [`${i}.md`, post(`A ${i}`)]);
  const site = testSite({
    "site.json": SETTINGS,
    "x.png": "x",
    "bad.md": "---\ntitle: [\n---\n",
    ...Object.fromEntries(articles),
  });
  const { content, folder, out, run } = site;
  const state = join(folder, "state");
  await run({ state });
  const good = readFiles(state);
  execFileSync("cp", ["-a", out, join(folder, "saved-out")]);
  fill(content, { "1.md": post("A 1 again"), "new.md": post("New") });
  rmSync(join(content, "2.md"));
  await run({ out: join(folder, "fresh") });
  const expected = contents(join(folder, "fresh"));
  const random = randomNumbers(11);
  const ends = { told: 0, readAgain: 0, incremental: 0 };
  for (let number = 0; number < CASES; number++) {
    restore(join(folder, "saved-out"), out);
    const what = damage(state, good, random);
    const ended = await run({ state }).catch((error: unknown) => error);
    if (ended instanceof Error) {
      expect([ended.name, ended.message], `${number}: ${what}`).toEqual([
        "StoreError",
        expect.stringMatching(/remove/),
      ]);
      ends.told++;
    } else {
      const { code, problems, results } = ended as Awaited<ReturnType<typeof run>>;
      expect(code, `${number}: ${what}`).toBe(1);
      expect(contents(out), `${number}: ${what}`).toEqual(expected);
      if (problems.some((line) => line.endsWith("is read again"))) ends.readAgain++;
      if (results[0]?.includes("unchanged")) ends.incremental++;
    }
  }
  // The damage was used in some builds, and not noticed before the first use in others.
  expect(ends.told).toBeLessThan(CASES / 4);
  expect(Math.min(ends.readAgain, ends.incremental)).toBeGreaterThan(CASES / 20);
}, 240_000);

/**
 * Writes the good state, damaged in one way. A disk that fails changes neither inode nor time, so these stay what they were: the
 * build is not warned by them. Returns what it did.
 */
function damage(state: string, saved: Files, random: Random): string {
  const good = { ...saved };
  fill(state, good);
  keepTime(join(state, "journal"));
  good["last-run"] = lastRunFor(journalMark(state), saved["last-run"] ?? Buffer.of());
  fill(state, { "last-run": good["last-run"] });
  const names = Object.keys(good);
  const name = names[random(names.length)] ?? "";
  const kinds = [...Object.keys(DAMAGES), "missing", "exchanged with another", "put in place of another"];
  const kind = kinds[random(kinds.length)] ?? "";
  const other = names[random(names.length)] ?? "";
  const bytes = (of: string) => Buffer.from(good[of] ?? "");
  if (kind === "missing") rmSync(join(state, name));
  else if (DAMAGES[kind] === undefined) {
    writeFileSync(join(state, name), bytes(other));
    if (kind === "exchanged with another") writeFileSync(join(state, other), bytes(name));
  } else writeFileSync(join(state, name), DAMAGES[kind]?.(bytes(name), random) ?? "");
  keepTime(join(state, "journal"));
  return `${name} ${kind} (${other})`;
}

function readFiles(folder: string): Files {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
}

function keepTime(file: string) {
  if (existsSync(file)) utimesSync(file, 1_700_000_000, 1_700_000_000);
}

/** The record of the last run, for a journal that was written again in the meantime. */
function lastRunFor(mark: string | undefined, saved: Buffer): Buffer {
  const [, head = "", ...lines] = saved.toString().split("\n");
  const text = [JSON.stringify({ ...JSON.parse(head), journal: mark }), ...lines].join("\n");
  return Buffer.from(`${checksum(Buffer.from(text)).toString(16)}\n${text}`);
}

/** Makes the folder what it was, with the same inodes, by writing what differs. */
function restore(from: string, to: string) {
  const [before, now] = [contents(from), contents(to)];
  for (const name of Object.keys(now)) if (before[name] === undefined) rmSync(join(to, name));
  for (const [name, text] of Object.entries(before)) if (now[name] !== text) fill(to, { [name]: text });
  for (const name of [".dropfeed/documents", ".dropfeed/mark"]) fill(to, { [name]: readFileSync(join(from, name)) });
}
