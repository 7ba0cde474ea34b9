import { expect, it } from "vitest";
import { momentOf } from "../../src/explore/moment";
import { edge, node, view } from "./views";

it("shows the partners of a day, and between their times nobody", () => {
  const twice = node("partner/twice", { from: "1984-01-01", until: "2004-12-31", periods: [["1984-01-01", "1988-12-31"], ["2000-01-01", "2004-12-31"]] });
  const open = node("partner/open", { countsFrom: "1996-07-19" });
  const never = node("partner/never", { until: "1990-01-01" });
  const partners = { ...view([twice, open, never], [edge("partner/open", "partner/twice", "shared", { games: 9 })]), show: "partners" as const };
  const on = (day: string): string[] => [...momentOf(partners, day).nodes].sort();
  expect(on("1985-01-01")).toEqual(["partner/twice"]);
  expect(on("1992-01-01")).toEqual([]);
  expect(on("2002-02-08")).toEqual(["partner/open", "partner/twice"]);
  expect(momentOf(partners, "2002-02-08").edges.size).toBe(1);
  expect([...momentOf(partners, "2002-02-08", new Set(["partner/open"])).nodes]).toEqual(["partner/twice"]);
});
