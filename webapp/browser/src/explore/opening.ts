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

/** On a phone the zoom buttons stand above the picture, else beside it. */
const MARGIN = { top: 4, right: 50, bottom: 40, left: 10 };
const NARROW = { width: 640, top: 42, right: 8 };
/** Room for the name of a band, and between two years. */
const HEAD = 17;
const GAP = 0.35;
/** A mark is a little smaller than it should be where it would reach so far into another square, as a share of one. */
const SPARE = 0.2;
const LARGEST_SQUARE = 16;
const SMALLEST_SQUARE = 3;
/** Stands for the years of partners of which no Games are recorded. */
const NO_GAMES = "none";

/** How many partners are named in a picture of a width. */
export function namesIn(width: number): number {
  return width >= NARROW.width ? 25 : width >= 420 ? 14 : 9;
}

/** Returns where partners stand, how large they are, and the words of both axes. */
export function byFirstGames(nodes: readonly ViewNode[], bands: readonly Band[], amount: Amount, frame: Frame): Arrangement {
  const used = bands.filter(({ name }) => nodes.some((node) => familyOf(node, bands) === name));
  const ordered = nodes.toSorted((a, b) => amount(b) - amount(a) || b.games - a.games || (a.id < b.id ? -1 : 1));
  const named = ordered.slice(0, namesIn(frame.width)).map(({ id }) => id);
  const chart = chartOf(ordered, used, amount, frame, named);
  const bare = new Map<string, number>();
  const largest = largestOf((square) => fits(new Attempt({ ...chart, words: bare }, square)));
  let best = new Attempt({ ...chart, words: bare }, largest);
  // Where there is little room, names stand beside their marks as far as they can, and marks may be under them.
  for (let square = largest; frame.width >= NARROW.width && square >= largest * 0.78 && best.names < named.length; square -= 0.5) {
    const found = new Attempt(chart, square);
    if (fits(found) && found.names > best.names) best = found;
  }
  return best.arrangement(named);
}

/** Returns the largest square that fits, to the nearest half below. */
function largestOf(fit: (square: number) => boolean): number {
  let [low, high] = [2 * SMALLEST_SQUARE, 2 * LARGEST_SQUARE];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fit(middle / 2)) low = middle;
    else high = middle - 1;
  }
  return low / 2;
}

function fits(found: Attempt): boolean {
  return found.width <= found.room;
}

function familyOf({ family }: ViewNode, bands: readonly Band[]): string {
  return bands.some(({ name }) => name === family) ? family : (bands.at(-1)?.name ?? "");
}

/** The year of the first Games of a partner, "2000", or where there is little room the decade, "2000s"; or `NO_GAMES`. */
export function yearOf({ first }: Pick<ViewNode, "first">, width: number): string {
  return first === "" ? NO_GAMES : width < NARROW.width ? `${first.slice(0, 3)}0s` : first.slice(0, 4);
}

/** What has to be placed: the partners of each year and band, the largest first. */
interface Chart {
  frame: Frame;
  bands: readonly Band[];
  years: string[];
  cells: ViewNode[][][];
  counts: number[];
  amounts: Map<string, number>;
  largest: number;
  /** How wide the names are that are wanted. */
  words: Map<string, number>;
}

function chartOf(ordered: readonly ViewNode[], bands: readonly Band[], amount: Amount, frame: Frame, named: readonly string[]): Chart {
  const years = [...new Set(ordered.map((node) => yearOf(node, frame.width)))].sort(); // words sort behind figures
  const [yearAt, bandAt] = [new Map(years.map((year, index) => [year, index])), new Map(bands.map(({ name }, index) => [name, index]))];
  const cells = years.map(() => bands.map((): ViewNode[] => []));
  const counts = bands.map(() => 0);
  for (const node of ordered) {
    const band = bandAt.get(familyOf(node, bands)) ?? 0;
    cells[yearAt.get(yearOf(node, frame.width)) ?? 0]?.[band]?.push(node);
    counts[band] = (counts[band] ?? 0) + 1;
  }
  const amounts = new Map(ordered.map((node) => [node.id, amount(node)]));
  const wanted = new Set(named);
  const words = new Map(ordered.filter(({ id }) => wanted.has(id)).map(({ id, short, label }) => [id, frame.measure(short || label)]));
  return { frame, bands, years, cells, counts, amounts, largest: Math.sqrt(Math.max(2, ...amounts.values())), words };
}

/** Placing everything with squares of one size. */
class Attempt {
  private readonly spots = new Map<string, Spot & { side: number; year: number; band: number }>();
  private readonly starts: number[] = [];
  private readonly tops: number[];
  private readonly heights: number[];
  private readonly top: number;
  private readonly right: number;
  private end = 0;

