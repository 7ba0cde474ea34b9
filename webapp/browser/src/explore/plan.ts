// From a view to what the arrangement has to know of it.

import type { Plan } from "./layout";
import { radiusOf } from "./marks";
import { degreesOf, type View } from "./view";

/** How strongly an edge draws its ends together: what the graph is about most, what joins everything to everything least. */
const PULL: Record<string, number> = { partnership: 1, joint: 1, covers: 2, "part-of": 1, successor: 2, parent: 2, role: 1, event: 0.5, owner: 0.6, host: 0.3, field: 0.25, country: 0.08 };

/** Returns what the worker has to know of a view; in the order of the identifiers, which no sorting of the server changes. */
export function planOf(view: View): Plan {
  const nodes = view.nodes.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const index = new Map(nodes.map((node, position) => [node.id, position]));
  const degrees = degreesOf(view);
  const edges = view.edges.filter(({ source, target }) => index.has(source) && index.has(target)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return {
    nodes: nodes.map(({ id }) => id),
    sizes: Float32Array.from(nodes, (node) => radiusOf(node.kind, degrees.get(node.id) ?? 0, nodes.length, node.start)),
    ends: Uint32Array.from(edges.flatMap(({ source, target }) => [index.get(source) ?? 0, index.get(target) ?? 0])),
    weights: Float32Array.from(edges, ({ kind }) => PULL[kind] ?? 0.5),
  };
}
