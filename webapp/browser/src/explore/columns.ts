// What is around one thing in columns: people and organizations, the thing, categories, programmes, Games in the order of time.

import { fitted, type Arrangement, type Frame, type Guide } from "./guides";
import { MARKS } from "./marks";
import { begins } from "./days";
import type { Kind, View, ViewNode } from "./view";

/** Kinds to the left of the thing and to its right; on a narrow screen one below the other. */
interface Order {
  left: Kind[][];
  right: Kind[][];
}

const ORDERS: Record<Kind, Order> = {
  partner: { left: [["country", "person", "organization", "partner"]], right: [["category"], ["programme"], ["games"]] },
  programme: { left: [["country", "person", "organization"], ["games", "programme"]], right: [["partner"], ["category"]] },
  games: { left: [["country", "person", "organization", "games"]], right: [["programme"], ["partner"], ["category"]] },
  category: { left: [["category", "country", "person", "organization"]], right: [["partner"], ["programme"], ["games"]] },
  country: { left: [["country", "person", "organization"]], right: [["partner"], ["games"], ["category"], ["programme"]] },
  person: { left: [["country", "person"]], right: [["organization"], ["partner"], ["programme", "category"], ["games"]] },
  organization: { left: [["country", "person"]], right: [["organization"], ["programme", "partner", "category"], ["games"]] },
};
const NOTHING: Order = { left: [], right: [["country", "person", "organization"], ["partner"], ["category"], ["programme"], ["games"]] };

const HEAD = 22;
const ROW = { least: 17, most: 48 };
/** Below this width columns would have no room for names. */
const NARROW = 620;
const RADIUS = { node: 8, start: 12 };

interface Column {
  nodes: ViewNode[];
  heading: string;
}

/** Returns the columns of a view from left to right, each in its order from above. */
export function columnsOf(view: Pick<View, "nodes" | "edges" | "path">): Column[] {
  const found = view.path?.found ? stepsOf(view) : groupsOf(view.nodes);
  return sorted(found, view);
}

function groupsOf(nodes: readonly ViewNode[]): Column[] {
  const starts = nodes.filter(({ start }) => start);
  const order = starts[0] === undefined ? NOTHING : ORDERS[starts[0].kind];
  const column = (kinds: Kind[]): Column => ({ nodes: nodes.filter(({ start, kind }) => !start && kinds.includes(kind)), heading: headingOf(kinds, nodes.filter(({ start }) => !start)) });
  return [...order.left.map(column), { nodes: starts, heading: "" }, ...order.right.map(column)].filter((one) => one.nodes.length > 0);
}

