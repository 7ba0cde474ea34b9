// From a view to the graph that sigma draws: sizes, shapes, and which edges run side by side.

import { indexParallelEdgesIndex } from "@sigma/edge-curve";
import { MultiGraph } from "graphology";
import type { Places } from "./arranging";
import { stretched, type Stretch } from "./guides";
import type { Looks } from "./looks";
import { MARKS, strokeOf, type Shape, type Stroke } from "./marks";
import { familyColour, hex, mixed, premultiplied, type Palette, type Rgb } from "./palette";
import type { View, ViewEdge, ViewNode } from "./view";

export interface NodeLook {
  x: number;
  y: number;
  size: number;
  label: string;
  color: string;
  border: string;
  borderWidth: number;
  shape: Shape;
  type: "mark";
  zIndex: number;
  node: ViewNode;
  tint: Rgb;
}

export interface EdgeLook {
  size: number;
  color: string;
  type: "straight" | "curved";
  curvature: number;
  /** How it is dashed, which a curved one is not. */
  stroke: Stroke | null;
  zIndex: number;
  edge: ViewEdge;
  tint: Rgb;
}

export type Model = MultiGraph<NodeLook, EdgeLook>;

/** Kinds of edges that are the story itself; the others are context, and paler. */
export const STORY: ReadonlySet<string> = new Set(["partnership", "joint", "role", "successor", "parent"]);

/** Makes the graph of a view; a node without a place stands in the middle. */
export function modelOf(view: View, places: Places, pins: Places, stretch: Stretch, palette: Palette, looks: Looks, sizes: ReadonlyMap<string, number> = new Map()): Model {
  const graph: Model = new MultiGraph<NodeLook, EdgeLook>();
  for (const node of view.nodes) {
    const { x, y } = stretched(pins.get(node.id) ?? places.get(node.id) ?? { x: 0, y: 0 }, stretch);
    const size = sizes.get(node.id) ?? looks.radius(node);
    graph.addNode(node.id, { x, y, size, label: node.short || node.label, shape: MARKS[node.kind].shape, type: "mark", zIndex: 1, node, ...nodeColours(node, palette, looks) });
  }
  for (const edge of view.edges) {
    if (!graph.hasNode(edge.source) || !graph.hasNode(edge.target)) continue;
    graph.addEdgeWithKey(edge.id, edge.source, edge.target, { ...edgeColours(edge, palette, graph.order), type: "straight", curvature: 0, stroke: strokeOf(edge), edge });
  }
  bendParallels(graph);
  if (sizes.size > 0) bendUprights(graph);
  return graph;
}

/** Gives a graph the colours of another scheme. */
export function recolour(graph: Model, palette: Palette, looks: Looks): void {
  graph.updateEachNodeAttributes((_, look) => ({ ...look, ...nodeColours(look.node, palette, looks) }));
  // Told of `zIndex`, sigma arranges the edges anew. Else it looks for places that it may have just given up.
  const hints: { attributes: (keyof EdgeLook)[] } = { attributes: ["color", "size", "tint", "zIndex"] };
  graph.updateEachEdgeAttributes((_, look) => ({ ...look, ...edgeColours(look.edge, palette, graph.order) }), hints);
}

function nodeColours(node: ViewNode, palette: Palette, looks: Looks): Pick<NodeLook, "color" | "border" | "borderWidth" | "tint"> {
  const { filled } = MARKS[node.kind];
  const tint = looks.tint(node, palette);
  const paper = hex(palette.colours.sheet);
  return filled ? { color: hex(tint), border: paper, borderWidth: 1.2, tint } : { color: paper, border: hex(tint), borderWidth: 1.8, tint };
}

function edgeColours(edge: ViewEdge, palette: Palette, nodes: number): Pick<EdgeLook, "color" | "size" | "tint" | "zIndex"> {
  const story = STORY.has(edge.kind);
  if (edge.kind === "shared") return sharedColours(edge, palette);
  const tint = edge.family !== "" && edge.kind !== "part-of" ? familyColour(palette, edge.family) : palette.colours.neutral;
  const crowd = nodes > 5000 ? 0.4 : nodes > 400 ? 0.6 : 1;
  const opacity = (story ? 0.75 : 0.45) * crowd * (palette.dark ? 1.1 : 1);
  return { tint, color: premultiplied(tint, opacity), size: (story ? 2 : 1.5) * (nodes > 400 ? 0.8 : 1), zIndex: story ? 1 : 0 };
}

/** The more Games two partners share, the wider and darker is their line. */
function sharedColours({ games }: ViewEdge, palette: Palette): Pick<EdgeLook, "color" | "size" | "tint" | "zIndex"> {
  const tint = palette.colours.soft;
  return { tint, color: premultiplied(tint, Math.min(0.6, 0.1 + games * 0.018)), size: Math.min(3, 0.6 + games * 0.08), zIndex: 0 };
}

/** Returns how an edge looks when it is pointed out, or pushed back. */
export function emphasised({ tint, size }: EdgeLook): { color: string; size: number; zIndex: number } {
  return { color: premultiplied(tint, 0.9), size: Math.max(2, size * 1.4), zIndex: 3 };
}

export function dimmed(tint: Rgb, palette: Palette): Rgb {
  return mixed(tint, palette.colours.paper, 0.16);
}

/** Lets lines between nodes of one column pass beside what stands between them. */
function bendUprights(graph: Model): void {
  graph.updateEachEdgeAttributes((edge, look) => {
    const [one, other] = graph.extremities(edge).map((node) => graph.getNodeAttributes(node));
    if (look.type === "curved" || look.edge.kind === "shared" || one === undefined || other === undefined || Math.abs(one.x - other.x) > 1 || Math.abs(one.y - other.y) < 1) return look;
    return { ...look, type: "curved", curvature: Math.sign(other.y - one.y) * Math.min(0.3, 45 / Math.abs(other.y - one.y)) };
  });
}

/** How far each further edge between the same two nodes bends aside. */
const BEND = 0.16;

/** Lets edges between the same two nodes run beside each other, so that each can be seen and pointed at. */
function bendParallels(graph: Model): void {
  indexParallelEdgesIndex(graph, { edgeIndexAttribute: "parallel" });
  graph.updateEachEdgeAttributes((_, look) => {
    const { parallel } = look as EdgeLook & { parallel?: number | null };
    return parallel ? { ...look, type: "curved", curvature: BEND * parallel } : look;
  });
}
