/** Feed readers and XML parsers of other languages, as programs: a document goes in, the titles and HTML of its items come out. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

export type Read = { readonly title?: string | null | undefined; readonly html?: string | null | undefined };

type Program = {
  readonly name: string;
  readonly isThere: boolean;
  readonly read: (document: string) => readonly Read[];
};

const PYTHON =
  ["/usr/bin/python3", "python3"].find((python) => succeeds(python, "-c", "import feedparser")) ?? "python3";
const SIMPLEPIE = "/usr/share/php/simplepie/autoloader.php";

export const programs: readonly Program[] = [
  program("Ruby's REXML", ["ruby", "rexml.rb"], succeeds("ruby", "-e", 'require "rexml/document"')),
  program("Ruby's rss", ["ruby", "rss.rb"], succeeds("ruby", "-e", 'require "rss"')),
  program("Python's feedparser", [PYTHON, "feedparser.py"], succeeds(PYTHON, "-c", "import feedparser")),
  program("Python's xml.etree", ["python3", "etree.py"], succeeds("python3", "--version")),
  program("Perl's XML::LibXML", ["perl", "libxml.pl"], succeeds("perl", "-MXML::LibXML", "-e", "1")),
  program("Perl's XML::Feed", ["perl", "xml-feed.pl"], succeeds("perl", "-MXML::Feed", "-e", "1")),
  program("PHP's SimpleXML", ["php", "simplexml.php"], succeeds("php", "-r", "new SimpleXMLElement('<a/>');")),
  program("SimplePie (PHP)", ["php", "simplepie.php"], succeeds("php", "-r", `require '${SIMPLEPIE}';`)),
  program("gofeed (Go)", ["go", "run", "gofeed.go"], succeeds("go", "vet", join(import.meta.dirname, "gofeed.go"))),
];

function program(name: string, [command = "", ...args]: readonly string[], isThere: boolean): Program {
  return {
    name,
    isThere,
    read(document) {
      const options = { cwd: import.meta.dirname, env: environment(), input: document, encoding: "utf8" } as const;
      const { status, stdout, stderr } = spawnSync(command, args, options);
      if (status !== 0) throw new Error(`${name}: ${stderr}`);
      return JSON.parse(stdout);
    },
  };
}

function succeeds(command: string, ...args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: "ignore", env: environment() }).status === 0;
}

function environment() {
  // Debian keeps Go's libraries as source, outside of modules.
  return { ...process.env, GO111MODULE: "off", GOPATH: "/usr/share/gocode", GOFLAGS: "", LC_ALL: "C.UTF-8" };
}
