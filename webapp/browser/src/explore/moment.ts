// What of a view there is on a day, found here while time passes; the server says it exactly once time stands still.

import { begins, holds } from "./days";
import type { View, ViewEdge, ViewNode } from "./view";

export interface Moment {
  nodes: Set<string>;
  edges: Set<string>;
}

/** Kinds that are there because a partnership, or something that has one, leads to them. */
const CARRIED = new Set(["partner", "category", "games"]);

/** Kinds of edges whose dates are those of partnerships. */
const DATED = new Set(["partnership", "covers", "field"]);

/** Tells whether an edge is of a day. A partnership needs a beginning, a role or an event any date; the others always hold. */
function isOf(edge: ViewEdge, day: string): boolean {
  if (!holds(edge, day)) return false;
  if (edge.kind === "partnership") return begins(edge) !== null;
  if (edge.kind === "role" || edge.kind === "event") return begins(edge) !== null || edge.until !== null;
  return true;
}

/** Returns the partners of a day, and the lines between those. */
function partnersOf(view: View, day: string, hidden: ReadonlySet<string>): Moment {
  const is = (node: ViewNode): boolean =>
    node.periods.length === 0 ? begins(node) !== null && holds(node, day) : node.periods.some(([from, until]) => holds({ from, countsFrom: null, until: until || null }, day));
  const nodes = new Set(view.nodes.filter((node) => !hidden.has(node.id) && is(node)).map(({ id }) => id));
  return { nodes, edges: new Set(view.edges.filter(({ source, target }) => nodes.has(source) && nodes.has(target)).map(({ id }) => id)) };
}

/** Returns the first and the last day on which a view has a partnership; null where it has none with a date. */
export function playedOf(view: View): { first: string; last: string } | null {
  const spans = view.show === "partners" ? view.nodes.flatMap(periodsOf) : view.edges.filter(({ kind }) => DATED.has(kind)).map((edge) => [begins(edge), edge.until] as const);
  const dated = spans.filter(([from]) => from !== null);
  const first = dated.reduce((one, [from]) => (from !== null && from < one ? from : one), "9999");
  const last = dated.reduce((one, [, until]) => (until !== null && until > one ? until : one), "");
  const open = dated.some(([, until]) => until === null);
  return first === "9999" ? null : { first, last: open || last === "" ? view.dates.last : last };
}

/** Returns when a partner was one: its periods, or all the time from its first day to its last. */
function periodsOf(node: ViewNode): (readonly [string | null, string | null])[] {
  return node.periods.length === 0 ? [[begins(node), node.until]] : node.periods.map(([from, until]) => [from, until || null]);
}

/** Returns the nodes and edges of a day: partnerships in force, and what they join. */
export function momentOf(view: View, day: string, hidden: ReadonlySet<string> = new Set()): Moment {
  if (view.show === "partners") return partnersOf(view, day, hidden);
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
