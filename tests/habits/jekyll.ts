/** A site of Jekyll: `_posts`, `_drafts`, Liquid. */
import { type Habit, type Meant, pick, siteOf, yaml, yamlList } from "./habit.ts";

export const jekyll: Habit = (all) =>
  siteOf(all, (article, other) => ({ path: pathOf(article), text: textOf(article, other) }), {
    files: {
      "_config.yml": "title: A site\nbaseurl: /blog\n",
      Gemfile: 'source "https://rubygems.org"\n',
      "_layouts/post.html": "<html>{{ content }}</html>",
      "_includes/head.html": "<head></head>",
      "_data/nav.yml": "- title: Home\n",
      "_sass/main.scss": "a { b: c }",
      "index.html": "---\nlayout: home\n---\n{% for post in site.posts %}{{ post.title }}{% endfor %}",
      "about.md": `---\nlayout: page\ntitle: About\npermalink: /about/\npublished: false\n---\nAbout us.`,
      "README.md": "# The site",
      "404.html": "---\nlayout: default\n---\n<h1>404</h1>",
      "assets/main.css": "a {}",
      "feed.xml": "---\nlayout: null\n---\n<rss></rss>",
    },
    mayNote: [/is left out|not an article|home page|layout|has a title but no text|highlight|no article/],
  });

const HIDDEN = ["draft", "published: false\n", "published: no\n"] as const;

function pathOf(article: Meant): string {
  const { day, name, isHidden } = article;
  if (isHidden && pick(article, HIDDEN) === "draft") return `_drafts/${name}.md`;
  const extension = article.choice % 5 === 0 ? "markdown" : "md";
  return article.choice % 7 === 0 ? `blog/_posts/${day}-${name}.${extension}` : `_posts/${day}-${name}.${extension}`;
}

function textOf(article: Meant, other: Meant | undefined): string {
  const { title, day, author, tags, choice, isHidden, marker } = article;
  const hiding = isHidden ? pick(article, HIDDEN) : "";
  const date = pick(article, ["", `date: ${day}\n`, `date: ${day} 10:00:00 +0000\n`, `date:   "${day} 10:00"\n`]);
  const key = pick(article, ["tags", "categories"]);
  return `---\nlayout: post\ntitle:  ${yaml(title, choice)}\n${date}${yamlList(key, tags, choice)}author: ${author}\n${hiding === "draft" ? "" : hiding}---\n\n${marker}\n\n<!--more-->\n\n${linkTo(article, other)}${codeOf(choice)}`;
}

function linkTo(article: Meant, other: Meant | undefined): string {
  if (other === undefined) return "";
  const target = `${other.day}-${other.name}`;
  const forms = [
    `{% post_url ${target} %}`,
    `{{ site.baseurl }}{% post_url ${target} %}`,
    `/${target.replaceAll("-", "/").replace(/(\/\d\d\/\d\d\/).*/, "$1")}${other.name}.html`,
    `{% link ${pathOf(other)} %}`,
    `/${other.name}/`,
  ];
  return `See [the other](${pick(article, forms)}).\n\n`;
}

const codeOf = (choice: number) => (choice % 4 === 0 ? "{% highlight js %}\nlet x = 1;\n{% endhighlight %}\n" : "");
