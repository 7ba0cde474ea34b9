// Partners by their first Games, across, and their product field, down; none covers another, nor a name that has room.

import { fitted, type Arrangement, type Frame, type Guide, type Rule } from "./guides";
import { Grid, type Spot } from "./packing";
import type { ViewNode } from "./view";

export interface Band {
  name: string;
  label: string;
}

/** How much of each partner is told by its size. */
export type Amount = (node: ViewNode) => number;

const MARGIN = { top: 6, right: 50, bottom: 26, left: 10 };
/** Room for the name of a band, and between two years. */
const HEAD = 17;
const GAP = 0.35;
const LARGEST_SQUARE = 22;
const SMALLEST_SQUARE = 3;
/** Words for partners of which no Games are recorded. */
const NO_GAMES = "none";

/** How many partners are named in a picture of a width. */
export function namesIn(width: number): number {
  return width >= 640 ? 25 : width >= 420 ? 14 : 9;
}

/** Returns where partners stand, how large they are, and the words of both axes. */
export function byFirstGames(nodes: readonly ViewNode[], bands: readonly Band[], amount: Amount, frame: Frame): Arrangement {
  const used = bands.filter(({ name }) => nodes.some((node) => familyOf(node, bands) === name));
  const ordered = nodes.toSorted((a, b) => amount(b) - amount(a) || b.games - a.games || (a.id < b.id ? -1 : 1));
  const named = ordered.slice(0, namesIn(frame.width)).map(({ id }) => id);
  for (let square = LARGEST_SQUARE; square > SMALLEST_SQUARE; square -= 0.5) {
    const found = new Attempt(ordered, used, amount, frame, new Set(named), square);
    if (found.width <= frame.width - MARGIN.right - MARGIN.left) return found.arrangement();
  }
  return new Attempt(ordered, used, amount, frame, new Set(), SMALLEST_SQUARE).arrangement();
}

function familyOf({ family }: ViewNode, bands: readonly Band[]): string {
  return bands.some(({ name }) => name === family) ? family : (bands.at(-1)?.name ?? "");
}

/** The year of the first Games of a partner: "2000", or `NO_GAMES`. */
export function yearOf({ first }: ViewNode): string {
  return first === "" ? NO_GAMES : first.slice(0, 4);
}

/** Placing everything with squares of one size. */
class Attempt {
  private readonly spots = new Map<string, Spot & { side: number; year: number; band: number }>();
  private readonly starts: number[] = [];
  private readonly years: string[];
  private readonly tops: number[];
  private readonly heights: number[];
  private end = 0;

  constructor(
    private readonly nodes: readonly ViewNode[],
    private readonly bands: readonly Band[],
    private readonly amount: Amount,
    private readonly frame: Frame,
    private readonly wanted: ReadonlySet<string>,
    private readonly square: number,
  ) {
    this.years = [...new Set(nodes.map(yearOf))].sort(); // words sort behind figures
    const counts = bands.map(({ name }) => nodes.filter((node) => familyOf(node, bands) === name).length);
    const room = frame.height - MARGIN.top - MARGIN.bottom;
    const least = Math.min(HEAD + 2 * square, room / Math.max(1, bands.length));
    const spare = room - least * bands.length;
    const all = counts.reduce((sum, count) => sum + Math.sqrt(count), 0);
    this.heights = counts.map((count) => least + (spare * Math.sqrt(count)) / Math.max(1, all));
    this.tops = this.heights.map((_, index) => MARGIN.top + this.heights.slice(0, index).reduce((sum, height) => sum + height, 0));
    this.fill();
  }

  /** Pixels across that it takes. */
  get width(): number {
    return this.end * this.square + this.years.length * this.square * GAP;
  }

  private radius(node: ViewNode): number {
    const least = Math.max(1.4, this.square * 0.36);
    const most = Math.min(20, Math.max(6, this.square * 1.5));
    const largest = Math.sqrt(Math.max(2, this.amount(this.nodes[0] ?? node)));
    const share = (Math.sqrt(Math.max(1, this.amount(node))) - 1) / (largest - 1);
    return least + (most - least) * Math.min(1, share);
  }

  private fill(): void {
    const { square } = this;
    const grids = this.heights.map((height) => new Grid(Math.max(1, Math.floor((height - HEAD - 2) / square)), square));
    let start = 0;
    this.years.forEach((year, at) => {
      this.starts.push(start);
      let end = start + 1;
      this.bands.forEach(({ name }, band) => {
        const grid = grids[band];
        for (const node of this.nodes) {
          if (yearOf(node) !== year || familyOf(node, this.bands) !== name || grid === undefined) continue;
          const side = Math.min(grid.rows, Math.max(1, Math.ceil((2 * this.radius(node) + 1) / square)));
          const words = this.wanted.has(node.id) ? Math.ceil((this.frame.measure(node.short || node.label) + 9) / square) : 0;
          const fits = (start + side + words) * square + at * square * GAP < this.frame.width - MARGIN.left - 4;
          const spot = grid.place({ id: node.id, side, name: fits ? words : 0 }, start);
          if (spot === null) continue;
          this.spots.set(node.id, { ...spot, side, year: at, band });
          end = Math.max(end, spot.column + side);
        }
      });
      start = end;
    });
    this.end = start;
  }

  arrangement(): Arrangement {
    const { square, frame } = this;
    // What is left over is shared out between the years.
    const spare = Math.max(0, frame.width - MARGIN.left - MARGIN.right - this.width) / Math.max(1, this.years.length);
    const across = (column: number, year: number): number => MARGIN.left + column * square + year * (square * GAP + spare);
    const places = new Map<string, { x: number; y: number }>();
    for (const [id, { column, row, side, year, band }] of this.spots) {
      places.set(id, { x: across(column + side / 2, year), y: (this.tops[band] ?? 0) + HEAD + (row + side / 2) * square });
    }
    const sizes = new Map(this.nodes.map((node) => [node.id, this.radius(node)]));
    const named = this.nodes.filter(({ id }) => this.spots.get(id)?.named).map(({ id }) => id);
    return fitted(frame, { places, sizes, named, guides: { words: this.words(across), rules: this.rules() } });
  }

  private words(across: (column: number, year: number) => number): Guide[] {
    const bands = this.bands.map(({ label, name }, band): Guide => ({ text: label, x: MARGIN.left, y: (this.tops[band] ?? 0) + 9, anchor: "start", family: name, side: "left" }));
    const counts = this.years.map((year) => this.nodes.filter((node) => yearOf(node) === year).length);
    const years = this.years.map((text, year): Guide => {
      const [left, right] = [across(this.starts[year] ?? 0, year), across(this.starts[year + 1] ?? this.end, year)];
      return { text, x: (left + right) / 2, y: this.frame.height - 12, anchor: "middle", side: "bottom" };
    });
    const order = years.map((_, index) => index).sort((a, b) => Number(b === 0) - Number(a === 0) || (counts[b] ?? 0) - (counts[a] ?? 0));
    return [...bands, ...order.flatMap((index) => years[index] ?? [])];
  }

  private rules(): Rule[] {
    return this.tops.slice(1).map((y) => ({ from: { x: MARGIN.left, y: y - 1 }, to: { x: this.frame.width - MARGIN.left, y: y - 1 } }));
  }
}
