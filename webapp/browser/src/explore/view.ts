// The view that the server answers for a state: what is shown, and what was cut; see webapp/explorer on the server.

export const KINDS = ["partner", "games", "programme", "category", "country", "person", "organization"] as const;
export type Kind = (typeof KINDS)[number];
export type Counts = Partial<Record<string, number>>;

/** What a day rests on; "" where nothing is dated. */
export type Basis = "" | "stated" | "announced" | "assumed" | "unknown";

/** When something goes on. */
export interface Dates {
  from: string | null;
  fromBasis: Basis;
  until: string | null;
  untilBasis: Basis;
  /** The day from which something counts whose first day nobody knows. */
  countsFrom: string | null;
}

export interface ViewNode extends Dates {
  id: string;
  iri: string;
  label: string;
  short: string;
  kind: Kind;
  /** The colour family of its product field, or "". */
  family: string;
  href: string;
  /** How many neighbours of each kind it has in the whole graph, and how many of them are shown. */
  neighbours: Counts;
  shown: Counts;
  start: boolean;
  /** Of a partner: its number of Games, the first of them ("2000-summer"), the slug of its country, its highest tier. */
  games: number;
  first: string;
  country: string;
  tier: string;
  /** When it was a partner, where that is not one period from `from` to `until`. */
  periods: [from: string, until: string][];
  /** Where it stands, if the server knows: it does in the whole network. */
  at: [x: number, y: number] | null;
}

export interface ViewEdge extends Dates {
  id: string;
  source: string;
  target: string;
  kind: string;
  label: string;
  family: string;
  status: string | null;
  tier: string | null;
  categories: string[];
  /** How many Games two partners share whom it joins for that. */
  games: number;
  /** What it rests on, by the paths of the pages: "source/ioc-2017". */
  sources: string[];
  iri: string | null;
  href: string | null;
}

export interface Cut {
  node: string;
  kind: string;
  shown: number;
  all: number;
  /** The query string that lifts the cut; "" where the picture shows no more. */
  more: string;
}

/** The shortest ways between two nodes: `total` of them, of which `shown` are drawn and one is told step by step. */
export interface Path {
  found: boolean;
  within: number;
  total: number;
  shown: number;
  /** Ends that take part in no partnership at all. */
  apart: string[];
  /** Sentences on whether both ends were partners at the same time. */
  words: string[];
  /** At a programme between two partners `overlap` says whether both were there at the same time. */
  steps: { source: string; target: string; partnerships: { id: string }[]; overlap?: { words: string; assumed: boolean } }[];
}

export interface View {
  /** The number of the version of the data. */
  version: string;
  /** The day of the version, where it has one. */
  date?: string | null;
  /** How to cite the view: a sentence, with its address and the version. */
  citation: string;
  state: string;
  title: string;
  /** What somebody wrote about it. */
  note: string;
  show: "partners" | "network";
  nodes: ViewNode[];
  edges: ViewEdge[];
  cuts: Cut[];
  /** Nodes and edges by kind, and the partnerships behind the view by what their beginnings rest on. */
  counts: { nodes: Counts; edges: Counts; bases: Counts };
  whole: Counts;
  /** Whether the network is too large for one picture: then neighbours of nodes are counted when they are asked for. */
  large: boolean;
  /** Where more partners fit than are shown: how many are, and how many fit. */
  partners: { shown: number; all: number } | null;
  dates: { first: string; last: string };
  path: Path | null;
}

/** Counts the edges of each node. */
export function degreesOf({ edges }: Pick<View, "edges">): Map<string, number> {
  const degrees = new Map<string, number>();
  for (const { source, target } of edges) {
    for (const end of [source, target]) degrees.set(end, (degrees.get(end) ?? 0) + 1);
  }
  return degrees;
}

/** What travels: members that would be empty are left out. */
type Thin<Whole, Always extends keyof Whole> = Pick<Whole, Always> & Partial<Whole>;
interface SentEdge extends Partial<Omit<ViewEdge, "source" | "target" | "sources">> {
  kind: string;
  /** The places of its ends in `nodes`, and those of its sources in `sources`. */
  source: number;
  target: number;
  sources?: number[];
}
export type Sent = Omit<View, "nodes" | "edges" | "large" | "partners"> & Partial<Pick<View, "large" | "partners">> & {
  nodes: Thin<ViewNode, "id" | "kind" | "label">[];
  edges: SentEdge[];
  sources: string[];
  /** What identifiers begin with, and what addresses of pages do. */
  base: string;
  root: string;
};

export const UNDATED: Dates = { from: null, fromBasis: "", until: null, untilBasis: "", countsFrom: null };
const NODE = { ...UNDATED, iri: "", short: "", family: "", href: "", neighbours: {}, shown: {}, start: false, games: 0, first: "", country: "", tier: "", periods: [], at: null };
const EDGE = { ...UNDATED, label: "", family: "", status: null, tier: null, categories: [], games: 0, sources: [], iri: null, href: null };