function headingOf(kinds: Kind[], nodes: readonly ViewNode[]): string {
  const used = kinds.flatMap((kind) => {
    const count = nodes.filter((node) => node.kind === kind).length;
    return count === 0 ? [] : [count === 1 ? MARKS[kind].one : MARKS[kind].many];
  });
  const text = used.length > 2 ? `${used.slice(0, -1).join(", ")} and ${used.at(-1)}` : used.join(" and ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Returns the columns of a path: one for each step, and what is beside it at the end. */
function stepsOf({ nodes, edges, path }: Pick<View, "nodes" | "edges" | "path">): Column[] {
  const far = new Map<string, number>();
  let edge = path?.steps[0] === undefined ? [] : [path.steps[0].source];
  const ways = new Map<string, string[]>();
  for (const { source, target } of edges) {
    ways.set(source, [...(ways.get(source) ?? []), target]);
    ways.set(target, [...(ways.get(target) ?? []), source]);
  }
  for (let step = 0; edge.length > 0; step++) {
    for (const id of edge) far.set(id, step);
    edge = [...new Set(edge.flatMap((id) => ways.get(id) ?? []))].filter((id) => !far.has(id));
  }
  const last = Math.max(0, ...far.values());
  return Array.from({ length: last + 2 }, (_, step) => ({ nodes: nodes.filter(({ id }) => (far.get(id) ?? last + 1) === step), heading: "" })).filter((one) => one.nodes.length > 0);
}

const TIMELY = new Set<Kind>(["games", "programme"]);

/** Sorts what has a time by it, and the rest by the middle of what it is joined to, so that few lines cross. */
function sorted(columns: Column[], { edges }: Pick<View, "edges">): Column[] {
  const beside = new Map<string, string[]>();
  for (const { source, target } of edges) {
    beside.set(source, [...(beside.get(source) ?? []), target]);
    beside.set(target, [...(beside.get(target) ?? []), source]);
  }
  const ranks = new Map<string, number>();
  const rank = (nodes: ViewNode[]): void => nodes.forEach(({ id }, index) => ranks.set(id, (index + 0.5) / nodes.length));
  const time = (node: ViewNode): string => begins(node) ?? node.until ?? "9999";
  const words = (a: ViewNode, b: ViewNode): number => (a.label < b.label ? -1 : a.label > b.label ? 1 : a.id < b.id ? -1 : 1);
  const kinds = (column: Column): Kind[] => [...new Set(column.nodes.map(({ kind }) => kind))];
  for (const column of columns) {
    column.nodes.sort((a, b) => (TIMELY.has(a.kind) && a.kind === b.kind ? (time(a) < time(b) ? -1 : time(a) > time(b) ? 1 : words(a, b)) : words(a, b)));
    rank(column.nodes);
  }
  const middle = ({ id }: ViewNode): number => {
    const near = (beside.get(id) ?? []).map((other) => ranks.get(other) ?? 0.5);
    return near.length === 0 ? 0.5 : near.reduce((sum, one) => sum + one, 0) / near.length;
  };
  for (let time = 0; time < 4; time++) {
    for (const column of time % 2 === 0 ? columns : columns.toReversed()) {
      if (column.nodes.every(({ kind }) => TIMELY.has(kind))) continue;
      const weights = new Map(column.nodes.map((node) => [node.id, middle(node)]));
      const order = kinds(column);
      column.nodes.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || (TIMELY.has(a.kind) ? 0 : (weights.get(a.id) ?? 0) - (weights.get(b.id) ?? 0)) || 0);
      rank(column.nodes);
    }
  }
  return columns;
}

/** Returns where the nodes of a view stand in columns, or in blocks one below the other where the picture is narrow. */
export function inColumns(view: Pick<View, "nodes" | "edges" | "path">, sizeOf: (node: ViewNode) => number, frame: Frame): Arrangement {
  const columns = columnsOf(view);
  return frame.width < NARROW ? inBlocks(columns, sizeOf, frame) : beside(columns, sizeOf, frame);
}

/** Returns radii that fit the rows: at least what can be seen, at most what touches nothing. */
function sizesOf(columns: Column[], sizeOf: (node: ViewNode) => number, most: number): Map<string, number> {
  const radius = (node: ViewNode): number => Math.max(2, Math.min(sizeOf(node) * 0.8, most, node.start ? RADIUS.start : RADIUS.node));
  return new Map(columns.flatMap(({ nodes }) => nodes.map((node) => [node.id, radius(node)] as const)));
}

function beside(columns: Column[], sizeOf: (node: ViewNode) => number, frame: Frame): Arrangement {
  const tall = frame.height - HEAD - 24;
  const rows = Math.max(1, Math.floor(tall / ROW.least));
  // A column that is too long for the picture becomes several.
  const split = columns.flatMap(({ nodes, heading }) => {
    const parts = Math.ceil(nodes.length / rows);
    const each = Math.ceil(nodes.length / Math.max(1, parts));
    return Array.from({ length: parts }, (_, part) => ({ nodes: nodes.slice(part * each, (part + 1) * each), heading: part === 0 ? heading : "" }));
  });
  const needs = split.map(({ nodes }) => Math.min(290, 34 + Math.max(...nodes.map(({ short, label }) => frame.measure(short || label)))));
  const all = needs.reduce((sum, need) => sum + need, 0);
  const right = 50;
  const spare = Math.max(0, frame.width - right - 24 - all) / Math.max(1, split.length - 1);
  const factor = Math.min(1, (frame.width - right - 24) / all);
  const places = new Map<string, { x: number; y: number }>();
  const words: Guide[] = [];
  const fill = (count: number): number => Math.min(ROW.most, tall / count);
  const headings = Math.max(14, HEAD - 4 + Math.min(...split.map(({ nodes }) => (tall - fill(nodes.length) * nodes.length) / 2)));
  const rooms = new Map<string, number>();
  let left = 24;
  split.forEach(({ nodes, heading }, index) => {
    const row = fill(nodes.length);
    const top = HEAD + 12 + (tall - row * nodes.length) / 2;
    nodes.forEach(({ id }, at) => places.set(id, { x: left, y: top + (at + 0.5) * row }));
    if (heading !== "") words.push({ text: heading, x: left - 8, y: headings, anchor: "start" });
    // Names are mostly smaller than measured.
    const room = (index === split.length - 1 ? frame.width - left - 20 : (needs[index] ?? 0) * factor + spare - 20) * 1.08;
    for (const { id } of nodes) rooms.set(id, room);
    left += (needs[index] ?? 0) * factor + spare;
  });
  const sizes = sizesOf(split, sizeOf, (0.42 * tall) / Math.max(...split.map(({ nodes }) => nodes.length)));
  return fitted(frame, { places, sizes, rooms, named: split.flatMap(({ nodes }) => nodes.map(({ id }) => id)), guides: { words, rules: [] } });
}

function inBlocks(columns: Column[], sizeOf: (node: ViewNode) => number, frame: Frame): Arrangement {
  for (let row = 26; row > 6; row -= 1) {
    const found = blocksOf(columns, sizeOf, frame, row);
    if (found.bottom <= frame.height - 6) return found.arrangement;
  }
  return blocksOf(columns, sizeOf, frame, 6).arrangement;
}

/** Lets the nodes of each block flow like words, with lines of one height. */
function blocksOf(columns: Column[], sizeOf: (node: ViewNode) => number, frame: Frame, row: number): { bottom: number; arrangement: Arrangement } {
  const places = new Map<string, { x: number; y: number }>();
  const rooms = new Map<string, number>();
  const words: Guide[] = [];
  const radius = Math.max(2, Math.min(RADIUS.node, row * 0.3));
  let y = 12;
  for (const { nodes, heading } of columns) {
    if (heading !== "") words.push({ text: heading, x: 8, y, anchor: "start" });
    y += heading === "" ? row * 0.4 : row * 0.85;
    let x = 8;
    for (const { id, short, label } of nodes) {
      const wide = 2 * radius + 12 + frame.measure(short || label);
      // The zoom buttons stand in the upper right corner.
      const most = frame.width - (y < 44 ? 130 : 6);
      if (x > 8 && x + wide > most) [x, y] = [8, y + row];
      places.set(id, { x: x + radius + 2, y });
      rooms.set(id, most - x - 2 * radius - 12);
      x += wide + 6;
    }
    y += row * 1.15;
  }
  const sizes = sizesOf(columns, sizeOf, row * 0.42);
  return { bottom: y - row * 0.6, arrangement: fitted(frame, { places, sizes, rooms, named: columns.flatMap(({ nodes }) => nodes.map(({ id }) => id)), guides: { words, rules: [] } }) };
}
