import { describe, expect, it } from "vitest";
import { parseArguments } from "../../functions/local/commands/parse-arguments.ts";

const NOW = Date.UTC(2026, 10, 23);

describe("parseArguments", () => {
  it.each([
    [["build"], { kind: "build", content: "seeds", out: "public" }],
    [["build", "posts", "--out", "site"], { kind: "build", content: "posts", out: "site" }],
    [["build", "--url", "https://feeds.example.org"], { kind: "build", url: "https://feeds.example.org" }],
    [["build", "--now", "2026-11-23"], { kind: "build", now: NOW }],
    [["build", "--now=2026-11-23T00:00:00Z"], { kind: "build", now: NOW }],
    [["build", "--state", ".state"], { kind: "build", state: ".state" }],
    [["check", "posts"], { kind: "check", content: "posts" }],
    [["check", "--all"], { kind: "check", all: true }],
    [["check", "--fix-dates"], { kind: "check", fixDates: "offer" }],
    [["check", "--fix-dates", "--write"], { kind: "check", fixDates: "write" }],
    [["dev"], { kind: "dev", content: "seeds", out: "public", port: 8080 }],
    [["dev", "posts", "--port", "0"], { kind: "dev", content: "posts", port: 0 }],
  ])("it reads %j", (args, command) => {
    expect(parseArguments(args)).toMatchObject(command);
  });

  it.each([
    [["publish"], /unknown command "publish".*build, check, dev/],
    [["build", "--ouput", "x"], /--ouput/],
    [["build", "a", "b"], /expected one content folder, got 2: a b/],
    [["build", "--url", "feeds.example.org"], /--url feeds.example.org is not a web address/],
    [["build", "--url", "ftp://example.org"], /not a web address/],
    [["build", "--now", "yesterday"], /--now yesterday is not a date or time/],
    [["build", "--now", "2026-13-45"], /not a date or time/],
    [["build", "--now", "2026-02-31"], /not a date or time/],
    [["build", "--out", ""], /--out is empty/],
    [["dev", "--port", "70000"], /--port 70000 is not a port/],
    [["dev", "--port", "http"], /is not a port/],
    [["check", "--out", "x"], /--out/],
    [["check", "--write"], /--write .* --fix-dates/],
  ])("it explains what is wrong with %j", (args, reason) => {
    expect(parseArguments(args)).toMatchObject({ kind: "wrong", reason: expect.stringMatching(reason) });
  });

  it.each([[[]], [["--help"]], [["-h"]], [["help"]]])("it describes all commands for %j", (args) => {
    expect(parseArguments(args)).toMatchObject({
      kind: "help",
      text: expect.stringMatching(/build[\s\S]*check[\s\S]*dev/),
    });
  });

  it.each(["build", "check", "dev"])("it describes only %s for its --help", (name) => {
    expect(parseArguments([name, "--help"])).toMatchObject({
      kind: "help",
      text: expect.stringContaining(`dropfeed ${name} [CONTENT]`),
    });
  });
});
