/** Sites of tools whose articles are Markdown with YAML: Eleventy, Astro, Docusaurus, Gatsby, VitePress, mkdocs-material. */
import { type Habit, type Meant, pick, siteOf, yaml, yamlList } from "./habit.ts";

const link = (other: Meant | undefined, address: string) =>
  other === undefined ? "" : `See [the other](${address}).\n`;

export const eleventy: Habit = (all) => {
  const pathOf = ({ name, day, choice }: Meant) => `src/posts/${choice % 2 === 0 ? `${day}-` : ""}${name}.md`;
  return siteOf(
    all,
    (article, other) => {
      const hiding = pick(article, ["draft: true\n", "permalink: false\n", "date: 2199-01-01\n"]);
      const date =
        article.isHidden && hiding.startsWith("date")
          ? ""
          : `date: ${pick(article, [article.day, `${article.day}T10:00:00Z`])}\n`;
      const address =
        other &&
        pick(article, [`/posts/${other.name}/`, `/${pathOf(other).slice(4)}`, `./${pathOf(other).split("/").at(-1)}`]);
      return {
        path: pathOf(article),
        text: `---\ntitle: ${yaml(article.title, article.choice)}\n${date}author: ${article.author}\n${yamlList("tags", article.tags, article.choice)}${article.isHidden ? hiding : ""}---\n${article.marker}\n\n${link(other, address ?? "")}`,
      };
    },
    {
      files: {
        ".eleventy.js": "module.exports = {}",
        "eleventy.config.mjs": "export default {}",
        "src/posts/posts.json": '{"layout": "post.njk", "tags": ["posts"]}',
        "src/posts/posts.11tydata.js": "export default {}",
        "src/_includes/post.njk": "<article>{{ content }}</article>",
        "src/_data/metadata.json": '{"title": "A site"}',
        "src/index.njk": "---\nlayout: home.njk\n---\n",
        "package.json": '{"name": "x"}',
        "README.md": "# The site",
      },
      mayNote: [/is left out|not an article|no article|is not read/],
    },
  );
};

export const astro: Habit = (all) => {
  const isMdx = ({ choice }: Meant) => choice % 2 === 0;
  const pathOf = (article: Meant) => `src/content/blog/${article.name}.${isMdx(article) ? "mdx" : "md"}`;
  return siteOf(
    all,
    (article, other) => {
      const hiding = pick(article, ["draft: true\n", "isDraft: true\n", "published: false\n"]);
      const date = new Date(`${article.day}T00:00:00Z`);
      const words = `${date.toLocaleString("en-US", { month: "short", timeZone: "UTC" })} ${article.day.slice(8)} ${article.day.slice(0, 4)}`;
      const pubDate = pick(article, [`'${words}'`, article.day, `"${article.day}"`]);
      const statements = isMdx(article)
        ? 'import Chart from "../../components/Chart.astro";\nexport const x = 1;\n\n'
        : "";
      const component = isMdx(article) ? "\n<Chart client:load data={[1, 2]} />\n\n{/* a comment */}\n" : "";
      const address =
        other &&
        pick(article, [
          `/blog/${other.name}/`,
          `/blog/${other.name}`,
          `./${pathOf(other).split("/").at(-1)}`,
          `../${other.name}/`,
        ]);
      return {
        path: pathOf(article),
        text: `---\ntitle: ${yaml(article.title, article.choice)}\ndescription: "Some words."\npubDate: ${pubDate}\nauthor: ${article.author}\n${yamlList("tags", article.tags, article.choice)}${article.isHidden ? hiding : ""}---\n\n${statements}${article.marker}\n\n${link(other, address ?? "")}${component}`,
      };
    },
    {
      files: {
        "src/content/config.ts": "export {}",
        "src/content.config.ts": "export {}",
        "src/pages/index.astro": "---\n---\n<html></html>",
        "src/pages/blog/[...slug].astro": "---\n---\n",
        "src/consts.ts": "export {}",
        "astro.config.mjs": "export default {}",
        "tsconfig.json": "{}",
        "package.json": "{}",
        "public/favicon.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
      },
      mayNote: [/is left out|Chart|expression|import|export|component|is not read|left out a comment/],
    },
  );
};

const KEYS: Readonly<Record<string, string>> = { "Ann Lee": "ann", "Bo Chen": "bo", "Zoë Ström": "zoe" };

export const docusaurus: Habit = (all) => {
  const isBundle = ({ choice }: Meant) => choice % 2 === 0;
  const pathOf = (article: Meant) => `blog/${article.day}-${article.name}${isBundle(article) ? "/index.mdx" : ".md"}`;
  return siteOf(
    all,
    (article, other) => {
      const { title, author, choice, day, name } = article;
      const people = pick(article, [
        `authors: [${KEYS[author]}]\n`,
        `authors: ${KEYS[author]}\n`,
        `authors:\n  - name: ${author}\n    title: Writer\n    url: https://example.org/\n`,
      ]);
      const slug = choice % 3 === 0 ? `slug: ${name}\n` : choice % 3 === 1 ? `slug: /x/${name}\n` : "";
      const hiding = pick(article, ["draft: true\n", "date: 2199-01-01\n"]);
      const date = choice % 4 === 0 && !article.isHidden ? `date: ${day}T10:00\n` : "";
      const address =
        other &&
        pick(article, [
          `/blog/${other.name}`,
          isBundle(article) ? `../${pathOf(other).slice(5)}` : `./${pathOf(other).slice(5)}`,
          `@site/${pathOf(other)}`,
        ]);
      const cut = isBundle(article) ? "{/* truncate */}" : "<!-- truncate -->";
      return {
        path: pathOf(article),
        text: `---\n${slug}title: ${yaml(title, choice)}\n${people}${yamlList("tags", article.tags, choice)}${date}${article.isHidden ? hiding : ""}hide_table_of_contents: true\n---\n\n${article.marker}\n\n${cut}\n\n${link(other, address ?? "")}\n:::tip[Mind]\n\nA hint.\n\n:::\n`,
      };
    },
    {
      files: {
        "blog/authors.yml":
          "ann:\n  name: Ann Lee\n  title: Writer\nbo:\n  name: Bo Chen\nzoe:\n  name: Zoë Ström\n  url: https://example.org/zoe\n",
        "blog/tags.yml": "sea:\n  label: Sea\n",
        "docusaurus.config.js": "module.exports = {}",
        "sidebars.js": "module.exports = {}",
        "static/.nojekyll": "",
        "src/pages/index.js": "export default 1",
        "package.json": "{}",
      },
      mayNote: [/is left out|hide_table_of_contents|is not read/],
    },
  );
};

