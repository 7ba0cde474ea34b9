import { describe, expect, it } from "vitest";
import { beginnings, firstDay, isAssumed, isDay, monthOf, nextDay, span } from "../../src/explore/days";
import { folded, Finder } from "../../src/explore/matching";
import { momentOf } from "../../src/explore/moment";
import { nextTowards } from "../../src/explore/steering";
import { UNDATED, type Dates } from "../../src/explore/view";
import { edge, node, view } from "./views";

describe("the search", () => {
  const nodes = ["McDonald's", "Nestlé", "阿里巴巴", "Coca-Cola", "Cola Cao"].map((label, index) => node(`partner/n${index}`, { label, short: label, neighbours: { games: index } }));
  const finder = new Finder(nodes);
  const found = (typed: string): string[] => finder.find(typed).map(({ label }) => label);

  it("does not mind accents, apostrophes and hyphens", () => {
    expect(found("mcdonalds")).toEqual(["McDonald's"]);
    expect(found("nestle")).toEqual(["Nestlé"]);
    expect(found("cocacola")).toEqual(["Coca-Cola"]);
    expect(found("阿里")).toEqual(["阿里巴巴"]);
    expect(folded("  Crème—BRÛLÉE ")).toBe("creme brulee");
  });

  it("puts names that begin so first", () => {
    expect(found("cola")).toEqual(["Cola Cao", "Coca-Cola"]);
    expect(found("  ")).toEqual([]);
  });
});

describe("days", () => {
  it("are counted in months", () => {
    expect(firstDay(monthOf("2017-01-18"))).toBe("2017-01-01");
    expect(nextDay("2033-12-01", 12, "2034-12-31")).toBe("2034-12-01");
    expect(nextDay("2034-12-01", 1, "2034-12-31")).toBeNull();
    expect([isDay("2017-02-29"), isDay("2016-02-29"), isDay("2016")]).toEqual([false, true, false]);
    const said = (dates: Partial<Dates>): string => span({ ...UNDATED, ...dates });
    expect([said({ from: "2017-01-01", until: "2020-12-31" }), said({ from: "2017-01-01" }), said({})]).toEqual(["2017–2020", "since 2017", ""]);
  });

  it("say what beginnings rest on", () => {
    expect(beginnings({ stated: 1009, announced: 2, assumed: 0, unknown: 1 })).toBe("beginnings: 1,009 stated, 2 as announced, 1 not recorded");
    expect(beginnings({ stated: 0 })).toBe("");
  });

  it("say what is assumed", () => {
    const both: Dates = { ...UNDATED, from: "2013-01-01", fromBasis: "assumed", until: "2016-12-31", untilBasis: "assumed" };
    expect(span(both)).toBe("2013–2016 (start and end assumed)");
    expect(span({ ...both, fromBasis: "announced" })).toBe("2013–2016 (end assumed, start as announced)");
    expect(span({ ...both, from: null, fromBasis: "unknown" })).toBe("until 2016 (start not recorded, end assumed)");
    expect([isAssumed(both), isAssumed({ fromBasis: "stated", untilBasis: "stated" })]).toEqual([true, false]);
  });
});

describe("a moment", () => {
  it("has the partnerships in force, and what they lead to", () => {
    const nodes = ["partner/a", "partner/b", "programme/p", "programme/q", "country/c", "country/d", "games/g"].map((id) => node(id));
    const edges = [
      edge("partner/a", "programme/p", "partnership", { from: "2013-01-01", until: "2016-12-31" }),
      edge("partner/b", "programme/q", "partnership", { from: "2017-01-19" }),
      edge("partner/a", "country/c", "country"),
      edge("partner/b", "country/d", "country"),
      edge("programme/p", "games/g", "covers"),
    ];
    const moment = momentOf(view(nodes, edges), "2016-08-05");
    expect([...moment.nodes].toSorted()).toEqual(["country/c", "games/g", "partner/a", "programme/p"]);
    expect(moment.edges.size).toBe(3);
    expect(momentOf(view(nodes, edges), "2017-01-18").nodes.size).toBe(0);
  });

  it("needs a day of each partnership, and any date of a role or an event", () => {
    const of = (kind: string, dates: Partial<Dates>): number => momentOf(view([node("partner/a", { start: true }), node("programme/p", { start: true })], [edge("partner/a", "programme/p", kind, dates)]), "2017-01-18").edges.size;
    expect(["partnership", "role", "event", "country"].map((kind) => of(kind, {}))).toEqual([0, 0, 0, 1]);
    expect(["partnership", "role", "event", "country"].map((kind) => of(kind, { until: "2020-12-31" }))).toEqual([0, 1, 1, 1]);
    expect(of("partnership", { countsFrom: "2016-08-05", fromBasis: "unknown" })).toBe(1);
    expect(of("partnership", { countsFrom: "2018-02-09", fromBasis: "unknown" })).toBe(0);
  });
});

describe("arrow keys", () => {
  const here = { id: "here", x: 0, y: 0 };
  const spots = [here, { id: "right", x: 50, y: 10 }, { id: "far right", x: 90, y: 0 }, { id: "up", x: 5, y: -40 }, { id: "askew", x: 20, y: 60 }];

  it("go to the nearest in their direction", () => {
    expect(nextTowards("ArrowRight", here, spots)).toBe("right");
    expect(nextTowards("ArrowUp", here, spots)).toBe("up");
    expect(nextTowards("ArrowDown", here, spots)).toBe("askew");
    expect(nextTowards("ArrowLeft", here, spots)).toBeNull();
  });
});
