// What colour and size say of a node: its field, country, tier or number of Games, as the address asks.

import type { ShadeKey } from "./legend";
import { MARKS, radiusOf } from "./marks";
import { familyColour, mixed, type Palette, type Rgb } from "./palette";
import type { State } from "./state";
import { degreesOf, type View, type ViewNode } from "./view";

export const LAYOUTS = { meaning: "by meaning", force: "by forces", timeline: "along time" } as const;
export const COLOURS = { field: "field", country: "country", tier: "highest tier", games: "Games" } as const;
export const SIZES = { games: "Games", connections: "connections", same: "all the same" } as const;
export type Layout = keyof typeof LAYOUTS;
export type Colour = keyof typeof COLOURS;
export type Size = keyof typeof SIZES;

/** More nodes than these have no room in columns. */
const MOST_IN_COLUMNS = 250;

/** Returns how a view is arranged: as the address says, else so that places mean something as far as there is room. */
export function layoutOf(state: State, { nodes, show }: Pick<View, "nodes" | "show">): Layout {
  const asked = state.one("layout");
  if (asked !== null && asked in LAYOUTS) return asked as Layout;
  return show === "partners" || nodes.length <= MOST_IN_COLUMNS ? "meaning" : "force";
}

export function colourOf(state: State): Colour {
  const asked = state.one("colour");
  return asked !== null && asked in COLOURS ? (asked as Colour) : "field";
}

export function sizeOf(state: State, { show }: Pick<View, "show">): Size {
  const asked = state.one("size");
  if (asked !== null && asked in SIZES) return asked as Size;
  return show === "partners" ? "games" : "connections";
}

export interface Looks {
  radius(node: ViewNode): number;
  /** A number that sizes stand for where places leave room for it. */
  amount(node: ViewNode): number;
  tint(node: ViewNode, palette: Palette): Rgb;
  /** What the colours mean, unless they are those of the product fields. */
  shades(palette: Palette): ShadeKey[];
}

const HUES = ["technology", "food", "finance", "transport", "consumer", "media", "industry"] as const;
/** Numbers of Games that have one colour. */
const STEPS: [least: number, label: string, share: number][] = [[10, "10 Games or more", 1], [5, "5 to 9", 0.75], [3, "3 or 4", 0.52], [2, "2", 0.36], [1, "1", 0.2], [0, "none recorded", 0.08]];

/** Returns how the nodes of a view look; `named` writes the value of a filter. */
export function looksOf(state: State, view: View, named: (key: string, value: string) => string): Looks {
  const [colour, size] = [colourOf(state), sizeOf(state, view)];
  const degrees = degreesOf(view);
  const amount = (node: ViewNode): number => (size === "same" ? 1 : size === "games" ? Math.max(1, node.games) : 1 + (degrees.get(node.id) ?? 0));
  const countries = topCountries(view);
  const tiers = [...new Set(view.nodes.map(({ tier }) => tier))].filter((tier) => tier !== "").sort(byTier);
  return {
    amount,
    radius: (node) => radiusOf(node.kind, size === "connections" ? (degrees.get(node.id) ?? 0) : size === "same" ? 4 : node.games, view.nodes.length, node.start),
    tint: (node, palette) => {
      const { colour: usual } = MARKS[node.kind];
      if (usual !== "family") return palette.colours[usual];
      if (colour === "field" || node.kind !== "partner") return familyColour(palette, colour === "field" ? node.family : "");
      if (colour === "country") return hueOf(palette, countries.indexOf(node.country));
      if (colour === "tier") return shadeOf(palette, tierShare(tiers.indexOf(node.tier), tiers.length));
      return shadeOf(palette, STEPS.find(([least]) => node.games >= least)?.[2] ?? 0);
    },
    shades: (palette) => {
      if (colour === "country") return [...countries.map((value, index): ShadeKey => ({ label: named("country", value), tint: hueOf(palette, index), key: "country", value })), ...(view.nodes.some(({ kind, country }) => kind === "partner" && !countries.includes(country)) ? [{ label: "other or not recorded", tint: palette.colours.neutral }] : [])];
      if (colour === "tier") return tiers.map((value, index) => ({ label: named("tier", value), tint: shadeOf(palette, tierShare(index, tiers.length)), key: "tier", value }));
      if (colour === "games") return STEPS.filter(([least], index) => view.nodes.some(({ kind, games }) => kind === "partner" && games >= least && games < (STEPS[index - 1]?.[0] ?? Infinity))).map(([, label, share]) => ({ label, tint: shadeOf(palette, share) }));
      return [];
    },
  };
}

function hueOf(palette: Palette, index: number): Rgb {
  const name = HUES[index];
  return name === undefined ? palette.colours.neutral : palette.colours[name];
}

function shadeOf(palette: Palette, share: number): Rgb {
  return mixed(palette.colours.accent, mixed(palette.colours.neutral, palette.colours.sheet, 0.35), share);
}

function tierShare(index: number, all: number): number {
  return index < 0 ? 0 : 1 - (0.9 * index) / Math.max(1, all - 1);
}

const RANKS = ["top", "worldwide", "1", "2", "3", "4", "5", "unstated"];

function byTier(one: string, other: string): number {
  return RANKS.indexOf(one) - RANKS.indexOf(other);
}

/** Returns the countries with most partners, as many as there are colours. */
function topCountries({ nodes }: Pick<View, "nodes">): string[] {
  const counts = new Map<string, number>();
  for (const { country } of nodes) if (country !== "") counts.set(country, (counts.get(country) ?? 0) + 1);
  return [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)).slice(0, HUES.length).map(([country]) => country);
}
