/** What an article's path says of it: name, date, draft. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readArticlePath } from "../../functions/article/article-path.ts";
import { slugOfPath } from "../../functions/article/slug.ts";
import { article } from "./reading.ts";

describe("readArticlePath", () => {
  it.each<[path: string, date: string | undefined, slug: string]>([
    ["a.md", undefined, "a"],
    ["2023-09-14-hello.md", "2023-09-14", "hello"],
    ["_posts/2023-09-14-hello.md", "2023-09-14", "hello"],
    ["2023_09_14_hello.md", "2023-09-14", "hello"],
    ["2023.09.14 hello.md", "2023-09-14", "hello"],
    ["2023-1-5-x.md", "2023-01-05", "x"],
    ["2023-01-15.md", "2023-01-15", "2023-01-15"],
    ["journals/2023_01_15.md", "2023-01-15", "2023-01-15"],
    ["20230115.md", "2023-01-15", "20230115"],
    ["20230110-compact.md", "2023-01-10", "compact"],
    ["202301101200 zettel.md", "2023-01-10T12:00:00", "zettel"],
    ["20230110120059.md", "2023-01-10T12:00:59", "20230110120059"],
    ["20230110T1200-x.md", "2023-01-10T12:00:00", "x"],
    ["20230110_120059_photo.md", "2023-01-10T12:00:59", "photo"],
    ["2023-01-09T10-00-with-time.md", "2023-01-09T10:00:00", "with-time"],
    ["2023-01-09T10:00:30Z-x.md", "2023-01-09T10:00:30Z", "x"],
    ["2023-01-09 10.30 x.md", "2023-01-09T10:30:00", "x"],
    ["2023-01-09-10-30-00-x.md", "2023-01-09T10:30:00", "x"],
    ["2023-01-09T10-00.md", "2023-01-09T10:00:00", "2023-01-09t10-00"],
    // Numbers of a title are no time and no day.
    ["2024-01-01-2023-in-review.md", "2024-01-01", "2023-in-review"],
    ["2024-01-01-10-things.md", "2024-01-01", "10-things"],
    ["2001/2/3-sisters.md", undefined, "3-sisters"],
    ["2023-01-151-x.md", undefined, "2023-01-151-x"],
    ["10001010-binary.md", undefined, "10001010-binary"],
    ["12345678.md", undefined, "12345678"],
    ["2023.md", undefined, "2023"],
    ["2023/06/x.md", undefined, "x"],
    ["2023-06-x.md", undefined, "2023-06-x"],
    ["1/2/3/x.md", undefined, "x"],
    // Impossible days and times.
    ["2023-02-31-x.md", undefined, "2023-02-31-x"],
    ["20231301-x.md", undefined, "20231301-x"],
    ["2021/13/08/x.md", undefined, "x"],
    ["2023-01-09T99-00-x.md", undefined, "2023-01-09t99-00-x"],
    // Folders.
    ["2024-05-06-first/index.md", "2024-05-06", "first"],
    ["posts/first/index.md", undefined, "first"],
    ["posts/First Steps/index.html", undefined, "first-steps"],
    ["posts/first/index.de.md", undefined, "first-de"],
    ["posts/2024-05-06-x/index.md", "2024-05-06", "x"],
    ["2024-05-06/index.md", "2024-05-06", "2024-05-06"],
    ["2024-05-06-x/README.md", "2024-05-06", "x"],
    ["x/README.md", undefined, "readme"],
    ["Note.textbundle/text.md", undefined, "note"],
    ["2021/06/08/by-folders.md", "2021-06-08", "by-folders"],
    ["blog/2021/6/8/by-folders.md", "2021-06-08", "by-folders"],
    ["2021/06/08/x/index.md", "2021-06-08", "x"],
    ["2021/06/08/index.md", "2021-06-08", "2021-06-08"],
    ["2021/06/08.md", "2021-06-08", "2021-06-08"],
    ["2021/06/08-x.md", "2021-06-08", "x"],
    ["2021/06-08-x.md", "2021-06-08", "x"],
    ["2021/06-08-x/index.md", "2021-06-08", "x"],
    ["2021-06/08-x.md", "2021-06-08", "x"],
    ["2021-06/08/x.md", "2021-06-08", "x"],
    ["2021/06/2021-06-09-x.md", "2021-06-09", "x"],
    ["2024-05-06-trip/day-one.md", "2024-05-06", "day-one"],
    ["index.md", undefined, "index"],
    ["posts/.md", undefined, "md"],
  ])("of %s is date %s and slug %s", (path, date, slug) => {
    expect({ date: readArticlePath(path).date, slug: slugOfPath(path) }).toEqual({ date, slug });
  });

  it.each([
    ["_drafts/a.md", true],
    ["blog/_drafts/x/a.md", true],
    ["drafts/a.md", true],
    ["Drafts/a.md", true],
    ["draft-a.md", true],
    ["2024-01-01-x/drafts/index.md", true],
    ["draft-x/index.md", true],
    ["note (draft).md", true],
    ["[Draft] x.md", true],
    ["a.draft.md", true],
    ["2024-01-01-x (Draft)/index.md", true],
    ["a-draft.md", false],
    ["drafting/a.md", false],
    ["drafts.md", false],
    ["draughts/a.md", false],
  ])("says whether %s is a draft: %s", (path, draft) => {
    expect(article(path, "# A\n\nText.").draft).toBe(draft);
  });

  it("gives every path a name", () => {
    const part = fc.stringMatching(/^(?:[12]\d{3}|\d{1,2}|index|x|[-_. ]){1,5}$/);
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
        expect(readArticlePath(`${parts.join("/")}.md`).name).not.toBe("");
      }),
    );
  });

  it("says nothing against front matter, and gives the date where there is none", () => {
    expect(article("2023-01-05-x.md", "---\ndate: 2024-02-03\n---\n# A").date).toBe("2024-02-03");
    expect(article("2023-01-05-x.md", "# A").date).toBe("2023-01-05");
    expect(article("drafts/x.md", "---\ndraft: false\n---\n# A").draft).toBe(true);
  });
});
