import { describe, expect, it } from "vitest";
import { readMarkdown } from "../../functions/article/markdown/markdown.ts";
import { html, lines, notes } from "./reading.ts";

const SITE = "https://e.org/b";
const file = (markdown: string) => `---\ntitle: T\n---\n${markdown}`;
const body = (markdown: string) => html("posts/a.md", file(markdown));
const noted = (markdown: string) => notes("posts/a.md", file(markdown));
const quote = (title: string, text: string) => `<blockquote>\n<p><strong>${title}</strong></p>\n${text}\n</blockquote>`;

describe("template syntax of other tools", () => {
  it.each([
    ['{{< figure src="a.png" alt="A" >}}', `<p><img src="${SITE}/media/posts/a.png" alt="A"></p>`],
    [
      '{{< figure src="/a.png" caption="The *cap*" >}}',
      '<figure><img src="https://e.org/a.png" alt=""><figcaption>The <em>cap</em></figcaption>\n</figure>',
    ],
    ["{% img left a.png 300 200 'A b' %}", `<p><img src="${SITE}/media/posts/a.png" alt="A b"></p>`],
    ['{% include image.html url="a.png" %}', `<p><img src="${SITE}/media/posts/a.png" alt=""></p>`],
    ["{{< youtube abcdefg >}}", link("https://www.youtube.com/watch?v=abcdefg")],
    ['{{< youtube id="abcdefg" >}}', link("https://www.youtube.com/watch?v=abcdefg")],
    ["{% youtube abcdefg %}", link("https://www.youtube.com/watch?v=abcdefg")],
    ['{{ youtube(id="abcdefg") }}', link("https://www.youtube.com/watch?v=abcdefg")],
    ['{% include youtube.html id="abcdefg" %}', link("https://www.youtube.com/watch?v=abcdefg")],
    ["{% vimeo 12345 %}", link("https://vimeo.com/12345")],
    ['{{< tweet user="ann" id="7" >}}', link("https://x.com/ann/status/7")],
    ["{{< x 7 >}}", link("https://x.com/i/status/7")],
    ["{{< gist ann abc >}}", link("https://gist.github.com/ann/abc")],
    ["{% gist abc %}", link("https://gist.github.com/abc")],
    ["{{< instagram abc >}}", link("https://www.instagram.com/p/abc/")],
    ["{% embed https://e.org/x %}", link("https://e.org/x")],
    [
      "{% highlight ruby linenos %}\na\n\nb\n{% endhighlight %}",
      '<pre><code class="language-ruby">a\n\nb\n</code></pre>',
    ],
    [
      'See\n{{< highlight go "x=1" >}}\na\n{{< /highlight >}}',
      '<p>See</p>\n<pre><code class="language-go">a\n</code></pre>',
    ],
    ["{% codeblock lang:js %}\na\n{% endcodeblock %}", '<pre><code class="language-js">a\n</code></pre>'],
    ["{% raw %}\n{{ x }} *y*\n{% endraw %}", "<p>{{ x }} <em>y</em></p>"],
    ["a {% raw %}{{ x }}{% endraw %} b", "<p>a {{ x }} b</p>"],
    ["a {% comment %}x{% endcomment %} b", "<p>a  b</p>"],
    ["a {{/* x y */}} b", "<p>a  b</p>"],
    ["{{</* figure src=x */>}}", "<p>figure src=x</p>"],
    [
      "`{{ x }}` and\n\n    {% x %}\n\n```\n{{< x >}}\n```",
      "<p><code>{{ x }}</code> and</p>\n<pre><code>{% x %}\n</code></pre>\n<pre><code>{{&lt; x &gt;}}\n</code></pre>",
    ],
  ])("%j becomes %s", (markdown, wanted) => {
    expect(body(markdown)).toBe(wanted);
  });

  it.each([
    ['{{< ref "b.md" >}}', `${SITE}/articles/b/`],
    ['{{< relref path="b.md#part" >}}', `${SITE}/articles/b/#part`],
    ["{% post_url 2023-01-01-b %}", `${SITE}/articles/b/`],
    ["{% link /about.md %}", "https://e.org/about.md"],
    ["{{ site.baseurl }}/about", "https://e.org/about"],
    ["{{ root_url }}/about", "https://e.org/about"],
    ["{{site.url}}{{site.baseurl}}/about/", "https://e.org/about/"],
    ['{{ "/x" | relative_url }}', "https://e.org/x"],
    ["{{ 'x.html' | absolute_url }}", "https://e.org/x.html"],
    ["@/posts/b.md", `${SITE}/articles/b/`],
  ])("the address %j leads to %s, in every kind of link", (address, wanted) => {
    expect(body(`[x](${address})`)).toBe(`<p><a href="${wanted}">x</a></p>`);
    expect(body(`[x](${address} "t")`)).toBe(`<p><a href="${wanted}" title="t">x</a></p>`);
    expect(body(`[x][r]\n\n[r]: ${address}`)).toBe(`<p><a href="${wanted}">x</a></p>`);
  });

  it.each([
    ['a <img src="{{ "/x.png" | relative_url }}" alt="A">', '<p>a <img src="https://e.org/x.png" alt="A"></p>'],
    [
      '<p><a href="{{ site.baseurl }}/b">x</a> {{ y }}</p>',
      '<p><a href="https://e.org/b">x</a> <span class="leftover">{{ y }}</span></p>',
    ],
    [
      "<div>\n{{< youtube abcdefg >}}\n</div>",
      `<div>\n${link("https://www.youtube.com/watch?v=abcdefg").slice(3, -4)}\n</div>`,
    ],
    ['a <img src="{{ page.image }}" alt="A"> [b]({{ page.url }}) ![c]({{ d }})', "<p>a A <a>b</a> c</p>"],
  ])("in HTML and in addresses: %j becomes %s", (markdown, wanted) => {
    expect(body(markdown)).toBe(wanted);
  });

  it("that is not known stays as typed, and a note names each kind once, with its line", () => {
    const text = "One\ntwo {% include a.html %} {% include b.html %}\n\n{{ page.title }} <3";
    expect(body(text)).toBe(
      '<p>One\ntwo <span class="leftover">{% include a.html %}</span> <span class="leftover">{% include b.html %}</span></p>\n<p><span class="leftover">{{ page.title }}</span> &lt;3</p>',
    );
    expect(noted(text)).toEqual([
      "5: {% include %} of another tool's templates is shown as typed, 2 times",
      "7: {{ page.title }} of another tool's templates is shown as typed",
    ]);
  });

  it("is in no title", () => {
    expect(html("a.md", "# Hello {{ x }}\n\nText")).toBe("<p>Text</p>");
    expect(noted("text")).toEqual([]);
  });
});

