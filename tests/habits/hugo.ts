/** A site of Hugo: TOML, YAML and JSON, bundles, sections, shortcodes. */
import { type Habit, type Meant, pick, siteOf, yaml, yamlList } from "./habit.ts";

export const hugo: Habit = (all) =>
  siteOf(
    all,
    (article, other) => ({
      path: pathOf(article),
      text: `${frontMatter(article)}\n${article.marker}\n\n<!--more-->\n\n${linkTo(article, other)}${shortcode(article)}`,
    }),
    {
      files: {
        "hugo.toml": 'baseURL = "https://example.org/"\ntitle = "A site"\n',
        "archetypes/default.md": '+++\ntitle = "{{ .Name }}"\ndate = {{ .Date }}\ndraft = true\n+++\n',
        "layouts/_default/single.html": '{{ define "main" }}{{ .Content }}{{ end }}',
        "content/_index.md": "---\ntitle: Home\n---\nWelcome.",
        "content/posts/_index.md": '+++\ntitle = "Posts"\n+++\n',
        "static/css/a.css": "a {}",
        "i18n/en.toml": "[x]\nother = 'x'\n",
        "data/x.json": '{"a": [1]}',
        "go.mod": "module x\n",
      },
      mayNote: [/is left out|not an article|no article|weight/],
    },
  );

const SECTIONS = ["content/posts", "content/blog/2024", "content/en/posts"];

function pathOf(article: Meant): string {
  const { name, day } = article;
  const section = SECTIONS[article.choice % SECTIONS.length] ?? "";
  return pick(
    article,
    [
      `${section}/${name}.md`,
      `${section}/${name}/index.md`,
      `${section}/${day}-${name}.md`,
      `${section}/${name}.en.md`,
      `${section}/${day}-${name}/index.md`,
    ].slice(0, 3),
  );
}

type Fields = readonly (readonly [key: string, value: unknown])[];

function fieldsOf(article: Meant): Fields {
  const { title, day, tags, author, isHidden } = article;
  const hiding = pick(article, [
    ["draft", true],
    ["publishDate", "2199-01-01"],
    ["expiryDate", "2000-01-01"],
    ["headless", true],
    ["build", { list: "never", render: "never" }],
    ["_build", { list: "never" }],
  ] as const);
  return [
    ["title", title],
    ["date", pick(article, [day, `${day}T10:00:00Z`, `${day}T10:00:00.5Z`])],
    ["tags", tags],
    pick(article, [
      ["author", author],
      ["authors", [author]],
      ["params", { author }],
    ] as const),
    ...(article.choice % 2 === 0 ? [["url", `/x/${article.name}/`] as const] : []),
    ...(article.choice % 3 === 0 ? [["aliases", [`/old/${article.name}/`]] as const] : []),
    ["weight", 10],
    ...(isHidden ? [hiding] : [["draft", false] as const]),
  ];
}

function frontMatter(article: Meant): string {
  const fields = fieldsOf(article);
  const date = String(fields.find(([key]) => key === "date")?.[1]);
  const [kind] = [article.choice % 3];
  if (kind === 0) return `${JSON.stringify(Object.fromEntries(fields), undefined, "  ")}\n`;
  const isTable = ([, value]: Fields[number]) => typeof value === "object" && !Array.isArray(value);
  const [flat, tables] = [fields.filter((field) => !isTable(field)), fields.filter(isTable)];
  if (kind === 1)
    return `+++\n${flat.map(([key, value]) => `${key} = ${key === "date" ? date : JSON.stringify(value)}\n`).join("")}${tables
      .map(
        ([key, value]) =>
          `[${key}]\n${Object.entries(value as object)
            .map(([name, each]) => `  ${name} = ${JSON.stringify(each)}\n`)
            .join("")}`,
      )
      .join("")}+++\n`;
  const lines = flat.map(([key, value]) => {
    if (Array.isArray(value)) return yamlList(key, value, article.choice);
    return typeof value === "string" && key !== "date"
      ? `${key}: ${yaml(value, article.choice)}\n`
      : `${key}: ${value}\n`;
  });
  return `---\n${lines.join("")}${tables
    .map(
      ([key, value]) =>
        `${key}:\n${Object.entries(value as object)
          .map(([name, each]) => `  ${name}: ${each}\n`)
          .join("")}`,
    )
    .join("")}---\n`;
}

function linkTo(article: Meant, other: Meant | undefined): string {
  if (other === undefined) return "";
  const path = pathOf(other).replace(/^content\//, "");
  const page = path.replace(/(?:\/index)?\.md$/, "");
  const forms = [
    `{{< relref "/${path}" >}}`,
    `{{< ref "${page}" >}}`,
    `{{% relref "/${page}" %}}`,
    `/${page}/`,
    `{{< ref "/${path}#" >}}`,
  ];
  return `See [the other](${pick(article, forms.slice(0, 4))}).\n\n`;
}

const shortcode = (article: Meant) =>
  pick(
    article,
    [
      "",
      "{{< youtube w7Ft2ymGmfc >}}\n",
      "{{< highlight go >}}\nx := 1\n{{< /highlight >}}\n",
      '{{< figure src="/no.png" title="A boat" >}}\n',
    ].slice(0, 3),
  );
