// Finds nodes by what somebody types, whatever accents and capitals it has.

import type { ViewNode } from "./view";

const MARKS = /\p{M}+/gu;
const APART = /[^\p{L}\p{N}]+/gu;

/** Writes a name as one types it: small letters, no accents, words with single spaces. */
export function folded(text: string): string {
  return text.normalize("NFKD").replace(MARKS, "").toLowerCase().replace(/['’]/g, "").replace(APART, " ").trim();
}

interface Entry {
  node: ViewNode;
  names: string[];
  weight: number;
}

export class Finder {
  private readonly entries: Entry[];

  constructor(nodes: readonly ViewNode[]) {
    this.entries = nodes.map((node) => ({
      node,
      names: [...new Set([folded(node.label), folded(node.short)])],
      weight: Object.values(node.neighbours).reduce<number>((sum, count) => sum + (count ?? 0), 0),
    }));
  }

  /** Returns the nodes that have these ids, in their order. */
  named(ids: readonly string[]): ViewNode[] {
    const byId = new Map(this.entries.map(({ node }) => [node.id, node]));
    return ids.map((id) => byId.get(id)).filter((node) => node !== undefined);
  }

  /** Returns the nodes that fit best, at most `most`: names that begin so, then words that do, then any part. */
  find(typed: string, most = 10): ViewNode[] {
    const sought = folded(typed);
    if (sought === "") return [];
    const found = this.entries.map((entry) => ({ entry, rank: Math.min(...entry.names.map((name) => rankOf(name, sought))) }));
    return found
      .filter(({ rank }) => rank < Infinity)
      .toSorted((a, b) => a.rank - b.rank || b.entry.weight - a.entry.weight || (a.entry.node.label < b.entry.node.label ? -1 : 1))
      .slice(0, most)
      .map(({ entry }) => entry.node);
  }
}

function rankOf(name: string, sought: string): number {
  if (name === sought) return 0;
  if (name.startsWith(sought)) return 1;
  if (name.includes(` ${sought}`)) return 2;
  if (name.replaceAll(" ", "").startsWith(sought.replaceAll(" ", ""))) return 3;
  return name.includes(sought) ? 4 : Infinity;
}
