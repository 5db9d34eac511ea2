/** Reads the command line's arguments, and says what it takes. */
import { parseArgs } from "node:util";

export type Command =
  | {
      readonly kind: "build";
      readonly content: string;
      readonly out: string;
      readonly url?: string;
      readonly now?: number;
      readonly state?: string;
    }
  | { readonly kind: "check"; readonly content: string; readonly url?: string; readonly now?: number }
  | { readonly kind: "dev"; readonly content: string; readonly out: string; readonly port: number }
  | { readonly kind: "help"; readonly text: string }
  | { readonly kind: "wrong"; readonly reason: string };

const CONTENT = "seeds";
const OUT = "public";
const PORT = 8080;

/** `args` without the program's name. */
export function parseArguments(args: readonly string[]): Command {
  const [name = "help", ...rest] = args;
  if (name === "help" || name === "--help" || name === "-h") return { kind: "help", text: HELP };
  const command = COMMANDS[name];
  if (command === undefined)
    return { kind: "wrong", reason: `there is no command "${name}"; there are ${Object.keys(COMMANDS).join(", ")}` };
  try {
    const { values, positionals } = parseArgs({ args: rest, options: command.options, allowPositionals: true });
    if (values.help) return { kind: "help", text: command.help };
    if (positionals.length > 1)
      return {
        kind: "wrong",
        reason: `one content folder is meant, not ${positionals.length}: ${positionals.join(" ")}`,
      };
    return command.read(positionals[0] ?? CONTENT, values);
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return { kind: "wrong", reason: error.message };
    throw error;
  }
}

type Values = Readonly<Record<string, string | boolean | undefined>>;
type CommandLine = {
  readonly help: string;
  readonly options: Readonly<Record<string, { readonly type: "string" | "boolean"; readonly short?: string }>>;
  readonly read: (content: string, values: Values) => Command;
};

const HELP_OPTION = { help: { type: "boolean", short: "h" } } as const;
const TEXT = { type: "string" } as const;

const COMMANDS: Readonly<Record<string, CommandLine>> = {
  build: {
    help: `npm run build -- [CONTENT] [options]

Publishes the articles of a folder as RSS, Atom and JSON Feed documents, archives and pages.

  CONTENT           the folder of articles (${CONTENT})
  --out DIR         where the site goes (${OUT})
  --url URL         the site's address (site.json's "url", or http://localhost:${PORT}/)
  --now INSTANT     publish as if it were then: 2026-11-23 or 2026-11-23T10:00:00Z (the clock)
  --state DIR       remember there what was published, so that the next build does only what changed

Ends with 0; with 1 if an article was rejected; with 2 if it could not do its work.`,
    options: { ...HELP_OPTION, out: TEXT, url: TEXT, now: TEXT, state: TEXT },
    read: (content, values) => ({
      kind: "build",
      content,
      out: text(values, "out") ?? OUT,
      url: url(values),
      now: instant(values),
      state: text(values, "state"),
    }),
  },
  check: {
    help: `npm run check -- [CONTENT] [options]

Reads and renders everything, writes nothing, and says what it found.

  CONTENT           the folder of articles (${CONTENT})
  --url URL         the site's address (site.json's "url", or http://localhost:${PORT}/)
  --now INSTANT     check as if it were then (the clock)

Ends with 0; with 1 if something must be mended; with 2 if it could not do its work.`,
    options: { ...HELP_OPTION, url: TEXT, now: TEXT },
    read: (content, values) => ({ kind: "check", content, url: url(values), now: instant(values) }),
  },
  dev: {
    help: `npm run dev -- [CONTENT] [options]

Publishes, serves the site on this machine, and publishes again what you change.

  CONTENT           the folder of articles (${CONTENT})
  --out DIR         where the site goes (${OUT})
  --port N          where to listen (${PORT})`,
    options: { ...HELP_OPTION, out: TEXT, port: TEXT },
    read: (content, values) => ({ kind: "dev", content, out: text(values, "out") ?? OUT, port: port(values) }),
  },
};

const HELP = `Dropfeed publishes a folder of articles as feeds.

  npm run build -- [CONTENT]    publish once
  npm run check -- [CONTENT]    say what is wrong, write nothing
  npm run dev -- [CONTENT]      publish, serve, and publish again what changes

Each takes --help.`;

function text(values: Values, name: string): string | undefined {
  const value = values[name];
  if (value === "") throw new RangeError(`--${name} is empty`);
  return typeof value === "string" ? value : undefined;
}

function url(values: Values): string | undefined {
  const value = text(values, "url");
  if (value === undefined || (/^https?:\/\/[^/]/i.test(value) && URL.canParse(value))) return value;
  throw new RangeError(`--url ${value} is no web address; write it as https://feeds.example.org`);
}

function instant(values: Values): number | undefined {
  const value = text(values, "now");
  if (value === undefined) return undefined;
  const day = /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0];
  const ms = day !== undefined && isDay(day) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(ms)) throw new RangeError(`--now ${value} is no instant; write it as 2026-11-23T10:00:00Z`);
  return ms;
}

/** Some of those that the calendar lacks JavaScript takes for days of the next month. */
function isDay(day: string): boolean {
  const ms = Date.parse(day);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day);
}

function port(values: Values): number {
  const value = text(values, "port") ?? String(PORT);
  const port = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
  if (Number.isNaN(port) || port > 65_535) throw new RangeError(`--port ${value} is no port; they go from 0 to 65535`);
  return port;
}
