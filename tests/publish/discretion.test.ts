/** Law 8: no sign that an article is not public is ever overlooked, in any dialect, format or spelling. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allOf, catchUp, newWorld, START, settle, write } from "./simulated-site.ts";

const MARKER = "unspoken7secret";

type Sign = readonly [key: string, value: unknown];

const TRUE = [true, "true", "yes", "True", "on"];
const FALSE = [false, "false", "no", "off"];
const each = (keys: readonly string[], values: readonly unknown[]): Sign[] =>
  keys.flatMap((key) => values.map((value): Sign => [key, value]));

/** Each alone hides the article or stops it with an error. */
const SIGNS: readonly Sign[] = [
  ...each(["draft", "drafts", "isDraft", "is_draft", "_draft", "is-draft", "unpublished", "private", "hidden"], TRUE),
  ...each(["published", "publish", "public", "dg-publish", "isPublished"], FALSE),
  ...each(
    ["status", "post_status"],
    ["draft", "Draft", "private", "pending", "in progress", "unpublished", "idea", "hidden"],
  ),
  ...each(["visibility"], ["private", "draft", "members", "hidden", "paid"]),
  ...each(["password"], ["swordfish", "1234"]),
  ...each(["publishDate", "publish_date", "pubDate", "embargo", "date"], ["2099-01-01", "2099-01-01T10:00:00Z"]),
  ...each(["expires", "expiryDate", "unpublishDate", "expiry_date"], ["2020-01-01"]),
  // Not understood, or misspelled: never the public reading.
  ...each(["draft", "published", "private", "hidden"], ["perhaps", "2 of 3", ""]),
  ...each(["publishDate", "expiryDate"], ["soon", "31 September 2023"]),
  ...each(["drfat", "darft", "draf", "isdrfat", "privat", "hiden"], [true, "maybe"]),
  ...each(["pubilshed", "publishd", "plublish"], [false, "maybe"]),
  ...each(["statsu", "stauts", "visibilty"], ["draft", "private"]),
  ...each(["layout", "stage"], ["draft"]),
  ...each(["email_only", "saveAsDraft", "paywall", "premium", "requires_login"], [true, "yes"]),
  ...each(["ready", "approved", "reviewed", "enabled", "online", "live"], [false, "no"]),
  ...each(["audience", "security"], ["only_paid", "friends", "members"]),
  ...each(["state", "workflow_status"], ["queued", "in review"]),
];

/** Words around it that change nothing. */
const NOISE: readonly Sign[] = [
  ["tags", "one, two"],
  ["description", "Plain words"],
  ["weight", 3],
  ["layout", "post"],
  ["categories", "sea"],
  ["status", "published"],
  ["published", true],
  ["draft", false],
  ["unlisted", true],
  ["lastmod", "2023-02-01"],
];

type Fields = readonly Sign[];
type Dialect = (fields: Fields) => string;

const plain = (value: unknown) => String(value);
const capital = (key: string) => key.charAt(0).toUpperCase() + key.slice(1);
const yaml = (fields: Fields) => fields.map(([key, value]) => `${key}: ${plain(value)}\n`).join("");
const toml = (fields: Fields) => fields.map(([key, value]) => `${key} = ${JSON.stringify(value)}\n`).join("");
const json = (fields: Fields) => JSON.stringify(Object.fromEntries(fields), undefined, 2);

const DIALECTS: Readonly<Record<string, Dialect>> = {
  yaml: (fields) => `---\n${yaml(fields)}---\n`,
  "yaml, quoted": (fields) =>
    `---\n${fields.map(([key, value]) => `"${key}": ${JSON.stringify(value)}\n`).join("")}---\n`,
  "yaml, capitals": (fields) =>
    `---\n${fields.map(([key, value]) => `${capital(key)}: ${plain(value)}\n`).join("")}---\n`,
  "yaml, flow": (fields) => `---\n${json(fields).replaceAll("\n", " ")}\n---\n`,
  "yaml, Windows": (fields) => `\ufeff---\r\n${yaml(fields).replaceAll("\n", "\r\n")}---\r\n`,
  "yaml, a comment each": (fields) =>
    `---\n${fields.map(([key, value]) => `${key}: ${JSON.stringify(value)} # why\n`).join("")}---\n`,
  toml: (fields) => `+++\n${toml(fields)}+++\n`,
  "toml, in extra": ([title, ...rest]) => `+++\n${title ? toml([title]) : ""}[extra]\n${toml(rest)}+++\n`,
  "toml, in params": ([title, ...rest]) => `+++\n${title ? toml([title]) : ""}[params]\n${toml(rest)}+++\n`,
  json: (fields) => `${json(fields)}\n\n`,
  header: (fields) => `${fields.map(([key, value]) => `${capital(key)}: ${plain(value)}`).join("\n")}\n\n`,
  "long dashes": (fields) => `———\n${yaml(fields)}———\n`,
  "indented fence": (fields) => `  ---\n${yaml(fields)}  ---\n`,
  "code block": (fields) => `\`\`\`yaml\n${yaml(fields)}\`\`\`\n`,
};

