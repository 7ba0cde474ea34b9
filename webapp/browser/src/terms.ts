// The terms of an answer in the SPARQL 1.1 Query Results JSON Format, and how each is shown.

import { el } from "./dom";
import { inSite } from "./site";
import type { Settings } from "./settings";

export type Term =
  | { type: "uri"; value: string }
  | { type: "bnode"; value: string }
  | { type: "literal" | "typed-literal"; value: string; datatype?: string; "xml:lang"?: string }
  | { type: "triple"; value: { subject: Term; predicate: Term; object: Term } };

export type Row = Record<string, Term | undefined>;

const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = new Set(
  "integer decimal double float int long short byte nonNegativeInteger positiveInteger nonPositiveInteger negativeInteger unsignedInt unsignedLong unsignedShort unsignedByte"
    .split(" ")
    .map((name) => XSD + name),
);
const DAYS = new Set(["date", "dateTime", "gYear", "gYearMonth"].map((name) => XSD + name));
// What may follow a prefix without escapes (PN_LOCAL of SPARQL 1.1, in ASCII), so that it can be pasted into a query.
const LOCAL = /^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_-])?$/;

/** What may be broken anywhere in a narrow column, in characters. */
const LONG = 36;

/** Returns the number a literal stands for, or null for any other term. */
export function numberOf(term: Term | undefined): number | null {
  if (term === undefined || !("datatype" in term) || !NUMBERS.has(term.datatype ?? "")) return null;
  const value = Number(term.value);
  return Number.isFinite(value) ? value : null;
}

/** Returns the day that a date, a month or a year begins with, or null for any other term. */
export function dayOf(term: Term | undefined): Date | null {
  if (term === undefined || !("datatype" in term) || !DAYS.has(term.datatype ?? "")) return null;
  const day = new Date(term.value);
  return Number.isNaN(day.getTime()) ? null : day;
}

/** Returns the year of a date, a month, a year, or a text that is a year; null for any other term. */
export function yearOf(term: Term | undefined): number | null {
  const day = dayOf(term);
  if (day !== null) return day.getUTCFullYear();
  return term !== undefined && typeof term.value === "string" && /^\d{4}$/.test(term.value) ? Number(term.value) : null;
}

/** Returns an IRI with its longest prefix, or in angle brackets. */
export function compact(iri: string, prefixes: Record<string, string>): string {
  let best: [string, string] | null = null;
  for (const [prefix, namespace] of Object.entries(prefixes)) {
    if (iri.startsWith(namespace) && LOCAL.test(iri.slice(namespace.length))) {
      if (best === null || namespace.length > best[1].length) best = [prefix, namespace];
    }
  }
  return best === null ? `<${iri}>` : `${best[0]}:${iri.slice(best[1].length)}`;
}

/**
 * Returns where an IRI leads: to the page of a thing of ours, as from the root of the site, or to a web page elsewhere.
 * Anything else, `javascript:` for one, is no link.
 */
export function pageOf(iri: string, { base, vocabulary }: Pick<Settings, "base" | "vocabulary">): string | null {
  if (iri.startsWith(vocabulary)) return `/ontology#${encodeURIComponent(iri.slice(vocabulary.length))}`;
  if (iri.startsWith(`${base}id/`)) {
    const path = iri.slice(base.length).split("/").map(encodeURIComponent).join("/");
    return path.includes("..") ? null : `/${path}`;
  }
  try {
    const { protocol, href } = new URL(iri);
    return protocol === "http:" || protocol === "https:" ? href : null;
  } catch {
    return null;
  }
}

/**
 * Shows a term in a cell: an IRI as a link, a literal as its text with what else belongs to it, except for a language
 * that its whole column has.
 */
export function shown(term: Term, settings: Settings, language = ""): Node {
  switch (term.type) {
    case "uri":
      return link(term.value, settings);
    case "bnode":
      return el("span", { class: "sq-blank" }, `_:${term.value}`);
    case "triple": {
      const { subject, predicate, object } = term.value;
      const parts = [subject, predicate, object].flatMap((part) => [shown(part, settings), " "]);
      return el("span", {}, "<<( ", ...parts, ")>>");
    }
    default:
      return literal(term, settings, language);
  }
}

function link(iri: string, settings: Settings): Node {
  const text = compact(iri, settings.prefixes).replace(/^<(.*)>$/, "$1");
  const address = pageOf(iri, settings);
  if (address === null) return el("span", { title: iri }, text);
  const own = address.startsWith("/");
  const rel = own ? undefined : "noopener noreferrer";
  return el("a", { href: own ? inSite(address) : address, title: iri, rel, class: text.length > LONG ? "sq-long" : undefined }, text);
}

function literal(term: Extract<Term, { datatype?: string }>, settings: Settings, known: string): Node {
  const language = term["xml:lang"];
  if (language) {
    const text = el("span", { lang: language, dir: "auto" }, term.value);
    return language === known ? text : el("span", {}, text, el("span", { class: "sq-kind" }, language));
  }
  const plain = term.datatype === undefined || term.datatype === `${XSD}string`;
  const told = plain || numberOf(term) !== null || dayOf(term) !== null || term.datatype === `${XSD}boolean`;
  if (told) return el("span", { dir: "auto" }, term.value);
  const kind = compact(term.datatype ?? "", settings.prefixes);
  return el("span", {}, el("span", { dir: "auto" }, term.value), el("span", { class: "sq-kind" }, kind));
}
