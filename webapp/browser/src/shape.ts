// Whether the shape of an answer calls for a chart, and which: bars for labels with numbers, a line for days with numbers.

import type { Table } from "./endpoint";
import type { Settings } from "./settings";
import { compact, dayOf, numberOf, type Row, type Term } from "./terms";

export interface Point<X> {
  x: X;
  y: number;
}
export type Shape =
  | { kind: "bars"; along: string; measure: string; points: Point<string>[] }
  | { kind: "line"; along: string; measure: string; points: Point<Date>[] };

/** A column of years, such as `year` or `firstYear`; `years` counts them. */
const YEAR = /year$/i;
const MOST_BARS = 60;
const MOST_POINTS = 5000;

/** Returns every chart that an answer calls for, one for each column of numbers; none where a table says it better. */
export function shapesOf({ variables, rows }: Table, prefixes: Settings["prefixes"]): Shape[] {
  if (rows.length < 2) return [];
  const years = variables.filter((name) => YEAR.test(name));
  const measures = variables.filter((name) => !years.includes(name) && every(rows, name, (term) => numberOf(term) !== null));
  return measures.map((measure) => shapeOf(variables, rows, measure, prefixes)).filter((shape) => shape !== null);
}

function shapeOf(variables: string[], rows: Row[], measure: string, prefixes: Settings["prefixes"]): Shape | null {
  const day = variables.find((name) => distinct(rows, name) && every(rows, name, (term) => timeOf(name, term) !== null));
  if (day !== undefined && rows.length <= MOST_POINTS) {
    const points = rows.map((row) => ({ x: timeOf(day, row[day]) ?? new Date(0), y: numberOf(row[measure]) ?? 0 }));
    return { kind: "line", along: day, measure, points: points.sort((a, b) => a.x.getTime() - b.x.getTime()) };
  }
  if (rows.length > MOST_BARS) return null;
  const names = variables.filter((name) => distinct(rows, name) && every(rows, name, isName));
  const label = names.find((name) => name.endsWith("Label")) ?? names.find((name) => rows[0]?.[name]?.type !== "uri") ?? names[0];
  if (label === undefined) return null;
  const points = rows.map((row) => ({ x: nameOf(row[label], prefixes), y: numberOf(row[measure]) ?? 0 }));
  return { kind: "bars", along: label, measure, points };
}

function every(rows: Row[], name: string, holds: (term: Term) => boolean): boolean {
  return rows.every((row) => row[name] !== undefined && holds(row[name]));
}

/** Tells whether a column has another value in each row, as what a chart runs along must. */
function distinct(rows: Row[], name: string): boolean {
  return new Set(rows.map((row) => row[name]?.value)).size === rows.length;
}

/** Returns the day of a term; a whole number is a year where the column says so. */
function timeOf(column: string, term: Term | undefined): Date | null {
  const number = numberOf(term);
  if (number === null) return dayOf(term);
  return YEAR.test(column) && number >= 1000 && number < 3000 ? new Date(Date.UTC(number, 0)) : null;
}

function isName(term: Term): boolean {
  return term.type === "uri" || (term.type !== "bnode" && term.type !== "triple" && numberOf(term) === null);
}

function nameOf(term: Term | undefined, prefixes: Settings["prefixes"]): string {
  if (term === undefined || term.type === "triple") return "";
  return term.type === "uri" ? compact(term.value, prefixes) : term.value;
}
