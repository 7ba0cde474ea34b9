// Asks the endpoint, by the SPARQL 1.1 Protocol: GET where the address is short enough, else POST.

import { hintsOf, type Hint } from "./hints";
import type { Settings } from "./settings";
import type { Row } from "./terms";

export interface Table {
  kind: "table";
  variables: string[];
  rows: Row[];
}
export interface Truth {
  kind: "truth";
  value: boolean;
}
export interface Graph {
  kind: "graph";
  text: string;
}
export type Answer = (Table | Truth | Graph) & { milliseconds: number; hints: Hint[] };

/** A format to take an answer away in; `name` is what the parameter `format` of the endpoint calls it. */
export interface Format {
  name: string;
  label: string;
  mediaType: string;
}

export const TABLE_FORMATS: readonly Format[] = [
  { name: "csv", label: "CSV", mediaType: "text/csv" },
  { name: "tsv", label: "TSV", mediaType: "text/tab-separated-values" },
  { name: "json", label: "JSON", mediaType: "application/sparql-results+json" },
  { name: "xml", label: "XML", mediaType: "application/sparql-results+xml" },
];
export const GRAPH_FORMATS: readonly Format[] = [
  { name: "ttl", label: "Turtle", mediaType: "text/turtle" },
  { name: "nt", label: "N-Triples", mediaType: "application/n-triples" },
  { name: "jsonld", label: "JSON-LD", mediaType: "application/ld+json" },
  { name: "rdf", label: "RDF/XML", mediaType: "application/rdf+xml" },
];

const ASKED = "application/sparql-results+json, text/turtle;q=0.9, application/problem+json;q=0.1";

/** What the endpoint answered instead of a result (RFC 9457); line and column count from 1, columns in characters. */
export class Problem extends Error {
  override readonly name = "Problem";
  constructor(
    readonly title: string,
    readonly detail: string,
    readonly status: number,
    readonly line: number | null = null,
    readonly column: number | null = null,
    readonly excerpt = "",
  ) {
    super(`${title}: ${detail}`);
  }
}

/** Returns the address that asks a query, or null where it would be too long for the server. */
export function addressOf(query: string, { endpoint, longest }: Pick<Settings, "endpoint" | "longest">): string | null {
  const address = `${endpoint}?query=${encodeURIComponent(query)}`;
  return address.length <= longest ? address : null;
}

/** Returns the address that opens the editor with a query; one too long for the server stays in the fragment. */
export function shareAddress(query: string, settings: Pick<Settings, "endpoint" | "longest">): string {
  return addressOf(query, settings) ?? `${settings.endpoint}#query=${encodeURIComponent(query)}`;
}

/** Returns the query that an address of the editor carries, or null. */
export function sharedQuery(location: Pick<Location, "search" | "hash">): string | null {
  const carried = new URLSearchParams(location.search).get("query");
  return carried ?? new URLSearchParams(location.hash.slice(1).replaceAll("+", "%2B")).get("query");
}

/** Asks a query and reads the answer. Raises a `Problem` for any failure, and an AbortError where `signal` ended it. */
export async function ask(query: string, settings: Settings, signal: AbortSignal): Promise<Answer> {
  const begin = performance.now();
  const response = await send(query, ASKED, settings, signal);
  const text = await readText(response);
  const milliseconds = performance.now() - begin;
  const hints = hintsOf(response.headers.get("OPG-Hints"));
  if (!mediaTypeOf(response).includes("json")) return { kind: "graph", text, milliseconds, hints };
  const body = JSON.parse(text) as { boolean?: boolean; head?: { vars?: string[] }; results?: { bindings?: Row[] } };
  if (typeof body.boolean === "boolean") return { kind: "truth", value: body.boolean, milliseconds, hints };
  return { kind: "table", variables: body.head?.vars ?? [], rows: body.results?.bindings ?? [], milliseconds, hints };
}

/** Fetches an answer in a format, as the endpoint itself writes it. */
export async function download(query: string, format: Format, settings: Settings): Promise<Blob> {
  return (await send(query, format.mediaType, settings)).blob();
}

async function send(query: string, accept: string, settings: Settings, signal?: AbortSignal): Promise<Response> {
  const address = addressOf(query, settings);
  const headers = { Accept: accept };
  const options: RequestInit =
    address === null ? { method: "POST", headers, body: new URLSearchParams({ query }) } : { headers };
  let response: Response;
  try {
    response = await fetch(address ?? settings.endpoint, signal ? { ...options, signal } : options);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Problem("The endpoint cannot be reached", "Check the connection, then run the query again.", 0);
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

async function readText(response: Response): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem("The answer broke off", "Nothing of it is shown. Run the query again.", response.status);
  }
}

async function problemOf(response: Response): Promise<Problem> {
  const fallback = new Problem(`The endpoint answered ${response.status}`, response.statusText, response.status);
  if (!mediaTypeOf(response).includes("json")) return fallback;
  try {
    const body = (await response.json()) as Record<string, unknown>;
    const place = (name: string): number | null => (typeof body[name] === "number" ? (body[name] as number) : null);
    const words = (name: string, instead: string): string =>
      typeof body[name] === "string" ? (body[name] as string) : instead;
    return new Problem(
      words("title", fallback.title),
      words("detail", fallback.detail),
      response.status,
      place("line"),
      place("column"),
      words("excerpt", ""),
    );
  } catch {
    return fallback;
  }
}

function mediaTypeOf(response: Response): string {
  return response.headers.get("Content-Type") ?? "";
}
