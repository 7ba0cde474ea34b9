import { expect, test } from "vitest";
import { inLines } from "../../src/explore/svgcaption";

const CITATION = "The contributors (2026): “Alibaba Group”. In: The Graph, version 1.1 of 27 November 2026 [data set]. https://w3id.org/olympic-partnerships/explore?from=partner/alibaba (CC BY 4.0)";

test("a citation is one line where it fits, and several where it does not", () => {
  expect(inLines(CITATION, 2_000)).toEqual([CITATION]);
  const lines = inLines(CITATION, 640);
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.join(" ")).toBe(CITATION);
});

test("an address that is wider than the picture is broken, and nothing of it is lost", () => {
  const long = `See https://example.org/explore?${"open=partner/alibaba&".repeat(20)} there`;
  const lines = inLines(long, 360);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(Math.floor(360 / (11.5 * 0.56)));
  expect(lines.join("").replaceAll(" ", "")).toBe(long.replaceAll(" ", ""));
});