export const gatsby: Habit = (all) => {
  const pathOf = ({ name, choice }: Meant) =>
    choice % 2 === 0 ? `content/blog/${name}/index.md` : `content/blog/${name}.mdx`;
  return siteOf(
    all,
    (article, other) => {
      const { title, day, choice, author } = article;
      const date = pick(article, [`"${day}T10:12:03.284Z"`, `'${day}'`, day]);
      const hiding = pick(article, ["draft: true\n", "published: false\n", "status: draft\n"]);
      const address =
        other &&
        pick(article, [
          `/${other.name}/`,
          `/blog/${other.name}/`,
          choice % 2 === 0 ? `../${other.name}/` : `/${other.name}`,
        ]);
      return {
        path: pathOf(article),
        text: `---\ntitle: ${yaml(title, choice)}\ndate: ${date}\ndescription: "Words."\nauthor: ${author}\n${yamlList("tags", article.tags, choice)}${article.isHidden ? hiding : ""}---\n\n${article.marker}\n\n${link(other, address ?? "")}`,
      };
    },
    {
      files: {
        "gatsby-config.js": "module.exports = {}",
        "gatsby-node.js": "",
        "src/pages/index.js": "",
        "package.json": "{}",
        LICENSE: "MIT",
      },
      mayNote: [/is left out|is not read/],
    },
  );
};

export const vitepress: Habit = (all) => {
  const pathOf = ({ name }: Meant) => `posts/${name}.md`;
  return siteOf(
    all,
    (article, other) => {
      const { title, day, choice, author } = article;
      const hiding = pick(article, ["draft: true\n", "published: false\n", "hidden: true\n"]);
      const address =
        other &&
        pick(
          article,
          [
            `./${other.name}`,
            `./${other.name}.md`,
            `/posts/${other.name}`,
            `/posts/${other.name}.html`,
            `./${other.name}#top`,
          ].slice(0, 4),
        );
      const container = pick(article, [
        "::: tip\nA hint.\n:::\n",
        "::: warning Mind\nA hint.\n:::\n",
        "## Part {#part}\n\n[up](#part)\n",
        "",
      ]);
      return {
        path: pathOf(article),
        text: `---\ntitle: ${yaml(title, choice)}\ndate: ${pick(article, [day, `${day} 10:00:00`])}\nauthor: ${author}\n${yamlList("tags", article.tags, choice)}${article.isHidden ? hiding : ""}---\n\n${article.marker}\n\n---\n\n${link(other, address ?? "")}\n${container}`,
      };
    },
    {
      files: {
        ".vitepress/config.mts": "export default {}",
        "index.md": "---\nlayout: home\nhero:\n  name: X\n---\n",
        "posts/index.md": "---\ntitle: Posts\n---\n<script setup>\nimport x from 'y'\n</script>\n",
        "package.json": "{}",
      },
      mayNote: [/is left out|not an article|no article|index of/],
    },
  );
};

export const mkdocs: Habit = (all) => {
  const pathOf = ({ name, choice, day }: Meant) =>
    `docs/blog/posts/${choice % 2 === 0 ? `${day.slice(0, 4)}/` : ""}${name}.md`;
  return siteOf(
    all,
    (article, other) => {
      const { title, day, choice, author } = article;
      const date = pick(article, [`date: ${day}\n`, `date:\n  created: ${day}\n  updated: 2025-01-02\n`]);
      const hiding = pick(article, ["draft: true\n", "draft: yes\n"]);
      const target = other && pathOf(other).slice("docs/blog/posts/".length);
      const address = choice % 2 === 0 ? `../${target}` : target;
      const named = pick(article, ["title", "heading"]);
      return {
        path: pathOf(article),
        text: `---\n${named === "title" ? `title: ${yaml(title, choice)}\n` : ""}${date}authors:\n  - ${KEYS[author]}\n${yamlList("categories", article.tags, choice)}slug: ${article.name}\n${article.isHidden ? hiding : ""}---\n\n${named === "heading" ? `# ${title.replace(/[<[\]]/g, "\\$&")}\n\n` : ""}${article.marker}\n\n<!-- more -->\n\n${link(other, address ?? "")}\n!!! note "Mind"\n\n    A hint.\n`,
      };
    },
    {
      files: {
        "mkdocs.yml": "site_name: X\n",
        "docs/blog/index.md": "# Blog\n",
        "docs/index.md": "# Home\n\nWelcome.\n",
        "docs/blog/.authors.yml":
          "authors:\n  ann:\n    name: Ann Lee\n    description: Writer\n    avatar: https://example.org/a.png\n  bo:\n    name: Bo Chen\n    description: x\n  zoe:\n    name: Zoë Ström\n    description: x\n",
        "requirements.txt": "mkdocs-material\n",
      },
      mayNote: [/is left out|not an article|no article|index of/],
    },
  );
};