function link(address: string): string {
  return `<p><a href="${address}">${address}</a></p>`;
}

describe("an admonition", () => {
  it.each([
    [":::note\nx\n:::", quote("Note", "<p>x</p>")],
    [":::tip Read *this*\nx\n:::", quote("Read <em>this</em>", "<p>x</p>")],
    [":::warning[Title]\nx\n\n- y\n:::", quote("Title", "<p>x</p>\n<ul>\n<li>y</li>\n</ul>")],
    ["::: {.callout-tip}\nx\n:::", quote("Tip", "<p>x</p>")],
    [":::note\nx", quote("Note", "<p>x</p>")],
    [":::note\n:::tip\nx\n:::\ny\n:::\n\nz", `${quote("Note", `${quote("Tip", "<p>x</p>")}\n<p>y</p>`)}\n<p>z</p>`],
    ["!!! note\n    x\n\n    y\n\nz", `${quote("Note", "<p>x</p>\n<p>y</p>")}\n<p>z</p>`],
    ['??? danger "Title"\n    x', quote("Title", "<p>x</p>")],
    ["> [!NOTE]\n> x", quote("Note", "<p>x</p>")],
    ["> [!warning]- Title\n> x", quote("Title", "<p>x</p>")],
    ["{{% note %}}\nx\n{{% /note %}}", quote("Note", "<p>x</p>")],
    ['{{< callout type="warning" >}}\nx\n{{< /callout >}}', quote("Warning", "<p>x</p>")],
    ['{{% notice tip "Title" %}}\nx\n{{% /notice %}}', quote("Title", "<p>x</p>")],
    ["{% note info %}\nx\n{% endnote %}", quote("Info", "<p>x</p>")],
    ["{: .note }\nx", quote("Note", "<p>x</p>")],
    ["x\n{: .warning}", quote("Warning", "<p>x</p>")],
    ["> x\n{: .prompt-tip }", quote("Tip", "<p>x</p>")],
  ])("%j is a quote with its title in bold", (markdown, wanted) => {
    expect(body(markdown)).toBe(wanted);
  });

  it("in code is code", () => {
    expect(body("```\n:::note\n> [!NOTE]\n!!! tip\n```")).toBe(
      "<pre><code>:::note\n&gt; [!NOTE]\n!!! tip\n</code></pre>",
    );
  });
});

