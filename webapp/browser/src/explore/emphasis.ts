// What stands out, and what steps back for it.

import type { Model } from "./model";

export interface Emphasis {
  selected: string | null;
  /** What the pointer is on. */
  hovered: string | null;
  hoveredEdge: string | null;
  selectedEdge: string | null;
}

export const CALM: Emphasis = { selected: null, hovered: null, hoveredEdge: null, selectedEdge: null };

/** What stands out: everything else steps back. Null where nothing does. */
export interface Outstanding {
  nodes: Set<string>;
  edges: Set<string>;
}

/** Returns the node that everything turns about, if there is one, with its neighbours and edges. */
export function outstanding(graph: Model, { selected, hovered, hoveredEdge, selectedEdge }: Emphasis): Outstanding | null {
  const centre = [hovered, selected].find((node) => node !== null && graph.hasNode(node)) ?? null;
  const edge = [hoveredEdge, selectedEdge].find((key) => key !== null && graph.hasEdge(key)) ?? null;
  if (edge !== null && (hovered === null || !graph.hasNode(hovered)) && (hoveredEdge !== null || selected === null)) {
    return { nodes: new Set(graph.extremities(edge)), edges: new Set([edge]) };
  }
  if (centre !== null) return { nodes: new Set([centre, ...graph.neighbors(centre)]), edges: new Set(graph.edges(centre)) };
  return null;
}
