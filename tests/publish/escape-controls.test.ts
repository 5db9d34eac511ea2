/** What acts on a terminal instead of being seen is shown as an escape: on the terminal, and in the Lambda function's log. */
import { PassThrough } from "node:stream";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { telemetry } from "../../functions/aws/telemetry.ts";
import { processTerminal } from "../../functions/local/terminal/terminal.ts";
import { escapeControls } from "../../functions/publish/escape-controls.ts";

const ACTIVE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;

const HOSTILE = [
  ["a\u001b[31mb", "a\\x1b[31mb"],
  ["bell\u0007", "bell\\x07"],
  ["a.md\nb.md:1: forged", "a.md\\nb.md:1: forged"],
  ["a\rb\tc", "a\\rb\\tc"],
  ["c1\u009b2J", "c1\\x9b2J"],
  ["\u202egpj.exe", "\\u{202e}gpj.exe"],
  ["\u2066x\u2069", "\\u{2066}x\\u{2069}"],
  ["a\u2028b\u2029c", "a\\u{2028}b\\u{2029}c"],
  ["del\u007f", "del\\x7f"],
  ["half\ud800", "half\\u{d800}"],
  ["日本語 é 👩‍💻 می‌خواهم", "日本語 é 👩‍💻 می‌خواهم"],
] as const;

describe("escapeControls", () => {
  it.each(HOSTILE)("shows %j as %s", (text, shown) => {
    expect(escapeControls(text)).toBe(shown);
  });

  it("leaves nothing active in any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(escapeControls(text)).not.toMatch(ACTIVE);
      }),
    );
  });
});

describe("a terminal", () => {
  it.each(HOSTILE)("prints %j on one line, escaped", (text, shown) => {
    const [out, err] = [new PassThrough(), new PassThrough()];
    const terminal = processTerminal(out as never, err as never);
    terminal.result(text);
    terminal.problem(text);
    expect([String(out.read()), String(err.read())]).toEqual([`${shown}\n`, `${shown}\n`]);
  });

  it("escapes its progress too", () => {
    const err = Object.assign(new PassThrough(), { isTTY: true });
    processTerminal(new PassThrough() as never, err as never).progress(() => "a\u0007");
    expect(String(err.read())).toBe("\r\u001b[Ka\\x07");
  });
});

describe("the log of the Lambda function", () => {
  afterEach(() => void vi.restoreAllMocks());

  it("holds no control character, neither as it is nor after its JSON is parsed", () => {
    const lines: string[] = [];
    for (const stream of [process.stdout, process.stderr])
      vi.spyOn(stream, "write").mockImplementation((line) => lines.push(String(line).replace(/\n$/, "")) > 0);
    const log = telemetry({ service: "s", namespace: "n" });
    for (const [text] of HOSTILE) {
      log.rejected(text, { reason: text });
      log.failed(text, new Error(text));
      log.deadLetter({ body: text }, text);
    }
    expect(lines.length).toBe(HOSTILE.length * 3);
    for (const line of lines) {
      const values: string[] = [];
      JSON.parse(line, (name, value) => {
        if (typeof value === "string" && name !== "stack") values.push(value);
        return value;
      });
      expect(line).not.toMatch(ACTIVE);
      expect(values.filter((value) => ACTIVE.test(value))).toEqual([]);
    }
  });
});
