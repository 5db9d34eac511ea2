/** Sites of tools with dialects of their own: Zola, Pelican, Hexo, Nikola; and of writers: Obsidian, exports, folders of letters. */
import { type Habit, type Meant, pick, siteOf, yaml, yamlList } from "./habit.ts";

const link = (other: Meant | undefined, address: string) =>
  other === undefined ? "" : `See [the other](${address}).\n`;

export const zola: Habit = (all) => {
  const pathOf = ({ name, choice, day }: Meant) =>
    `content/blog/${["", `${day}-`, `${day}_`][choice % 3]}${name}${choice % 2 === 0 ? "/index" : ""}.md`;
  return siteOf(
    all,
    (article, other) => {
      const { title, day, choice, author, tags } = article;
      const date = choice % 3 === 0 ? `date = ${pick(article, [day, `${day}T10:00:00Z`, `"${day}"`])}\n` : "";
      const page = article.isHidden
        ? "draft = true\n"
        : pick(article, ["", "draft = false\n", `path = "x/${article.name}"\n`, `slug = "${article.name}"\n`]);
      return {
        path: pathOf(article),
        text: `+++\ntitle = ${JSON.stringify(title)}\n${date}authors = [${JSON.stringify(author)}]\n${page}template = "page.html"\n\n[taxonomies]\ntags = ${JSON.stringify(tags)}\n\n[extra]\ntoc = true\n+++\n\n${article.marker}\n\n<!-- more -->\n\n${link(other, `@/${other && pathOf(other).slice(8)}`)}`,
      };
    },
    {
      files: {
        "config.toml": 'base_url = "x"\n',
        "content/_index.md": "+++\ntitle = 'Home'\n+++\n",
        "content/blog/_index.md": '+++\nsort_by = "date"\n+++\n',
        "templates/page.html": "{% extends 'x' %}",
        "sass/a.scss": "a {}",
      },
      mayNote: [/is left out|not an article|template|toc/],
    },
  );
};

export const pelican: Habit = (all) => {
  const pathOf = ({ name, choice }: Meant) => `content/${choice % 2 === 0 ? "sea/" : ""}${name}.md`;
  return siteOf(
    all,
    (article, other) => {
      const { title, day, choice, author, tags, name } = article;
      const status = article.isHidden
        ? pick(article, ["Status: draft\n", "Status: hidden\n"])
        : pick(article, ["", "Status: published\n"]);
      const people = pick(article, [`Author: ${author}\n`, `Authors: ${author}\n`]);
      const target = other && pathOf(other).slice(8);
      const address = pick(article, [
        `{filename}/${target}`,
        `{filename}${choice % 2 === 0 ? "../" : ""}${target}`,
        `|filename|/${target}`,
      ]);
      return {
        path: pathOf(article),
        text: `Title: ${title}\nDate: ${day}${pick(article, ["", " 10:20", " 10:20:30"])}\nModified: 2025-01-02\n${tags.length > 0 ? `Tags: ${tags.join(", ")}\n` : ""}Slug: ${name}\n${people}Summary: Some words.\n${status}\n${article.marker}\n\n${link(other, address)}`,
      };
    },
    {
      files: { "pelicanconf.py": "AUTHOR = 'x'\n", "publishconf.py": "", Makefile: "all:\n", "tasks.py": "" },
      mayNote: [/is left out/],
    },
  );
};

