// Small views for the tests.

import { UNDATED, type Kind, type View, type ViewEdge, type ViewNode } from "../../src/explore/view";

export function node(id: string, more: Partial<ViewNode> = {}): ViewNode {
  const [kind, slug = ""] = id.split("/");
  const label = slug.charAt(0).toUpperCase() + slug.slice(1);
  return { id, iri: `urn:${id}`, label, short: label, kind: kind as Kind, family: "", href: `/${id}`, neighbours: {}, shown: {}, start: false, games: 0, first: "", country: "", tier: "", periods: [], ...UNDATED, at: null, ...more };
}

export function edge(source: string, target: string, kind = "partnership", more: Partial<ViewEdge> = {}): ViewEdge {
  return { id: `${kind}~${source}~${target}`, source, target, kind, label: "", family: "", ...UNDATED, status: null, tier: null, categories: [], games: 0, sources: [], iri: null, href: null, ...more };
}

export function view(nodes: ViewNode[], edges: ViewEdge[] = []): View {
  const dates = { first: "1896-04-06", last: "2034-12-31" };
  return { version: "1", citation: "", state: "", title: "", note: "", show: "network", nodes, edges, cuts: [], counts: { nodes: {}, edges: {}, bases: {} }, whole: {}, large: false, partners: null, dates, path: null };
}
