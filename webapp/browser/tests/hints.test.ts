import { expect, test } from "vitest";
import { hintsOf } from "../src/hints";

test("the field of the endpoint is read, whatever is in its strings", () => {
  const field = '"Did you mean \\"a, b\\";line=9?";line=2;column=7;nearest="https://example.org/a,b", "Two";line=3;column=1';
  expect(hintsOf(field)).toEqual([
    { text: 'Did you mean "a, b";line=9?', line: 2, column: 7 },
    { text: "Two", line: 3, column: 1 },
  ]);
});

test("without the field there are none", () => {
  expect(hintsOf(null)).toEqual([]);
});
