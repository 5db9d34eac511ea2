/** The npm package, in a folder that has nothing but it. */
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { type App, installPackage } from "./packed-app.ts";

let app: App;
beforeAll(() => {
  app = installPackage();
  app.write("ferry.md", "---\ntitle: The ferry\ndate: 2026-11-01\n---\nIt runs again.\n");
  app.write("bad.md", "---\ntitle: Bad\ndate: 2026-09-31\n---\nText.\n");
}, 180_000);
afterAll(() => app.remove());

/** In bytes. CDK and esbuild alone would be ten times as much. */
const MAX_INSTALLED = 8_000_000;

function filesIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

describe("the installed package", () => {
  it("is small, and brings no other package", () => {
    const modules = join(app.folder, "node_modules");
    expect(readdirSync(modules).filter((name) => !name.startsWith("."))).toEqual(["dropfeed"]);
    const size = filesIn(modules).reduce((sum, path) => sum + lstatSync(path).size, 0);
    expect(size).toBeLessThan(MAX_INSTALLED);
  });

  it("holds no source, no sample article, and the licenses of what it bundles", () => {
    const names = filesIn(join(app.folder, "node_modules/dropfeed")).join("\n");
    expect(names).not.toMatch(/seeds|(?<!\.d)\.ts$|tests|bundle\.mjs|app\.mjs/m);
    const licenses = readFileSync(join(app.folder, "node_modules/dropfeed/dist/licenses.txt"), "utf8");
    for (const name of ["feed", "markdown-it", "parse5", "@aws-sdk/client-s3"])
      expect(licenses).toMatch(new RegExp(`^${name} \\d[^\\n]*: \\S`, "m"));
  });

  it("tells its version", () => {
    expect(app.npx("dropfeed", "--version")).toEqual({
      ...{ status: 0, signal: null, pid: expect.anything(), output: expect.anything() },
      ...{ stdout: `${manifest.version}\n`, stderr: "" },
    });
  });

  it("builds and checks a folder by npx", () => {
    app.write("package-lock.json", "{}"); // Of the app: no article, and not the package's.
    const folder = "articles";
    const made = app.node(
      "-e",
      `fs.mkdirSync("${folder}"); for (const n of ["ferry.md", "bad.md"]) fs.copyFileSync(n, "${folder}/" + n)`,
    );
    expect(made.status, made.stderr).toBe(0);
    const built = app.npx("dropfeed", "build", folder, "--out", "site", "--url", "https://feeds.example.org");
    expect(built).toMatchObject({ status: 1, stdout: expect.stringContaining("1 published, 1 rejected") });
    expect(readFileSync(join(app.folder, "site/feed.xml"), "utf8")).toContain("<title>The ferry</title>");
    const checked = app.npx("dropfeed", "check", folder);
    expect(checked).toMatchObject({ status: 1, stderr: expect.stringMatching(/bad\.md:3: date: .*is not a date/) });
  });

  it("exports these names from its library, and no others", () => {
    const ended = app.node("-e", `import("dropfeed").then((all) => console.log(Object.keys(all).join(" ")))`);
    expect(ended).toMatchObject({ status: 0, stdout: "InvalidSettingsError publish readArticle renderFeed version\n" });
  });

  it("publishes a folder from a program, in worker threads that it brings along", () => {
    app.write(
      "publish.mjs",
      `import { publish } from "dropfeed";
       const { articles, messages } = await publish("articles", { out: "site-2", url: "https://feeds.example.org" });
       console.log(JSON.stringify({ articles, bad: messages.find(({ kind }) => kind === "problem") }));`,
    );
    const ended = app.node("publish.mjs");
    expect(ended.stderr).toBe("");
    expect(JSON.parse(ended.stdout)).toMatchObject({
      articles: { published: 1, rejected: 1, hidden: 0 },
      bad: { path: "bad.md", line: 3 },
    });
    expect(readFileSync(join(app.folder, "site-2/feed.xml"), "utf8")).toBe(
      readFileSync(join(app.folder, "site/feed.xml"), "utf8"),
    );
  });

  it("has types that need no other package", () => {
    app.write(
      "library.ts",
      `import { type Article, type FeedDocuments, publish, readArticle, renderFeed, InvalidSettingsError } from "dropfeed";
       const reading = readArticle("a.md", "Text");
       const article: Article | undefined = reading.kind === "article" ? reading.article : undefined;
       const feeds: FeedDocuments = renderFeed(article ? [{ path: "a.md", article }] : [], { title: "T" });
       const { files } = await publish({ "a.md": "Text" }, { url: "https://feeds.example.org", now: new Date(0) });
       const bytes: Uint8Array | undefined = files.get("feed.xml");
       const { messages } = await publish("folder", { out: new URL("file:///out"), force: true });
       const [line]: readonly (number | undefined)[] = messages.map((message) => message.line);
       // @ts-expect-error There is no such format.
       feeds.rdf;
       // @ts-expect-error Dates are no texts here.
       await publish("folder", { now: "today" });
       export { bytes, line, InvalidSettingsError };`,
    );
    expect(app.typeErrors("library.ts")).toBe("");
  });

  it("brings JSON Schemas that editors and programs find by name", () => {
    const schemas = ["site", "feed", "feed-item"].map((name) => `require("dropfeed/schema/${name}.json").title`);
    app.write("schemas.cjs", `console.log([${schemas}].join("; "))`);
    expect(app.node("schemas.cjs").stdout).toBe(
      "site.json of Dropfeed; A feed of Dropfeed; An item of a feed of Dropfeed\n",
    );
  });
});