/** Puts back what was left out; see webapp/explorer/export_json.py. */
export function completed({ base, root, sources, ...sent }: Sent): View {
  const nodes = sent.nodes.map((node) => {
    const following = { iri: base + node.id, href: `${root}/${node.id}`, short: node.label };
    return { ...NODE, ...following, ...node };
  });
  const named = (place: number): string => sent.nodes[place]?.id ?? "";
  const edges = sent.edges.map((edge) => {
    const [source, target] = [named(edge.source), named(edge.target)];
    const id = edge.id ?? `${edge.kind}~${source}~${target}`;
    const iri = edge.iri ?? (edge.id === undefined ? null : base + edge.id);
    const href = edge.href ?? (iri === null ? null : `${root}/${iri.slice(base.length)}`);
    const cited = (edge.sources ?? []).map((place) => sources[place] ?? "");
    return { ...EDGE, ...edge, id, source, target, iri: iri || null, href: href || null, sources: cited };
  });
  return { large: false, partners: null, ...sent, nodes, edges };
}

/** Why there is no view: in words for the reader. */
export class NoView extends Error {
  override readonly name = "NoView";
  constructor(
    readonly title: string,
    readonly detail: string,
    /** Whether asking again may help. */
    readonly passing: boolean,
  ) {
    super(`${title} ${detail}`);
  }
}

/** Fetches JSON or a fragment of a page. Raises `NoView`, or an AbortError where `signal` ended it. */
export async function fetched(address: string, accept: string, signal?: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address, { headers: { Accept: accept }, ...(signal ? { signal } : {}) });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new NoView("The server cannot be reached.", "What you see stays as it is. Check the connection, then try again.", true);
  }
  if (!response.ok) throw await refusal(response);
  return response;
}

async function refusal(response: Response): Promise<NoView> {
  const detail = await detailOf(response);
  if (response.status === 503 || response.status === 429) {
    return new NoView("The server is busy.", detail || "Try again in a moment.", true);
  }
  if (response.status === 414) {
    return new NoView("This is more than fits into an address.", "Close or hide something, or begin again from one thing.", false);
  }
  if (response.status >= 500) return new NoView("The server failed.", detail || "Try again later.", true);
  return new NoView("This view does not exist.", detail || `The server answered ${response.status}.`, false);
}

async function detailOf(response: Response): Promise<string> {
  if (!(response.headers.get("Content-Type") ?? "").includes("json")) return "";
  try {
    const { detail } = (await response.json()) as { detail?: unknown };
    return typeof detail === "string" ? detail : "";
  } catch {
    return "";
  }
}

/** Asks for views, and keeps the last few: going back is then instant. */
export class Views {
  private readonly kept = new Map<string, Promise<View>>();

  constructor(private readonly address: string) {}

  get(query: string): Promise<View> {
    const known = this.kept.get(query);
    if (known) return known;
    const asked = this.ask(query);
    this.kept.set(query, asked);
    asked.catch(() => this.kept.delete(query));
    const oldest = this.kept.keys().next().value;
    if (this.kept.size > 12 && oldest !== undefined) this.kept.delete(oldest);
    return asked;
  }

  private async ask(query: string): Promise<View> {
    const response = await fetched(query === "" ? this.address : `${this.address}?${query}`, "application/json");
    return completed((await response.json()) as Sent);
  }
}

/** A node that the search of the server found; `why` says which name matched, if not the usual one. */
export interface Hit {
  id: string;
  label: string;
  kind: Kind;
  family: string;
  why: string;
}

interface Metadata {
  address: string;
  sources: { title: string; publisher?: string; published?: string }[];
}

/** Asks for all sources of a view, in words, and for its permanent address; without an answer there are none to name. */
export async function sourcesOf(metadata: string): Promise<{ address: string; sources: string[] }> {
  try {
    const { address, sources } = (await (await fetched(metadata, "application/json")).json()) as Metadata;
    const said = sources.map(({ title, publisher, published }) => [title, publisher, published?.slice(0, 4)].filter(Boolean).join(", "));
    return { address, sources: said };
  } catch {
    return { address: "", sources: [] };
  }
}

/** Asks the search of the server; returns the nodes that it finds, the best first. */
export async function searched(address: string, typed: string): Promise<Hit[]> {
  return (await (await fetched(`${address}?q=${encodeURIComponent(typed)}`, "application/json")).json()) as Hit[];
}

/** Asks how many neighbours of each kind a node has. */
export async function neighboursOf(address: string, node: string, signal: AbortSignal): Promise<Counts> {
  const response = await fetched(`${address}?node=${encodeURIComponent(node)}`, "application/json", signal);
  return ((await response.json()) as { neighbours: Counts }).neighbours;
}
