import { describe, expect, it } from "vitest";
import { MOST_STEPS, NoStory, Story, storyFrom } from "../../src/explore/story";

const FILE = { title: "How it came", steps: [{ view: "tier=top&date=2017-01-18", title: "Before" }, { view: "https://example.org/explore?from=partner/alibaba&title=Old", note: "1 < 2 & so", mark: ["partner/alibaba"] }, { view: "" }] };

it("reads a file, and says the same in an address", () => {
  const story = storyFrom(JSON.stringify(FILE)).to(1);
  expect(story.steps.map(String)).toEqual(["tier=top&date=2017-01-18&title=Before", "from=partner/alibaba&title=Old&note=1%20%3C%202%20%26%20so&mark=partner/alibaba", ""]);
  const again = Story.read(`?${String(story)}`);
  expect(again?.title).toBe("How it came");
  expect(again?.at).toBe(1);
  expect(again?.steps.map(String)).toEqual(story.steps.map(String));
  expect(again?.to(9).at).toBe(2);
});

it("is no story without steps", () => {
  expect(Story.read("?tier=top")).toBeNull();
  expect(Story.read("?step=tier%3Dtop&at=7")?.at).toBe(0);
});

describe("a file that does not fit says where, and what would be right", () => {
  const cases: [unknown, RegExp][] = [
    ["no JSON", /^The file is not JSON: /],
    [[], /^The file is a list. An object with “title”, “steps” is expected\.$/],
    [{}, /^“steps” is missing. A list with at least one step is expected/],
    [{ steps: [] }, /^“steps” is a list. A list with at least one step/],
    [{ steps: [{ view: "" }], author: "x" }, /^The file has “author”, which is not known/],
    [{ steps: [{ view: "" }, { title: "x" }] }, /^Step 2: “view” is missing. The address of a view is expected/],
    [{ steps: [{ view: 7 }] }, /^Step 1: “view” is 7\./],
    [{ steps: [{ view: "", title: "x".repeat(121) }] }, /^Step 1: “title” has 121 characters; at most 120/],
    [{ steps: [{ view: "", mark: "partner/visa" }] }, /^Step 1: “mark” is "partner\/visa"\. A list of things/],
    [{ steps: Array.from({ length: MOST_STEPS + 1 }, () => ({ view: "" })) }, /^“steps” has 31 steps; at most 30/],
  ];
  it.each(cases)("%j", (content, words) => {
    const read = (): Story => storyFrom(typeof content === "string" ? content : JSON.stringify(content));
    expect(read).toThrow(NoStory);
    expect(read).toThrow(words);
  });
});
