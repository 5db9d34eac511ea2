/** Links to a part of the same article that were written for another tool's ids. */
import { describe, expect, it } from "vitest";
import { html } from "./reading.ts";

const linksIn = (text: string) => [...text.matchAll(/ href="[^"#]*#([^"]*)"/g)].map(([, fragment]) => fragment);

describe("a link to a part of the article", () => {
  it.each<[link: string, heading: string, id: string]>([
    ["Site-Variables", "Site Variables", "site-variables"],
    ["what-s-next", "What's next?", "whats-next"],
    ["themes-new-features", "Themes / New features", "themes--new-features"],
    ["Usando_uma_configuracao", "Usando uma configuração", "usando-uma-configura%C3%A7%C3%A3o"],
    ["%E9%83%A8%E7%BD%B2%EF%BC%81", "部署", "%E9%83%A8%E7%BD%B2"],
    ["nushell-074", "Nushell 0.74", "nushell-074"],
    ["a-b", "A & B", "a--b"],
  ])("#%s leads to ## %s", (link, heading, id) => {
    for (const raw of ["", "\n<b>raw</b>\n"])
      expect(linksIn(html("a.md", `# T\n\n[x](#${link})\n${raw}\n## ${heading}\n\nText.`)), raw).toEqual([id]);
  });

  it.each<[text: string, fragments: string[]]>([
    ["[x](#Intro)\n\n## Intro\n\n## In tro", ["Intro"]],
    ["[x](#INTRO)\n\n<p id='INTRO'>a</p>\n\n## Intro", ["INTRO"]],
    ["[x](#--)\n\n## ?!", ["--"]],
    ["[x](#other)\n\n## Intro", ["other"]],
    ["[x](b.md#Intro)\n\n## Intro", ["Intro"]],
    ["[x](https://example.org/#Intro)\n\n## Intro", ["Intro"]],
  ])("stays as typed where it is not certain: %j", (text, fragments) => {
    expect(linksIn(html("a.md", text))).toEqual(fragments);
  });

  it("is the same in HTML", () => {
    expect(linksIn(html("a.html", '<p><a href="#Part_One">x</a></p><h2>Part one</h2><p>Text.</p>'))).toEqual([
      "part-one",
    ]);
  });
});
