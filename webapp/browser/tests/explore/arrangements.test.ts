import { describe, expect, it } from "vitest";
import { alongTime, ticks } from "../../src/explore/chronology";
import { columnsOf, inColumns } from "../../src/explore/columns";
import { UNIT, type Arrangement, type Frame } from "../../src/explore/guides";
import { byFirstGames, namesIn, yearOf } from "../../src/explore/opening";
import type { ViewNode } from "../../src/explore/view";
import { edge, node, view } from "./views";

const frame = (width: number, height = 500): Frame => ({ width, height, measure: (text) => text.length * 6.5 });
const BANDS = ["technology", "food", "neutral"].map((name) => ({ name, label: name.toUpperCase() }));

/** Places in pixels from the upper left corner. */
function pixels({ places }: Arrangement, { width, height }: Frame): Map<string, { x: number; y: number }> {
  return new Map([...places].map(([id, { x, y }]) => [id, { x: (x / UNIT + 0.5) * width, y: (0.5 - y / UNIT) * height }]));
}

function partner(index: number, more: Partial<ViewNode> = {}): ViewNode {
  const family = index % 3 === 0 ? "food" : "technology";
  return node(`partner/p${String(index).padStart(3, "0")}`, { family, games: 1 + (index % 7), first: `${1980 + 4 * (index % 12)}-summer`, ...more });
}

const MANY = Array.from({ length: 300 }, (_, index) => partner(index));

describe.each([1018, 736, 356, 286])("partners by first Games, %i pixels wide", (width) => {
  const room = frame(width);
  const found = byFirstGames(MANY, BANDS, ({ games }) => games, room);
  const at = pixels(found, room);

  it("places every partner within the picture, and none on another", () => {
    expect(at.size).toBe(MANY.length);
    const spots = [...at].map(([id, spot]) => ({ ...spot, radius: found.sizes.get(id) ?? 0 }));
    for (const { x, y, radius } of spots) {
      expect(x - radius).toBeGreaterThanOrEqual(0);
      expect(x + radius).toBeLessThanOrEqual(width);
      expect(y - radius).toBeGreaterThanOrEqual(0);
      expect(y + radius).toBeLessThanOrEqual(room.height);
    }
    const close = spots.filter((one, index) => spots.slice(index + 1).some((other) => Math.hypot(one.x - other.x, one.y - other.y) < one.radius + other.radius - 0.5));
    expect(close).toEqual([]);
  });

  it("goes from left to right in time, and from band to band downwards", () => {
    const years = [...new Set(MANY.map((one) => yearOf(one, width)))].sort();
    const middles = years.map((year) => MANY.filter((one) => yearOf(one, width) === year).map(({ id }) => at.get(id)?.x ?? 0));
    middles.slice(1).forEach((later, index) => expect(Math.min(...later)).toBeGreaterThanOrEqual(Math.max(...(middles[index] ?? []))));
    const [food, technology] = ["food", "technology"].map((name) => MANY.filter(({ family }) => family === name).map(({ id }) => at.get(id)?.y ?? 0));
    expect(Math.max(...(technology ?? []))).toBeLessThan(Math.min(...(food ?? [])));
  });

  it("tells more Games by a larger mark, and says what places mean", () => {
    const sizes = MANY.toSorted((a, b) => a.games - b.games).map(({ id }) => found.sizes.get(id) ?? 0);
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
    const words = found.guides.words.map(({ text }) => text);
    expect(words).toEqual(expect.arrayContaining(["First Games", "TECHNOLOGY", "FOOD", width < 640 ? "1980s" : "1980"]));
    expect(found.named.length).toBeGreaterThan(namesIn(width) / 2);
  });
});

it("is the same whatever the order of the partners", () => {
  const [one, other] = [MANY, MANY.toReversed()].map((nodes) => byFirstGames(nodes, BANDS, ({ games }) => games, frame(900)));
  expect(other?.places).toEqual(new Map(one?.places));
});

