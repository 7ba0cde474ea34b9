// Hints that the endpoint gives beside an answer, in the field OPG-Hints: a List of Strings with Parameters (RFC 9651).

import { button, el } from "./dom";

/** What may be wrong with a term of a query, and where; line and column count from 1. */
export interface Hint {
  text: string;
  line: number;
  column: number;
}

const ITEM = /"((?:[^"\\]|\\.)*)"((?:;[a-z]+=(?:"(?:[^"\\]|\\.)*"|\d+))*)/g;
const PLACE = /;(line|column)=(\d+)/g;

/** Reads the field; one that is missing has no hints. */
export function hintsOf(field: string | null): Hint[] {
  return [...(field ?? "").matchAll(ITEM)].map(([, text = "", parameters = ""]) => {
    const place = Object.fromEntries([...parameters.matchAll(PLACE)].map(([, name, value]) => [name, Number(value)]));
    return { text: text.replaceAll(/\\(.)/g, "$1"), line: place["line"] ?? 1, column: place["column"] ?? 1 };
  });
}

/** Returns hints as they are shown, each with a way to its spot in the query; null for none. */
export function hintsShown(hints: readonly Hint[], goTo: (line: number, column: number) => void): HTMLElement | null {
  if (hints.length === 0) return null;
  const items = hints.map(({ text, line, column }) =>
    el("li", {}, `${text} `, button("Go there", () => goTo(line, column), "sq-link")),
  );
  return el("ul", { class: "sq-hints", "aria-label": "Hints" }, ...items);
}
