// Which terms fit what is typed.

import type { VocabularyTerm } from "./settings";
import { compact } from "./terms";

const LONGEST_LIST = 200;
/** The rank of what does not fit. */
const FAR = 4;

/**
 * Returns what can stand in the place of `typed`, best first: terms whose local name begins with it, then those whose
 * local name or label contains it. `op:` proposes all of a vocabulary, `spons` looks in all of them.
 */
export function suggestions(
  typed: string,
  terms: VocabularyTerm[],
  prefixes: Record<string, string>,
): Map<string, VocabularyTerm> {
  const text = typed.trim();
  if (text.startsWith("<")) {
    const found = terms.filter(({ iri }) => iri.startsWith(text.slice(1).replace(/>$/, "")));
    return new Map(found.slice(0, LONGEST_LIST).map((term) => [`<${term.iri}>`, term]));
  }
  const colon = text.indexOf(":");
  const namespace = colon < 0 ? undefined : prefixes[text.slice(0, colon)];
  if (colon >= 0 && namespace === undefined) return new Map();
  const sought = text.slice(colon + 1).toLowerCase();
  const ranked = terms
    .filter(({ iri }) => namespace === undefined || iri.startsWith(namespace))
    .map((term) => ({ term, rank: rankOf(term, sought) }))
    .filter(({ rank }) => rank < FAR)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, LONGEST_LIST);
  const written = ranked.map(({ term }): [string, VocabularyTerm] => [
    namespace === undefined ? compact(term.iri, prefixes) : text.slice(0, colon + 1) + term.iri.slice(namespace.length),
    term,
  ]);
  return written.length === 1 && written[0]?.[0] === text ? new Map() : new Map(written);
}

/** Ranks a term: its name begins with what is sought, or holds it; the terms that the vocabulary defines come first. */
function rankOf({ iri, label }: VocabularyTerm, sought: string): number {
  const local = iri.slice(Math.max(iri.lastIndexOf("#"), iri.lastIndexOf("/")) + 1).toLowerCase();
  const foreign = label === "" ? 1 : 0;
  if (local.startsWith(sought)) return foreign;
  return local.includes(sought) || label.toLowerCase().includes(sought) ? 2 + foreign : FAR;
}
