import { execFileSync } from "node:child_process";
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

it("is what check offers for articles without a date", async () => {
  const { terminal, results } = recordedTerminal();
  const options = {
    content: checkout(),
    defaultUrl: "http://localhost:8080/",
    now: Date.UTC(2030, 0, 1),
    release: "t",
  };
  await check({ ...options, fixDates: true }, terminal);
  expect(results.filter((line) => /^\S+: date: |not committed/.test(line))).toEqual([
    "a.md: date: 2023-05-01T10:00:00+02:00",
    expect.stringMatching(/^b\.md: date: 2024-05-01T10:00:00/),
    "new.md: not committed yet, so there is no date to offer",
    "é.md: date: 2023-05-01T10:00:00+02:00",
  ]);
});