export const hexo: Habit = (all) => {
  const pathOf = ({ name, isHidden, choice }: Meant) =>
    isHidden && choice % 2 === 0 ? `source/_drafts/${name}.md` : `source/_posts/${name}.md`;
  return siteOf(
    all,
    (article, other) => {
      const { title, day, choice, author, tags, isHidden } = article;
      const hiding = isHidden && choice % 2 === 1 ? "published: false\n" : "";
      const address =
        other && pick(article, [`/${day && other.day.replaceAll("-", "/")}/${other.name}/`, `/${other.name}/`]);
      const written = pick(article, ["link", "post_link"]);
      const see =
        written === "link" || other === undefined ? link(other, address ?? "") : `See {% post_link ${other.name} %}.\n`;
      const opening = choice % 5 === 0 ? "" : "---\n";
      return {
        path: pathOf(article),
        text: `${opening}title: ${yaml(title, choice)}\ndate: ${day} 10:46:25\nauthor: ${author}\n${categories(tags, choice)}${hiding}---\n\n${article.marker}\n\n<!-- more -->\n\n${see}`,
      };
    },
    {
      files: {
        "_config.yml": "title: X\n",
        "scaffolds/post.md": "---\ntitle: {{ title }}\ndate: {{ date }}\ntags:\n---\n",
        "scaffolds/draft.md": "---\ntitle: {{ title }}\ntags:\n---\n",
        "themes/x/layout/index.ejs": "",
        "themes/x/README.md": "# Theme",
        "package.json": "{}",
      },
      mayNote: [/is left out|not an article|template/],
    },
  );
};

export const nikola: Habit = (all) => {
  const pathOf = ({ name, choice }: Meant) => `posts/${choice % 2 === 0 ? "2024/" : ""}${name}.md`;
  return siteOf(
    all,
    (article, other) => {
      const { title, day, author, tags, name, isHidden } = article;
      const status = isHidden ? pick(article, ["draft", "private"]) : pick(article, ["", "published", "featured"]);
      const lines = [
        ["title", title],
        ["slug", name],
        ["date", `${day} 10:52:05 UTC`],
        ["tags", tags.join(", ")],
        ["author", author],
        ["link", ""],
        ["description", ""],
        ["type", "text"],
        ...(status ? [["status", status]] : []),
      ];
      const header = lines.map(([key, value]) => `.. ${key}: ${value}\n`).join("");
      const address =
        other && pick(article, [`link://slug/${other.name}`, `/posts/${other.name}/`, `/posts/${other.name}.html`]);
      return {
        path: pathOf(article),
        text: `${pick(article, [`<!--\n${header}-->\n\n`, `${header}\n`])}${article.marker}\n\n${link(other, address ?? "")}`,
      };
    },
    {
      files: {
        "conf.py": "BLOG_TITLE = 'X'\n",
        "pages/about.md": "<!--\n.. title: About\n.. slug: about\n.. status: draft\n-->\nAbout.",
      },
      mayNote: [/is left out|type/],
    },
  );
};

export const obsidian: Habit = (all) => {
  const fileOf = ({ name }: Meant) => name.replaceAll("-", " ").replace(/^./, (letter) => letter.toUpperCase());
  return siteOf(
    all,
    (article, other) => {
      const { day, choice, author, tags, isHidden } = article;
      const hiding = isHidden ? pick(article, ["publish: false\n", "draft: true\n", "dg-publish: false\n"]) : "";
      const see =
        other === undefined
          ? ""
          : `See ${pick(article, [`[[${fileOf(other)}]]`, `[[${fileOf(other)}|the other]]`, `[[${choice % 2 === 0 ? "Notes/" : "Notes/"}${fileOf(other)}]]`, `[the other](${encodeURIComponent(fileOf(other))}.md)`, `[the other](<${fileOf(other)}.md>)`])}.\n`;
      return {
        path: `Notes/${fileOf(article)}.md`,
        title: fileOf(article),
        text: `---\naliases:\n  - Another ${choice}\n${yamlList("tags", tags, choice)}created: ${pick(article, [day, `${day}T10:11`, `${day}T10:11:12`])}\nauthor: "${pick(article, [author, `[[${author}]]`])}"\ncssclasses:\n  - wide\n${hiding}---\n${article.marker}\n\n%% a comment that nobody sees %%\n\n> [!note] Mind\n> A hint.\n\n${see}`,
      };
    },
    {
      files: { ".obsidian/app.json": "{}", "Templates.canvas": "{}", ".trash/Old.md": "# Old" },
      mayNote: [/is left out|cssclasses|comment|alias/],
    },
  );
};

