import { execFileSync } from "node:child_process";
import { chmodSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { check } from "../../functions/local/commands/check.ts";
import { commitDates } from "../../functions/local/commands/commit-dates.ts";
import { recordedTerminal } from "./recorded-terminal.ts";
import { fill, temporaryFolder } from "./temporary-folder.ts";

const LONG = "# A title\n\nA text that is long enough for git to know it again.\n";

/** A checkout whose content folder has files of two commits, one renamed in between, and one that is not committed. */
function checkout(): string {
  const folder = temporaryFolder();
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.org", "-C", folder, ...args]);
  const commit = (date: string) => {
    git("add", "-A");
    execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.org", "-C", folder, "commit", "-qm", "x"], {
      env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
    });
  };
  git("init", "-q");
  fill(folder, { "content/a.md": "# A", "content/old name.md": LONG, "elsewhere.md": "# E" });
  commit("2023-05-01T10:00:00+02:00");
  git("mv", "content/old name.md", "content/é.md");
  fill(folder, { "content/dated.md": "---\ndate: 2024-01-02\n---\n# D", "content/b.md": "# B" });
  commit("2024-05-01T10:00:00Z");
  fill(folder, { "content/a.md": "# A, edited", "content/new.md": "# New" });
  return join(folder, "content");
}

it("dates files by the commit that they came with, through renames", async () => {
  const found = await commitDates(checkout());
  expect(found.kind === "dates" ? Object.fromEntries(found.dates) : found).toEqual({
    "a.md": "2023-05-01T10:00:00+02:00",
    "é.md": "2023-05-01T10:00:00+02:00",
    "b.md": expect.stringMatching(/^2024-05-01T10:00:00/),
    "dated.md": expect.stringMatching(/^2024-05-01T10:00:00/),
  });
});

it("knows no dates outside a checkout", async () => {
  expect((await commitDates(temporaryFolder())).kind).toBe("unknown");
});

async function fixed(content: string): Promise<string[]> {
  const { terminal, results } = recordedTerminal();
  const options = { content, defaultUrl: "http://localhost:8080/", now: Date.UTC(2030, 0, 1), release: "t" };
  await check({ ...options, fixDates: "write" }, terminal);
  return results.filter((line) => /^\S+: date: |not committed|has a date/.test(line));
}

it("is written into the files on request, once, and what cannot be written is named", async () => {
  const content = checkout();
  chmodSync(join(content, "a.md"), 0o600);
  rmSync(join(content, "new.md"));
  const before = readFileSync(join(content, "dated.md"), "utf8");
  renameSync(join(content, "b.md"), join(content, "target"));
  symlinkSync("target", join(content, "b.md"));
  expect(await fixed(content)).toEqual([
    "a.md: date: 2023-05-01T10:00:00+02:00 (written)",
    expect.stringMatching(/^b\.md: date: 2024-05-01T10:00:00\S+ \(not written: it is a link\)$/),
    "é.md: date: 2023-05-01T10:00:00+02:00 (written)",
  ]);
  expect(readFileSync(join(content, "a.md"), "utf8")).toBe("---\ndate: 2023-05-01T10:00:00+02:00\n---\n\n# A, edited");
  expect(statSync(join(content, "a.md")).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(content, "é.md"), "utf8")).toMatch(/^---\ndate: 2023/);
  expect(readFileSync(join(content, "dated.md"), "utf8")).toBe(before);
  expect(readdirSync(content).sort()).toEqual(["a.md", "b.md", "dated.md", "target", "é.md"]);
  rmSync(join(content, "b.md"));
  expect(await fixed(content)).toEqual(["every article has a date"]);
});

it("is what check offers for articles without a date", async () => {
  const { terminal, results } = recordedTerminal();
  const options = {
    content: checkout(),
    defaultUrl: "http://localhost:8080/",
    now: Date.UTC(2030, 0, 1),
    release: "t",
  };
  await check({ ...options, fixDates: "offer" }, terminal);
  expect(results.filter((line) => /^\S+: date: |not committed/.test(line))).toEqual([
    "a.md: date: 2023-05-01T10:00:00+02:00",
    expect.stringMatching(/^b\.md: date: 2024-05-01T10:00:00/),
    "new.md: not committed yet, so there is no date to offer",
    "é.md: date: 2023-05-01T10:00:00+02:00",
  ]);
});