describe("other marks", () => {
  it.each([
    ["Para\n{: .lead}", "<p>Para</p>"],
    ["* TOC\n{:toc}\n\nText", "<p>Text</p>"],
    ["[TOC]\n\nText", "<p>Text</p>"],
    ['[x](https://e.org/){:target="_blank"} *y*{: .z}', '<p><a href="https://e.org/">x</a> <em>y</em></p>'],
    ["![x](x.png){ width=50% .wide }", `<p><img src="${SITE}/media/posts/x.png" alt="x"></p>`],
    ["a {b} {c: d} {.e}", "<p>a {b} {c: d} {.e}</p>"],
    ["<!--more-->\n\nText", "<p>Text</p>"],
    ["{/* truncate */}\n\nText", "<p>Text</p>"],
    ["- [ ] a\n- [x] b\n- [y] c", "<ul>\n<li>☐ a</li>\n<li>☑ b</li>\n<li>[y] c</li>\n</ul>"],
    ["a ==b *c*== d, a==b && c==d", "<p>a <mark>b <em>c</em></mark> d, a==b &amp;&amp; c==d</p>"],
    [
      "H~2~O x^2^ 1^st^ ~5 to ~6 foo~bar~baz a^b",
      "<p>H<sub>2</sub>O x<sup>2</sup> 1<sup>st</sup> ~5 to ~6 foo~bar~baz a^b</p>",
    ],
    ["$a_1 * b_1 * c$, $5 and *six* $7", "<p>$a_1 * b_1 * c$, $5 and <em>six</em> $7</p>"],
    ["at 10:30 :smile:", "<p>at 10:30 :smile:</p>"],
    ["A\n: B\n: C", "<dl>\n<dt>A</dt>\n<dd>B</dd>\n<dd>C</dd>\n</dl>"],
    ['```js {1,3-4} title="a.js"\nx\n```', '<pre title="a.js"><code class="language-js">x\n</code></pre>'],
    ["```{.python .numberLines}\nx\n```", '<pre><code class="language-python">x\n</code></pre>'],
    ["```js{1}\nx\n```", '<pre><code class="language-js">x\n</code></pre>'],
    [
      "[[Some Note]] [[b#Part One|text]]",
      `<p><a href="${SITE}/articles/some-note/">Some Note</a> <a href="${SITE}/articles/b/#part-one">text</a></p>`,
    ],
    [
      "![[a b.png|300]] x[[0]] [[1]] [[y]](https://e.org/)",
      `<p><img src="${SITE}/media/posts/a%20b.png" alt=""> x[[0]] [[1]] <a href="https://e.org/">[y]</a></p>`,
    ],
    ["a %%b%% c, 100%% of 50%% d", "<p>a  c, 100%% of 50%% d</p>"],
    ["%%\na\n\nb\n%%\n\nText", "<p>Text</p>"],
    ["**「重點」**內容 ~~刪（舊）。~~這", "<p><strong>「重點」</strong>內容 <s>刪（舊）。</s>這</p>"],
  ])("%j becomes %s", (markdown, wanted) => {
    expect(body(markdown)).toBe(wanted);
  });

  it("that hide words are noted with their line; marks for a tool are not", () => {
    expect(noted("a <!-- b c --> d\n\n%%e%%\n\n{/* f */}")).toEqual(["4: left out a comment, 3 times"]);
    expect(noted("<!--more-->\n\n<!-- prettier-ignore -->\n\n{/* truncate */}\n\nx")).toEqual([]);
  });
});

