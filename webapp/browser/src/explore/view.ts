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
  /** The query string that lifts the cut. */
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
  steps: { source: string; target: string; partnerships: { id: string }[] }[];
}

export interface View {
  /** The number of the version of the data. */
  version: string;
  /** How to cite the view: a sentence, with its address and the version. */
  citation: string;
  state: string;
  title: string;
  nodes: ViewNode[];
  edges: ViewEdge[];
  cuts: Cut[];
  /** Nodes and edges by kind, and the partnerships behind the view by what their beginnings rest on. */
  counts: { nodes: Counts; edges: Counts; bases: Counts };
  whole: Counts;
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
export type Sent = Omit<View, "nodes" | "edges"> & {
  nodes: Thin<ViewNode, "id" | "kind" | "label">[];
  edges: Thin<ViewEdge, "id" | "kind" | "source" | "target">[];
};

export const UNDATED: Dates = { from: null, fromBasis: "", until: null, untilBasis: "", countsFrom: null };
const NODE = { ...UNDATED, iri: "", short: "", family: "", href: "", neighbours: {}, shown: {}, start: false, at: null };
const EDGE = { ...UNDATED, label: "", family: "", status: null, tier: null, categories: [], sources: [], iri: null, href: null };

/** Puts back what was left out. */
export function completed(sent: Sent): View {
  const nodes = sent.nodes.map((node) => ({ ...NODE, ...node, short: node.short || node.label }));
  return { ...sent, nodes, edges: sent.edges.map((edge) => ({ ...EDGE, ...edge })) };
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

/** Asks the search of the site what may be meant; returns the ids of nodes. */
export async function meant(address: string, typed: string): Promise<string[]> {
  const response = await fetched(`${address}?q=${encodeURIComponent(typed)}`, "application/json");
  return ((await response.json()) as { id: string }[]).map(({ id }) => id);
}
