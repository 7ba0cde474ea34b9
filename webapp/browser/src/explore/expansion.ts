// How a view grows from a node: what an expansion adds is said before it is done.

import type { State } from "./state";
import { KINDS, type Kind, type View, type ViewNode } from "./view";

export interface Growth {
  kind: Kind;
  all: number;
  shown: number;
  /** The state with these neighbours, or with all of them where the first are shown. */
  state: State;
}

/** Returns the kinds of neighbours of a node with their numbers, and what shows them. */
export function growthsOf(node: ViewNode, state: State): Growth[] {
  return KINDS.filter((kind) => (node.neighbours[kind] ?? 0) > 0).map((kind) => ({
    kind,
    all: node.neighbours[kind] ?? 0,
    shown: node.shown[kind] ?? 0,
    state: grown(node.id, state, kind),
  }));
}

/** Returns the state in which a node's neighbours are shown, of all kinds or of one; all of them if the first already are. */
export function grown(node: string, state: State, kind?: Kind): State {
  const base = state.whole ? startedAt(node, state) : state;
  const part = kind === undefined ? node : `${node}.${kind}`;
  const open = base.has("open", part) || base.has("open", node);
  if (open && kind !== undefined) return base.with("all", part);
  const kinds = base.all("kind");
  const visible = kind !== undefined && kinds.length > 0 && !kinds.includes(kind) ? base.with("kind", kind) : base;
  return open ? visible : visible.with("open", part);
}

/** Returns the state that begins with a node, with the filters of another. */
export function startedAt(node: string, state: State): State {
  return state.except("path", "focus", "zoom", "pin").set("from", node).set("open").set("all").without("hide", node).set("select", node);
}

/** Tells whether an expansion is open, so that it can be closed again. */
export function isOpen(node: string, state: State): boolean {
  return state.all("open").some((part) => part === node || part.startsWith(`${node}.`));
}

/** Tells whether nothing else is open: without it the view would be a lone mark, so it stays open. */
export function isLastOpen(node: string, state: State): boolean {
  const others = state.all("open").some((part) => part !== node && !part.startsWith(`${node}.`));
  return !others && isOpen(node, state) && state.one("path") === null;
}

/** Returns the state without the expansions of a node, which stays itself. */
export function closed(node: string, state: State): State {
  const other = (part: string): boolean => part !== node && !part.startsWith(`${node}.`);
  const left = state.set("open", ...state.all("open").filter(other)).set("all", ...state.all("all").filter(other));
  return left.with("from", node);
}

/** Returns the names of the nodes of a view by id. */
export function namesOf({ nodes }: View): Map<string, ViewNode> {
  return new Map(nodes.map((node) => [node.id, node]));
}
