import { expect, it } from "vitest";
import { toggledKind } from "../../src/explore/legend";
import { chosen } from "../../src/explore/lookbar";
import { layoutOf, looksOf } from "../../src/explore/looks";
import type { Palette } from "../../src/explore/palette";
import { State } from "../../src/explore/state";
import { node, view } from "./views";

const colours = Object.fromEntries(["paper", "sheet", "ink", "soft", "line", "faint", "accent", "mark", "technology", "food", "finance", "transport", "consumer", "media", "industry", "neutral"].map((name, index) => [name, [10 * index, 255 - 15 * index, (index * 97) % 256]]));
const palette = { colours, font: "", dark: false } as unknown as Palette;
const PARTNERS = { ...view([node("partner/a", { country: "japan", tier: "top", games: 12, family: "food" }), node("partner/b", { country: "japan", tier: "2", games: 1 }), node("partner/c", { country: "france", tier: "2", games: 3 }), node("partner/d")]), show: "partners" as const };

it.each([
  ["colour=country", ["country japan", "country france", "other or not recorded"]],
  ["colour=tier", ["tier top", "tier 2"]],
  ["colour=games", ["10 Games or more", "3 or 4", "1", "none recorded"]],
  ["", []],
])("says what colours mean: %s", (query, labels) => {
  const looks = looksOf(State.read(query), PARTNERS, (key, value) => `${key} ${value}`);
  const shades = looks.shades(palette);
  expect(shades.map(({ label }) => label)).toEqual(labels);
  expect(new Set(shades.map(({ tint }) => tint.join())).size).toBe(labels.length);
  if (shades[0]) expect(looks.tint(PARTNERS.nodes[0]!, palette)).toEqual(shades[0].tint);
});

it("lets the address be silent of what goes without saying", () => {
  expect(layoutOf(State.read(""), PARTNERS)).toBe("meaning");
  expect(layoutOf(State.read(""), view(Array.from({ length: 400 }, (_, index) => node(`partner/${index}`))))).toBe("force");
  expect(String(chosen(State.read("layout=force"), PARTNERS, "layout", "meaning"))).toBe("");
  expect(String(chosen(State.read(""), PARTNERS, "size", "same"))).toBe("size=same");
});

it("goes on with partners alone, or with all kinds", () => {
  const opening = State.read("");
  expect(opening.partners).toBe(true);
  expect(String(opening.goingOn(State.read("tier=top")))).toBe("tier=top&show=partners");
  expect(String(State.read("tier=top").goingOn(State.read("")))).toBe("show=network");
  expect(String(State.read("from=partner/a").goingOn(State.read("")))).toBe("");
  expect(State.read("date=2017-01-18").basis.partners).toBe(false);
  expect(String(State.read("show=partners&date=2017-01-18").basis)).toBe("show=partners");
  expect(String(toggledKind(State.read("shared=4"), "games"))).toBe("kind=partner&kind=games");
  expect(toggledKind(State.read("kind=partner&kind=games"), "games").partners).toBe(true);
});