  constructor(private readonly chart: Chart, readonly square: number) {
    const { frame, bands, counts } = chart;
    const narrow = frame.width < NARROW.width;
    [this.top, this.right] = narrow ? [NARROW.top, NARROW.right] : [MARGIN.top, MARGIN.right];
    const room = frame.height - this.top - MARGIN.bottom;
    const least = Math.min(HEAD + square, room / Math.max(1, bands.length));
    const spare = room - least * bands.length;
    // A band needs room for its marks, and for the names in it.
    const needs = bands.map((_, band) => Math.sqrt(counts[band] ?? 0) + chart.cells.flatMap((year) => year[band] ?? []).filter(({ id }) => chart.words.has(id)).length);
    const all = needs.reduce((sum, need) => sum + need, 0);
    this.heights = needs.map((need) => least + (spare * need) / Math.max(1, all));
    this.tops = this.heights.map((_, index) => this.top + this.heights.slice(0, index).reduce((sum, height) => sum + height, 0));
    this.fill();
  }

  /** How many partners have room for their names. */
  get names(): number {
    return [...this.spots.values()].filter(({ named }) => named).length;
  }

  /** Pixels across that there are. */
  get room(): number {
    return this.chart.frame.width - MARGIN.left - this.right;
  }

  /** Pixels across that it takes. */
  get width(): number {
    return this.end * this.square + this.chart.years.length * this.square * GAP;
  }

  private radius(node: ViewNode): number {
    const least = Math.max(1.4, this.square * 0.42);
    const most = Math.min(20, Math.max(6, this.square * 1.7));
    const share = (Math.sqrt(Math.max(1, this.chart.amounts.get(node.id) ?? 1)) - 1) / (this.chart.largest - 1);
    return least + (most - least) * Math.min(1, share);
  }

  private fill(): void {
    const { square, chart: { bands, years, cells, words: names, frame } } = this;
    const grids = this.heights.map((height) => new Grid(Math.max(1, Math.floor((height - 5) / square)), square));
    bands.forEach(({ label }, band) => grids[band]?.reserve(Math.ceil((frame.measure(label) + 4) / square), Math.ceil((HEAD - 3) / square)));
    let start = 0;
    for (let year = 0; year < years.length && start * square <= this.room; year++) {
      this.starts.push(start);
      let end = start + 1;
      for (let band = 0; band < bands.length; band++) {
        const grid = grids[band];
        if (grid === undefined) continue;
        for (const node of cells[year]?.[band] ?? []) {
          const side = Math.min(grid.rows, Math.max(1, Math.ceil((2 * this.radius(node)) / square - SPARE)));
          const wide = names.get(node.id);
          const words = wide === undefined ? 0 : Math.ceil((wide + 13) / square);
          const fits = (start + side + words) * square + year * square * GAP < frame.width - MARGIN.left - 4;
          const spot = grid.place({ id: node.id, side, name: fits ? words : 0 }, start);
          if (spot === null) continue;
          this.spots.set(node.id, { ...spot, side, year, band });
          end = Math.max(end, spot.column + side);
        }
      }
      start = end;
    }
    this.end = start;
  }

  arrangement(named: string[]): Arrangement {
    const { square, chart: { frame, years, cells } } = this;
    const nodes = cells.flat(2);
    // What is left over is shared out between the years.
    const spare = Math.max(0, this.room - this.width) / Math.max(1, years.length);
    const across = (column: number, year: number): number => MARGIN.left + column * square + year * (square * GAP + spare);
    const places = new Map<string, { x: number; y: number }>();
    for (const [id, { column, row, side, year, band }] of this.spots) {
      places.set(id, { x: across(column + side / 2, year), y: (this.tops[band] ?? 0) + 3 + (row + side / 2) * square });
    }
    const sizes = new Map(nodes.map((node) => [node.id, Math.min(this.radius(node), (this.spots.get(node.id)?.side ?? 1) * square * 0.49)]));
    return fitted(frame, { places, sizes, named, guides: { words: this.words(across), rules: this.rules() } });
  }

  private words(across: (column: number, year: number) => number): Guide[] {
    const { chart: { bands: all, years: labels, cells, frame } } = this;
    const bands = all.map(({ label, name }, band): Guide => ({ text: label, x: MARGIN.left, y: (this.tops[band] ?? 0) + 9, anchor: "start", family: name, side: "left" }));
    const counts = cells.map((year) => year.flat().length);
    const years = labels.map((text, year): Guide => {
      const [left, right] = [across(this.starts[year] ?? 0, year), across(this.starts[year + 1] ?? this.end, year)];
      return { text, x: (left + right) / 2, y: frame.height - 12, anchor: "middle", side: "bottom" };
    });
    const edge = (index: number): number => Number(index === 0 || index === years.length - 1 || labels[index + 1] === NO_GAMES);
    const order = years.map((_, index) => index).sort((a, b) => edge(b) - edge(a) || (counts[b] ?? 0) - (counts[a] ?? 0));
    return [{ text: "First Games", x: MARGIN.left, y: frame.height - 30, anchor: "start" }, ...bands, ...order.flatMap((index) => years[index] ?? [])];
  }

  private rules(): Rule[] {
    return this.tops.slice(1).map((y) => ({ from: { x: MARGIN.left, y: y - 1 }, to: { x: this.chart.frame.width - MARGIN.left, y: y - 1 } }));
  }
}
