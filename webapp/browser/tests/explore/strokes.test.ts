import { expect, test } from "vitest";
import { strokeOf } from "../../src/explore/marks";
import { edge } from "./views";

test("a line is dashed for what its deal came to", () => {
  expect(strokeOf(edge("a", "b", "partnership"))).toBeNull();
  expect(strokeOf(edge("a", "b", "partnership", { status: "completed" }))).toBeNull();
  expect(strokeOf(edge("a", "b", "partnership", { status: "terminated" }))).toBe("ended");
  expect(strokeOf(edge("a", "b", "partnership", { status: "announced" }))).toBe("announced");
  expect(strokeOf(edge("a", "b", "joint"))).toBe("joint");
  const beginnings = (["stated", "announced", "assumed", "unknown"] as const).map((fromBasis) => strokeOf(edge("a", "b", "partnership", { fromBasis })));
  expect(beginnings).toEqual([null, null, "assumed", "assumed"]);
  expect(strokeOf(edge("a", "b", "partnership", { fromBasis: "assumed", status: "terminated" }))).toBe("ended");
  expect(strokeOf(edge("a", "b", "covers", { fromBasis: "assumed" }))).toBeNull();
  expect(strokeOf(edge("a", "b", "covers", { status: "terminated" }))).toBeNull();
});