export const wordpress: Habit = (all) =>
  siteOf(
    all,
    (article, other) => {
      const { title, day, author, tags, isHidden, name } = article;
      const hiding = isHidden
        ? pick(article, [
            "status: draft\n",
            "status: private\n",
            "status: pending\n",
            'password: "x"\n',
            "visibility: members\n",
          ])
        : pick(article, ["", "status: publish\n", "status: published\n", "visibility: public\n"]);
      const address =
        other &&
        pick(article, [`/${other.day.replaceAll("-", "/")}/${other.name}/`, `/${other.name}/`, `../${other.name}/`]);
      return {
        path: pick(article, [`posts/${day}-${name}/index.md`, `posts/${name}/index.md`]),
        text: `---\ntitle: ${yaml(title, 2)}\ndate: "${day}"\n${yamlList(pick(article, ["tags", "categories"]), tags, 1)}author: ${author}\ncoverImage: "https://example.org/a.jpg"\n${hiding}---\n\n${article.marker}\n\n[caption id="attachment_7" align="alignnone" width="300"]<img src="https://example.org/b.jpg" alt="B" /> A boat[/caption]\n\n${link(other, address ?? "")}`,
      };
    },
    { mayNote: [/caption|is left out|id/] },
  );

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** Letters as people type them; the file has the date, or the last line. */
export const letters: Habit = (all) =>
  siteOf(
    all.map((each) => ({
      ...each,
      title: each.title
        .replace(/[^\p{L}\p{N} ]/gu, "")
        .replace(/ +/g, " ")
        .trim(),
    })),
    (article) => {
      const { title, day, author, name, isHidden, marker, choice } = article;
      const [year, month = 0, date] = day.split("-").map(Number);
      const words = `${MONTHS[month - 1]} ${date}, ${year}`;
      const byline = pick(article, [
        `By ${author}, ${day}`,
        `Authored by ${author} via The Paper ${words}`,
        `By ${author}, ${words}`,
      ]);
      const folder = isHidden
        ? pick(article, ["drafts/", "Drafts/", "_drafts/", "draft-"])
        : choice % 2 === 0
          ? "letters/"
          : "";
      return {
        path: `${folder}${name}.txt`,
        tags: [],
        links: [],
        text: `${title}\n\n${marker}\n\nMore words, wrapped\nas people do.\n\n${byline}\n`,
      };
    },
  );

/** What Word saves as "filtered" HTML. */
export const word: Habit = (all) =>
  siteOf(
    all,
    (article) => {
      const { title, day, author, name, isHidden, marker } = article;
      const escaped = title.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
      const meta = isHidden ? '<meta name="robots" content="noindex">' : "";
      return {
        path: isHidden ? `drafts/${name}.htm` : `${name}.htm`,
        tags: [],
        links: [],
        text: `<html>\r\n<head>\r\n<meta http-equiv=Content-Type content="text/html; charset=utf-8">\r\n<meta name=Generator content="Microsoft Word 15 (filtered)">\r\n${meta}<meta name=author content="${author}">\r\n<meta name=date content="${day}">\r\n<title>${escaped}</title>\r\n<style>\r\n<!--\r\n /* Font Definitions */\r\n p.MsoNormal {margin:0}\r\n-->\r\n</style>\r\n</head>\r\n<body lang=EN-US style='word-wrap:break-word'>\r\n<div class=WordSection1>\r\n<p class=MsoTitle>${escaped}</p>\r\n<p class=MsoNormal><span style='font-size:12.0pt'>${marker}</span></p>\r\n<p class=MsoNormal>&nbsp;</p>\r\n</div>\r\n</body>\r\n</html>\r\n`,
      };
    },
    { mayNote: [/style|class|&nbsp;|removed/] },
  );

/** Hexo's categories may stand in lists of their own. */
function categories(tags: readonly string[], choice: number): string {
  if (choice % 3 !== 0 || tags.length === 0) return yamlList(choice % 2 === 0 ? "tags" : "categories", tags, choice);
  return `categories:\n${tags.map((tag) => `  - [${JSON.stringify(tag)}]\n`).join("")}`;
}