/** Forms in which a misspelled or foreign key cannot be told from prose, so that only certain signs are tried. */
const isCertain = ([key, value]: Sign) =>
  /^(?:draft|published|private|unpublished)$/.test(key) && typeof value === "boolean";
const LOOSE: ReadonlySet<string> = new Set(["header", "long dashes", "indented fence", "code block"]);

const fields = fc
  .tuple(fc.constantFrom(...SIGNS), fc.subarray([...NOISE], { maxLength: 3 }), fc.nat())
  .map(([sign, noise, at]): { sign: Sign; fields: Fields } => {
    const others = noise.filter(([key]) => key !== sign[0]);
    const place = at % (others.length + 1);
    const title: Sign = ["title", `${MARKER} title`];
    return { sign, fields: [title, ...others.slice(0, place), sign, ...others.slice(place)] };
  });

const article = fc
  .tuple(fields, fc.constantFrom(...Object.keys(DIALECTS)), fc.constantFrom("md", "txt", "html"))
  .map(([{ sign, fields }, name, format]) => {
    const [title] = fields;
    const known: Fields = LOOSE.has(name) && !isCertain(sign) ? [...(title ? [title] : []), ["draft", true]] : fields;
    return { path: format, text: `${DIALECTS[name]?.(known)}\n${MARKER} body\n` };
  });

const item = fc.tuple(fields, fc.boolean()).map(([{ sign, fields }, isExtension]) => {
  const [title, ...rest] = fields;
  const own = {
    content_text: `${MARKER} body`,
    date_published: "2023-01-05",
    ...Object.fromEntries(title ? [title] : []),
  };
  const isDropfeed = isExtension && isCertain(sign);
  const all = isDropfeed ? { ...own, _dropfeed: Object.fromEntries([sign]) } : { ...own, ...Object.fromEntries(rest) };
  return { path: "json", text: JSON.stringify(all) };
});

describe("Discretion", () => {
  it("keeps every byte of what is not public out of every document", { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 4, arbitrary: article }, item), { minLength: 10, maxLength: 10 }),
        async (files) => {
          const world = newWorld({ rebuildSize: 100, archivePageSize: 10 });
          await write(world, "public.md", "---\ntitle: Seen\ndate: 2023-01-05\n---\nSeen.");
          for (const [at, { path, text }] of files.entries()) await write(world, `a${at}.${path}`, text);
          await catchUp(world);
          const leaks = (await allOf(world.stores.site)).filter(({ body }) => Buffer.from(body).includes(MARKER));
          const texts = files.map(({ path, text }, at) => `a${at}.${path}\n${text}`).join("\n");
          expect(
            leaks.map(({ key }) => `${key}`),
            texts,
          ).toEqual([]);
        },
      ),
      { numRuns: Number(process.env.RUNS ?? 120) },
    );
  });

  it.each(Object.entries(DIALECTS).filter(([name]) => !/dash|fence|block/.test(name)))(
    "publishes what says that it is public: %s",
    async (_, dialect) => {
      const world = newWorld();
      const fields: Fields = [
        ["title", `${MARKER} title`],
        ["draft", false],
        ["status", "Published"],
        ["public", true],
        ["date", "2023-01-05"],
      ];
      for (const format of ["md", "txt", "html"]) await write(world, `a.${format}`, `${dialect(fields)}\nText`);
      await settle(world);
      const [feed] = await allOf(world.stores.site, "feed.json");
      const titles = JSON.parse(Buffer.from(feed?.body ?? "").toString()).items.map(
        (each: { title: string }) => each.title,
      );
      expect(titles).toEqual(Array(3).fill(`${MARKER} title`));
    },
  );

  it("shows an unlisted article on its page alone", async () => {
    const world = newWorld();
    await write(world, "site.json", JSON.stringify({ title: "S" }));
    await write(
      world,
      "a.md",
      `---\ntitle: ${MARKER}\ndate: 2023-01-05\nunlisted: true\ntags: [${MARKER}tag]\nauthor: ${MARKER}x\n---\nText`,
    );
    await settle(world);
    const found = (await allOf(world.stores.site)).filter(({ body }) => Buffer.from(body).includes(MARKER));
    expect(found.map(({ key }) => `${key}`)).toEqual(["articles/a/index.html"]);
    expect(Buffer.from(found[0]?.body ?? "").toString()).toContain('<meta name="robots" content="noindex">');
  });

  it("shows an article from its last date on, under the date that it names", async () => {
    const world = newWorld();
    const later = new Date(START + 60_000).toISOString();
    await write(world, "a.md", `---\ntitle: ${MARKER}\ndate: 2023-01-05\npublishDate: ${later}\n---\nText`);
    await catchUp(world);
    const documents = async () =>
      (await allOf(world.stores.site)).filter(({ body }) => Buffer.from(body).includes(MARKER));
    expect(await documents()).toEqual([]);
    world.clock.now += 120_000;
    await catchUp(world);
    expect((await documents()).map(({ key }) => `${key}`)).toContain("archive/2023-01/index.html");
  });
});
