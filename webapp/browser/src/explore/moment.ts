// What of a view there is on a day, found here while time passes; the server says it exactly once time stands still.

import { begins, holds } from "./days";
import type { View, ViewEdge } from "./view";

export interface Moment {
  nodes: Set<string>;
  edges: Set<string>;
}

/** Kinds that are there because a partnership, or something that has one, leads to them. */
const CARRIED = new Set(["partner", "category", "games"]);

/** Tells whether an edge is of a day. A partnership needs a beginning, a role or an event any date; the others always hold. */
function isOf(edge: ViewEdge, day: string): boolean {
  if (!holds(edge, day)) return false;
  if (edge.kind === "partnership") return begins(edge) !== null;
  if (edge.kind === "role" || edge.kind === "event") return begins(edge) !== null || edge.until !== null;
  return true;
}

/** Returns the first and the last day on which a view has a partnership; null where it has none with a date. */
export function playedOf(view: View): { first: string; last: string } | null {
  const deals = view.edges.filter(({ kind }) => kind === "partnership" || kind === "covers" || kind === "field");
  const first = deals.flatMap((edge) => begins(edge) ?? []).reduce((one, other) => (other < one ? other : one), "9999");
  const open = deals.some((edge) => begins(edge) !== null && edge.until === null);
  const last = deals.flatMap(({ until }) => until ?? []).reduce((one, other) => (other > one ? other : one), "");
  return first === "9999" ? null : { first, last: open || last === "" ? view.dates.last : last };
}

/** Returns the nodes and edges of a day: partnerships in force, and what they join. */
export function momentOf(view: View, day: string, hidden: ReadonlySet<string> = new Set()): Moment {
  const kinds = new Map(view.nodes.map(({ id, kind }) => [id, kind]));
  const edges = view.edges.filter((edge) => isOf(edge, day));
  const core = new Set<string>();
  for (const { kind, source, target } of edges) {
    if (kind === "partnership") core.add(source).add(target);
  }
  // One step on: the fields, Games and countries of those.
  const nodes = new Set(core);
  for (const { kind, source, target } of edges) {
    if (kind === "partnership") continue;
    for (const [one, other] of [[source, target], [target, source]] as const) {
      if (core.has(one) && !(kinds.get(other) === "partner") && (kind !== "part-of" || !CARRIED.has(kinds.get(other) ?? ""))) nodes.add(other);
    }
  }
  for (const { id, start } of view.nodes) if (start) nodes.add(id);
  for (const node of hidden) nodes.delete(node);
  return { nodes, edges: new Set(edges.filter(({ source, target }) => nodes.has(source) && nodes.has(target)).map(({ id }) => id)) };
}