it("has a place for partners without Games or field, and for none at all", () => {
  const found = byFirstGames([partner(1), partner(2, { first: "", games: 0, family: "" })], BANDS, ({ games }) => games, frame(900));
  expect(found.guides.words.map(({ text }) => text)).toEqual(expect.arrayContaining(["none", "NEUTRAL"]));
  expect(byFirstGames([], BANDS, () => 1, frame(900)).places.size).toBe(0);
});

const AROUND = view(
  [node("partner/alibaba", { start: true }), node("games/2020", { from: "2021-07-23" }), node("games/2018", { from: "2018-02-09" }), node("programme/top-10", { from: "2021" }), node("programme/top-09", { from: "2017" }), node("category/cloud"), node("category/media"), node("person/ma"), node("country/china")],
  [edge("partner/alibaba", "programme/top-09"), edge("partner/alibaba", "programme/top-10"), edge("programme/top-09", "games/2018", "covers"), edge("programme/top-09", "games/2020", "covers"), edge("partner/alibaba", "category/cloud", "field"), edge("partner/alibaba", "category/media", "field")],
);

describe("what is around one thing", () => {
  it("stands in columns that mean something, Games and programmes in the order of time", () => {
    expect(columnsOf(AROUND).map(({ nodes }) => nodes.map(({ id }) => id))).toEqual([["country/china", "person/ma"], ["partner/alibaba"], ["category/cloud", "category/media"], ["programme/top-09", "programme/top-10"], ["games/2018", "games/2020"]]);
    expect(columnsOf(AROUND).map(({ heading }) => heading)).toEqual(["Country and person", "", "Categories", "Programmes", "Games"]);
  });

  it("goes from left to right, or where there is little room from top to bottom", () => {
    const order = ["country/china", "partner/alibaba", "category/cloud", "programme/top-09", "games/2018"];
    for (const [width, axis] of [[1000, "x"], [330, "y"]] as const) {
      const at = pixels(inColumns(AROUND, () => 6, frame(width)), frame(width));
      const places = order.map((id) => at.get(id)?.[axis] ?? NaN);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      expect(new Set(places).size).toBe(order.length);
    }
  });

  it("lets a column that is too long become two", () => {
    const many = view([node("country/japan", { start: true }), ...Array.from({ length: 60 }, (_, index) => node(`partner/p${index}`))]);
    const at = pixels(inColumns(many, () => 6, frame(1000)), frame(1000));
    expect(new Set([...at.values()].map(({ x }) => Math.round(x))).size).toBeGreaterThan(2);
    expect(Math.max(...[...at.values()].map(({ y }) => y))).toBeLessThan(500);
  });

  it("has a column for each step of a path", () => {
    const path = { found: true, within: 6, total: 1, shown: 1, apart: [], words: [], steps: [{ source: "partner/a", target: "programme/p", partnerships: [] }, { source: "programme/p", target: "partner/b", partnerships: [] }] };
    const found = columnsOf({ ...view([node("partner/a", { start: true }), node("partner/b", { start: true }), node("programme/p")], [edge("partner/a", "programme/p"), edge("partner/b", "programme/p")]), path });
    expect(found.map(({ nodes }) => nodes.map(({ id }) => id))).toEqual([["partner/a"], ["programme/p"], ["partner/b"]]);
  });
});

describe("along time", () => {
  it("puts what begins later further right, and what has no date at the left", () => {
    const room = frame(1000);
    const nodes = [node("partner/a", { from: "1984-01-01" }), node("partner/b", { countsFrom: "1996-07-19" }), node("partner/c", { from: "2017-01-19" }), node("country/x")];
    const found = alongTime(view(nodes), () => 6, room);
    const at = pixels(found, room);
    const xs = ["country/x", "partner/a", "partner/b", "partner/c"].map((id) => at.get(id)?.x ?? NaN);
    expect(xs).toEqual(xs.toSorted((a, b) => a - b));
    expect(found.guides.words.map(({ text }) => text)).toEqual(expect.arrayContaining(["Partners", "Countries", "undated", "1992"]));
  });

  it("writes round years", () => {
    expect(ticks(1983, 2018, 400)).toEqual([1990, 2000, 2010]);
    expect(ticks(2016, 2018, 1000)).toEqual([2016, 2017, 2018]);
  });
});
