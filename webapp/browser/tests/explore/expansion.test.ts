import { describe, expect, it } from "vitest";
import { closed, grown, growthsOf, isOpen, startedAt } from "../../src/explore/expansion";
import { withoutStart } from "../../src/explore/filters";
import { toggledFamily, toggledKind } from "../../src/explore/legend";
import { State } from "../../src/explore/state";
import { node } from "./views";

const read = (text: string): State => State.read(text);

describe("an expansion", () => {
  it("says before how much there is of each kind", () => {
    const visa = node("partner/visa", { neighbours: { programme: 10, country: 1 }, shown: { programme: 2 } });
    const growths = growthsOf(visa, read("from=partner/visa"));
    expect(growths.map(({ kind, all, shown }) => [kind, all, shown])).toEqual([["programme", 10, 2], ["country", 1, 0]]);
    expect(growths[0]?.state.toString()).toBe("from=partner/visa&open=partner/visa.programme");
  });

  it("begins anew in a view of everything, and keeps the filters", () => {
    expect(grown("partner/visa", read("tier=top")).toString()).toBe("tier=top&from=partner/visa&select=partner/visa&open=partner/visa");
    expect(startedAt("partner/visa", read("path=a/b~c/d&date=2017-01-18")).one("path")).toBeNull();
  });

  it("lifts the cut where the first are shown already", () => {
    const open = read("from=games/2012-summer&open=games/2012-summer");
    expect(grown("games/2012-summer", open, "partner").all("all")).toEqual(["games/2012-summer.partner"]);
  });

  it("shows a kind that was left out when it is asked for", () => {
    expect(grown("partner/visa", read("from=partner/visa&kind=partner"), "games").all("kind")).toEqual(["partner", "games"]);
  });

  it("can be closed, and its beginning taken away", () => {
    const state = read("from=partner/visa&open=partner/visa.games&open=games/2012-summer&all=partner/visa.games");
    expect(isOpen("partner/visa", state)).toBe(true);
    expect(closed("partner/visa", state).toString()).toBe("from=partner/visa&open=games/2012-summer");
    expect(withoutStart(state, "partner/visa").toString()).toBe("open=games/2012-summer");
  });
});

describe("the legend", () => {
  it("leaves out one kind and shows it again", () => {
    const without = toggledKind(read("show=network"), "person");
    expect(without.all("kind")).toEqual(["partner", "games", "programme", "category", "country", "organization"]);
    expect(toggledKind(without, "person").toString()).toBe("show=network");
    expect(toggledKind(read("kind=games"), "games").toString()).toBe("");
  });

  it("shows one colour and all again", () => {
    const family = { name: "technology", label: "Technology", groups: ["technology", "telecommunications"] };
    const only = toggledFamily(read("tier=top"), family);
    expect(only.all("category")).toEqual(family.groups);
    expect(toggledFamily(only, family).toString()).toBe("tier=top");
  });
});
