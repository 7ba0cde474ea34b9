// Everything along time: across, the year in which it begins; down, its kind.

import { begins } from "./days";
import { fitted, type Arrangement, type Frame, type Guide, type Rule } from "./guides";
import { MARKS } from "./marks";
import { Grid } from "./packing";
import { KINDS, type View, type ViewNode } from "./view";

const MARGIN = { top: 6, right: 50, bottom: 26, left: 12 };
const HEAD = 17;
/** Room at the left for what has no date. */
const UNDATED = 46;

/** Returns when a node begins, in years; else when the first line to it does; null where neither has a date. */
export function beginningsOf({ nodes, edges }: Pick<View, "nodes" | "edges">): Map<string, number> {
  const found = new Map<string, number>();
  for (const node of nodes) {
    const day = begins(node) ?? node.until;
    if (day !== null) found.set(node.id, inYears(day));
  }
  const dated = new Set(found.keys());
  for (const edge of edges) {
    const day = begins(edge);
    if (day === null) continue;
    for (const end of [edge.source, edge.target]) {
      if (!dated.has(end)) found.set(end, Math.min(found.get(end) ?? Infinity, inYears(day)));
    }
  }
  return found;
}

function inYears(day: string): number {
  return Number(day.slice(0, 4)) + (Number(day.slice(5, 7) || 1) - 1) / 12 + (Number(day.slice(8, 10) || 1) - 1) / 366;
}

export function alongTime(view: Pick<View, "nodes" | "edges">, sizeOf: (node: ViewNode) => number, frame: Frame): Arrangement {
  const when = beginningsOf(view);
  for (let square = 24; square > 3; square -= 1) {
    const found = attempt(view.nodes, when, sizeOf, frame, square);
    if (found !== null) return found;
  }
  return attempt(view.nodes, when, sizeOf, frame, 3, true) ?? fitted(frame, { places: new Map(), sizes: new Map(), named: [], guides: { words: [], rules: [] } });
}

function attempt(nodes: readonly ViewNode[], when: Map<string, number>, sizeOf: (node: ViewNode) => number, frame: Frame, square: number, whatever = false): Arrangement | null {
  const kinds = KINDS.filter((kind) => nodes.some((node) => node.kind === kind));
  const counts = kinds.map((kind) => Math.sqrt(nodes.filter((node) => node.kind === kind).length));
  const all = counts.reduce((sum, count) => sum + count, 0);
  const spare = frame.height - MARGIN.top - MARGIN.bottom - kinds.length * (HEAD + square);
  const heights = counts.map((count) => HEAD + square + (Math.max(0, spare) * count) / Math.max(1, all));
  const tops = heights.map((_, index) => MARGIN.top + heights.slice(0, index).reduce((sum, height) => sum + height, 0));
  const undated = nodes.some(({ id }) => !when.has(id));
  const years = [...when.values()];
  const [first, last] = [Math.floor(Math.min(...years)), Math.ceil(Math.max(...years)) + 1];
  const left = MARGIN.left + (undated ? UNDATED : 0);
  const across = (year: number): number => left + ((year - first) / Math.max(1, last - first)) * (frame.width - left - MARGIN.right);
  const places = new Map<string, { x: number; y: number }>();
  const sizes = new Map<string, number>();
  for (const [band, kind] of kinds.entries()) {
    const grid = new Grid(Math.max(1, Math.floor(((heights[band] ?? 0) - HEAD) / square)), square);
    const here = nodes.filter((node) => node.kind === kind).toSorted((a, b) => (when.get(a.id) ?? 0) - (when.get(b.id) ?? 0) || (a.id < b.id ? -1 : 1));
    for (const node of here) {
      const year = when.get(node.id);
      const column = year === undefined ? 0 : Math.round((across(year) - MARGIN.left) / square);
      // What is dated stays within a square of its day.
      const spot = grid.place({ id: node.id, side: 1, name: 0 }, column, whatever ? Infinity : column + (year === undefined ? Math.max(0, Math.floor(UNDATED / square) - 1) : Math.max(1, Math.floor(14 / square))));
      if (spot === null) return null;
      places.set(node.id, { x: MARGIN.left + (spot.column + 0.5) * square, y: (tops[band] ?? 0) + HEAD + (spot.row + 0.5) * square });
      sizes.set(node.id, Math.max(1.3, Math.min(sizeOf(node), square * 0.45)));
    }
  }
  return fitted(frame, { places, sizes, named: [], guides: { words: words(), rules: rules() } });

  function words(): Guide[] {
    const bands = kinds.map((kind, band): Guide => ({ text: capital(MARKS[kind].many), x: MARGIN.left, y: (tops[band] ?? 0) + 9, anchor: "start", side: "left" }));
    const marks = ticks(first, last, frame.width).map((year): Guide => ({ text: String(year), x: across(year), y: frame.height - 12, anchor: "middle", side: "bottom" }));
    return [...bands, ...(undated ? [{ text: "undated", x: MARGIN.left, y: frame.height - 12, anchor: "start" as const, side: "bottom" as const }] : []), ...(years.length > 0 ? marks : [])];
  }

  function rules(): Rule[] {
    const level = tops.slice(1).map((y) => ({ from: { x: MARGIN.left, y: y - 1 }, to: { x: frame.width - MARGIN.left, y: y - 1 } }));
    const upright = years.length === 0 ? [] : ticks(first, last, frame.width).map((year) => ({ from: { x: across(year), y: MARGIN.top }, to: { x: across(year), y: frame.height - MARGIN.bottom } }));
    return [...level, ...upright];
  }
}

/** Returns the round years to write, about one in seventy pixels. */
export function ticks(first: number, last: number, width: number): number[] {
  const step = [1, 2, 4, 5, 10, 20, 50].find((years) => (last - first) / years <= width / 70) ?? 100;
  const begin = Math.ceil(first / step) * step;
  return Array.from({ length: Math.max(0, Math.floor((last - begin) / step) + 1) }, (_, index) => begin + index * step);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