describe("its construct", () => {
  const STACK = `import { App, Stack } from "aws-cdk-lib";
    import { Dropfeed } from "dropfeed/cdk";
    const app = new App({ outdir: "cdk.out" });
    const stack = new Stack(app, "Mine");
    const site = new Dropfeed(stack, "Feeds", { ephemeral: true, hubs: ["https://hub.example.org/"] });`;

  beforeAll(() => {
    for (const name of ["aws-cdk-lib", "constructs"]) app.link(name);
  });

  it("makes a site in a stack of another app", () => {
    app.write("stack.mjs", `${STACK}\nnew Dropfeed(stack, "More");\napp.synth();`);
    const ended = app.node("stack.mjs");
    expect(ended.status, ended.stderr).toBe(0);
    const template = JSON.parse(readFileSync(join(app.folder, "cdk.out/Mine.template.json"), "utf8"));
    const types = Object.values(template.Resources as Record<string, { Type: string }>).map(({ Type }) => Type);
    const numberOf = (type: string) => types.filter((each) => each === type).length;
    expect(numberOf("AWS::CloudFront::Distribution")).toBe(2);
    expect(numberOf("AWS::Lambda::Function")).toBe(2);
  });

  it("deploys the function that the package brings, without sample articles", () => {
    const assets = readdirSync(join(app.folder, "cdk.out")).filter((name) => name.startsWith("asset."));
    expect(assets).toHaveLength(1);
    const names = readdirSync(join(app.folder, "cdk.out", assets[0] ?? ""));
    expect(names).toContain("index.mjs");
    expect(names).not.toContain("seeds");
  });

  it("says which value is wrong", () => {
    app.write("wrong.mjs", `${STACK}\nnew Dropfeed(stack, "Wrong", { alarmEmail: "nobody" });`);
    expect(app.node("wrong.mjs")).toMatchObject({ status: 1, stderr: expect.stringContaining("alarmEmail: ") });
  });

  it("has types", () => {
    app.write(
      "stack.ts",
      `${STACK}
       site.content.grantRead(site.publisher);
       const url: string = site.url;
       // @ts-expect-error There is no such property.
       new Dropfeed(stack, "Wrong", { email: "ann@example.org" });
       export { url };`,
    );
    expect(app.typeErrors("stack.ts", ["--skipLibCheck"])).toBe("");
  });
});
