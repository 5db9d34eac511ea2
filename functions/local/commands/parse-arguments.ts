/** Parses the command line arguments into a command, and contains the help texts. */
import { parseArgs } from "node:util";

export type Command =
  | {
      readonly kind: "build";
      readonly content: string;
      readonly out: string;
      readonly url?: string;
      readonly now?: number;
      readonly state?: string;
      readonly force: boolean;
    }
  | {
      readonly kind: "check";
      readonly content: string;
      readonly url?: string;
      readonly now?: number;
      readonly all: boolean;
      readonly fixDates?: "offer" | "write";
    }
  | {
      readonly kind: "dev";
      readonly content: string;
      readonly out: string;
      readonly port: number;
      readonly host?: string;
    }
  | { readonly kind: "help"; readonly text: string }
  | { readonly kind: "version" }
  | { readonly kind: "wrong"; readonly reason: string };

const CONTENT = "seeds";
const OUT = "public";
const PORT = 8080;

/** `args` are the arguments after the program's name. */
export function parseArguments(args: readonly string[]): Command {
  const [name = "help", ...rest] = args;
  if (name === "help" || name === "--help" || name === "-h") return { kind: "help", text: HELP };
  if (name === "version" || name === "--version" || name === "-v") return { kind: "version" };
  const command = COMMANDS[name];
  if (command === undefined)
    return { kind: "wrong", reason: `unknown command "${name}"; the commands are ${Object.keys(COMMANDS).join(", ")}` };
  try {
    const { values, positionals } = parseArgs({ args: rest, options: command.options, allowPositionals: true });
    if (values.help) return { kind: "help", text: command.help };
    if (positionals.length > 1)
      return {
        kind: "wrong",
        reason: `expected one content folder, got ${positionals.length}: ${positionals.join(" ")}`,
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
const FLAG = { type: "boolean" } as const;
const TEXT = { type: "string" } as const;

const COMMANDS: Readonly<Record<string, CommandLine>> = {
  build: {
    help: `dropfeed build [CONTENT] [options]

Publishes the articles of a folder as RSS, Atom and JSON Feed documents, archives and pages.

  CONTENT           the folder of articles (${CONTENT})
  --out DIR         where the site goes (${OUT})
  --url URL         the site's address (site.json's "url", or http://localhost:${PORT}/)
  --now INSTANT     publish as of this time: 2026-11-23 or 2026-11-23T10:00:00Z (now)
  --state DIR       keep state there, so that the next build only publishes what changed
  --force           also if more than half of the site's articles will be removed

Exit codes: 0 success; 1 an article was rejected; 2 the build failed.`,
    options: { ...HELP_OPTION, out: TEXT, url: TEXT, now: TEXT, state: TEXT, force: FLAG },
    read: (content, values) => ({
      kind: "build",
      content,
      out: text(values, "out") ?? OUT,
      url: url(values),
      now: instant(values),
      state: text(values, "state"),
      force: values.force === true,
    }),
  },
  check: {
    help: `dropfeed check [CONTENT] [options]

Reads and renders everything, writes nothing, and reports problems and notes.

  CONTENT           the folder of articles (${CONTENT})
  --url URL         the site's address (site.json's "url", or http://localhost:${PORT}/)
  --now INSTANT     check as of this time (now)
  --all             a line for every problem and note, however many are alike
  --fix-dates       in a git checkout: print a date for each article without one, from its first commit
  --write           with --fix-dates: also put these dates into the front matter of the files

Exit codes: 0 no problems; 1 problems found; 2 the check failed.`,
    options: { ...HELP_OPTION, url: TEXT, now: TEXT, all: FLAG, "fix-dates": FLAG, write: FLAG },
    read: (content, values) => ({
      kind: "check",
      content,
      url: url(values),
      now: instant(values),
      all: values.all === true,
      fixDates: fixDates(values),
    }),
  },
  dev: {
    help: `dropfeed dev [CONTENT] [options]

Publishes, serves the site on this machine, and publishes again what you change.

  CONTENT           the folder of articles (${CONTENT})
  --out DIR         where the site goes (${OUT})
  --port N          the port to listen on (${PORT})
  --host HOST       also serve other devices on this network: 0.0.0.0, or a name or address of this machine`,
    options: { ...HELP_OPTION, out: TEXT, port: TEXT, host: TEXT },
    read: (content, values) => ({
      kind: "dev",
      content,
      out: text(values, "out") ?? OUT,
      port: port(values),
      host: host(values),
    }),
  },
};

const HELP = `Dropfeed publishes a folder of articles as feeds.

  dropfeed build [CONTENT]    publish once
  dropfeed check [CONTENT]    report problems, write nothing
  dropfeed dev [CONTENT]      publish, serve, and publish again what changes
  dropfeed --version

Where it is installed in a project, put npx in front; in a clone of it, npm run build -- [CONTENT] does the same.
Each command has --help.`;

function text(values: Values, name: string): string | undefined {
  const value = values[name];
  if (value === "") throw new RangeError(`--${name} is empty`);
  return typeof value === "string" ? value : undefined;
}

function fixDates(values: Values): "offer" | "write" | undefined {
  const isAsked = values["fix-dates"] === true;
  if (values.write === true && !isAsked) throw new RangeError("--write says what to do with the dates of --fix-dates");
  if (!isAsked) return undefined;
  return values.write === true ? "write" : "offer";
}

function url(values: Values): string | undefined {
  const value = text(values, "url");
  if (value === undefined || (/^https?:\/\/[^/]/i.test(value) && URL.canParse(value))) return value;
  throw new RangeError(`--url ${value} is not a web address; write it like https://feeds.example.org`);
}

function instant(values: Values): number | undefined {
  const value = text(values, "now");
  if (value === undefined) return undefined;
  const day = /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0];
  const ms = day !== undefined && isDay(day) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(ms))
    throw new RangeError(`--now ${value} is not a date or time; write it like 2026-11-23T10:00:00Z`);
  return ms;
}

/** Whether the day exists. JavaScript parses some nonexistent days, such as February 31, as days of the next month. */
function isDay(day: string): boolean {
  const ms = Date.parse(day);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day);
}

function host(values: Values): string | undefined {
  const value = text(values, "host")?.replace(/^\[(.*)\]$/, "$1");
  if (value === undefined || /^[\p{L}\p{N}.:_-]+$/u.test(value)) return value;
  throw new RangeError(`--host ${value} is not a host; write it like 0.0.0.0 or 192.168.1.5, without a port`);
}

function port(values: Values): number {
  const value = text(values, "port") ?? String(PORT);
  const port = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
  if (Number.isNaN(port) || port > 65_535)
    throw new RangeError(`--port ${value} is not a port; ports go from 0 to 65535`);
  return port;
}
