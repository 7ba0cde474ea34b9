import { describe, expect, it } from "vitest";
import { arranged, chance, roundsFor, startOf, type Plan } from "../../src/explore/layout";
import { planOf } from "../../src/explore/plan";
import { edge, node, view } from "./views";

function ring(count: number): Plan {
  const nodes = Array.from({ length: count }, (_, index) => node(`partner/n${index}`));
  return planOf(view(nodes, nodes.map(({ id }, index) => edge(id, nodes[(index + 1) % count]?.id ?? id))));
}

describe("the arrangement", () => {
  it("is the same for the same graph, in whatever order it comes", () => {
    const nodes = ["partner/a", "partner/b", "games/c", "country/d"].map((id) => node(id));
    const edges = [edge("partner/a", "games/c"), edge("partner/b", "games/c"), edge("partner/b", "country/d", "country")];
    const [one, other] = [planOf(view(nodes, edges)), planOf(view(nodes.toReversed(), edges.toReversed()))];
    expect(other).toEqual(one);
    expect(arranged(other)).toEqual(arranged(one));
  });

  it("keeps nodes apart, and finite", () => {
    const plan = ring(40);
    const places = arranged(plan);
    expect(places.every(Number.isFinite)).toBe(true);
    for (let a = 0; a < 40; a++) {
      for (let b = a + 1; b < 40; b++) {
        const distance = Math.hypot((places[2 * a] ?? 0) - (places[2 * b] ?? 0), (places[2 * a + 1] ?? 0) - (places[2 * b + 1] ?? 0));
        expect(distance).toBeGreaterThan(plan.sizes[a] ?? 0);
      }
    }
  });

  it("tells how far it is", () => {
    const told: number[] = [];
    arranged(ring(5), (share) => told.push(share));
    expect(told.length).toBeGreaterThan(5);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
  });

  it("bears no node, one node, and nodes without edges", () => {
    expect(arranged(planOf(view([])))).toHaveLength(0);
    expect(arranged(planOf(view([node("partner/a")])))).toHaveLength(2);
    expect(arranged(planOf(view([node("partner/a"), node("partner/b")]))).every(Number.isFinite)).toBe(true);
  });

  it("begins where the names say", () => {
    expect(startOf("partner/visa")).toEqual(startOf("partner/visa"));
    const chances = Array.from({ length: 2000 }, (_, index) => chance(`node ${index}`));
    const mean = chances.reduce((sum, value) => sum + value, 0) / chances.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.03);
    expect(roundsFor(20_000)).toBeLessThan(roundsFor(100));
  });
});
