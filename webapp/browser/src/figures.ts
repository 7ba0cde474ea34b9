// What the rows of an answer say of its figures: which are no plain values, which share an axis, and which years they are for.

import { numberOf, yearOf, type Row, type Term } from "./terms";

/** Concepts of the schemes `qualifier` and `value-basis` with which a value is a bound or an estimate. */
const BOUNDS = new Set(["minimum", "maximum", "about", "at-least", "at-most", "target", "forecast"]);
const PERIODS = new Set(["per-year", "per-quadrennium"]);
const CONCEPT = /\/(?:qualifier|value-basis)\/([a-z-]+)$/;
const WORDS = /(?:qualifier|basis)(?:Label)?$/i;
/** Columns whose values somebody published or reported, beside which others are counts of ours. */
const PUBLISHED = /^(?:amount|value|figure|revenue|official|lowest|highest|percent|difference)$/i;
const OF_FIGURES = /^(?:series|currency|qualifier|basis)(?:Label)?$/;

/** Tells whether an answer is one of published or reported figures, of which several may be for one thing. */
export function hasFigures(variables: string[]): boolean {
  return variables.some((name) => OF_FIGURES.test(name));
}

/** Returns those of the columns with numbers that the bounds in a row are for: the published ones, or all. */
export function bounded(measures: string[]): string[] {
  const published = measures.filter((name) => PUBLISHED.test(name));
  return published.length > 0 ? published : measures;
}

/** Returns the words with which a row bounds or qualifies its value; none for a plain value. */
export function boundOf(row: Row): string {
  return concepts(row, BOUNDS).join(", ");
}

/** Returns what rows must agree in to share an axis: the length of their time, and the currency. */
export function axisOf(row: Row): string {
  return [lengthOf(row), ...concepts(row, PERIODS), textOf(row["currency"])].filter(Boolean).join(", ");
}

/** Returns the first year of a row, and the year that follows its last one; nothing where it does not say both. */
export function yearsOf(row: Row): [number, number] | null {
  const [first, last, years] = [yearOf(row["start"]), yearOf(row["end"]), numberOf(row["years"])];
  if (first === null) return null;
  if (years !== null && years > 0) return [first, first + years];
  return last === null || last < first ? null : [first, last + 1];
}

function lengthOf(row: Row): string {
  const series = textOf(row["series"]);
  if (series) return series;
  const span = yearsOf(row);
  const years = span === null ? numberOf(row["years"]) : span[1] - span[0];
  if (years === null) return "";
  return years === 1 ? "one year" : "several years";
}

/** Returns the concepts of a set that a row names, by identifier or by label, as words. */
function concepts(row: Row, wanted: Set<string>): string[] {
  const found = Object.entries(row).map(([name, term]) => {
    if (term?.type === "uri") return CONCEPT.exec(term.value)?.[1] ?? "";
    return WORDS.test(name) ? textOf(term).toLowerCase().replaceAll(" ", "-") : "";
  });
  return [...new Set(found)].filter((slug) => wanted.has(slug)).map((slug) => slug.replaceAll("-", " "));
}

function textOf(term: Term | undefined): string {
  return term?.type === "literal" || term?.type === "typed-literal" ? term.value : "";
}