describe("a heading", () => {
  it.each([
    ["## First part\n\n## First part", ["first-part", "first-part-1"]],
    ["## Ärger & Öl: 2.0!\n\n## 日本 語\n\n## `code` *em*", ["ärger--öl-20", "日本-語", "code-em"]],
    ["## A {#b}\n\n## B", ["b", "b-1"]],
    ["## A\n{: #b .c}\n\n## C {.unnumbered}", ["b", "c"]],
    ["## ???\n\n## A <b>b</b>", ["a-b"]],
    ["<h2>A</h2>\n\n## A\n\n<p id=x>\n\n## X", ["a-1", "a", "x-1"]],
  ])("of %j has the ids that GitHub gives it", (markdown, ids) => {
    expect([...body(markdown).matchAll(/<h\d id="([^"]*)"/g)].map(([, id]) => id)).toEqual(ids);
  });

  it.each(["# T\n\nx", "## T\n\nx", "![x](https://e.org/x.png)\n\n# t\n\nx", "***\n\n<!-- a -->\n\n## T.\n\nx"])(
    "that repeats the title in %j goes",
    (markdown) => {
      expect(body(markdown)).not.toMatch(/<h\d/);
    },
  );

  it.each(["### T\n\nx", "Words\n\n## T", "## Other\n\n## T"])("stays in %j", (markdown) => {
    expect(body(markdown)).toMatch(/<h\d id="t">/);
  });
});

describe("a footnote", () => {
  it("that is used nowhere stands at the end, and one that is not there stays as typed; both are noted", () => {
    const text = "A[^1] [^3]\n\n[^1]: one\n\n[^2]: two\n\n[^1]: again";
    const made = body(text);
    for (const word of ["one", "two", "again", "[^3]"]) expect(made).toContain(word);
    expect(made.match(/class="reversefootnote"/g)).toHaveLength(1);
    expect(noted(text)).toEqual([
      "4: there is no footnote [^3]",
      "6: nothing refers to the footnote [^1]: it stands at the end",
      "8: nothing refers to the footnote [^2]: it stands at the end",
    ]);
  });
});

describe("MDX", () => {
  const read = (text: string) => {
    const parsed = readMarkdown({ text, path: "a.mdx", firstLine: 1 });
    if (parsed.kind === "rejected") throw new Error("rejected");
    return { html: parsed.html.replaceAll("\u0002media/", "").replace(/\s+/g, " ").trim(), notes: lines(parsed.notes) };
  };

  it.each([
    ['import A from "a";\n\nText', "<p>Text</p>"],
    ["import {\n  A,\n\n  B,\n} from 'a';\nexport const x = {\n\n  y: 1,\n};\n\nText", "<p>Text</p>"],
    ['<Box kind="x" on={() => { a("}") }}>Inner *words*.</Box>', "<p>Inner <em>words</em>.</p>"],
    ["<Tabs items={[1]}>\n  <Tab>\n\n    - a\n\n  </Tab>\n</Tabs>", "<ul> <li>a</li> </ul>"],
    ['<Foo.Bar x={1} /> <>a</> <div style={{ a: 1 }} id="x">b</div>', '<p> a </p><div id="x">b</div><p></p>'],
    ["a {' '} b {\"c\"}", "<p>a b c</p>"],
    ["a {b.c} d", '<p>a <span class="leftover">{b.c}</span> d</p>'],
    [
      "```jsx\nimport x from 'y';\n<Box a={1}/>\n```",
      "<pre><code class=\"language-jsx\">import x from 'y'; &lt;Box a={1}/&gt; </code></pre>",
    ],
    ["`<Box>` {/* gone */} List<T>", "<p><code>&lt;Box&gt;</code> List</p>"],
    ['<Title>a</Title> <Image src="x.png" /> <B>b</B>', '<p>a <img src="\u0002x.png"> <b>b</b></p>'],
    ["import duties rose.", "<p>import duties rose.</p>"],
  ])("%j becomes %s", (text, wanted) => {
    expect(read(text).html.replaceAll("&lt;Box>", "&lt;Box&gt;")).toBe(wanted);
  });

  it("names what it leaves out, and what it cannot know", () => {
    expect(read('import A from "a"\n\n<A b={1}>x</A>\n\n{c}').notes).toEqual([
      "1: left out import and export of MDX",
      "3: removed <A>",
      "5: an expression of MDX is shown as typed",
    ]);
  });
});
