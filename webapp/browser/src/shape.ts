// Whether the shape of an answer calls for a chart, and which: bars for labels with numbers, a line for days with numbers.

import type { Table } from "./endpoint";
import { axisOf, bounded, boundOf, hasFigures, yearsOf } from "./figures";
import type { Settings } from "./settings";
import { compact, dayOf, numberOf, type Row, type Term } from "./terms";

/** A place of a chart. Without `y` it is a gap; a value with a `bound` is no plain one. */
export interface Point<X> {
  x: X;
  y: number | null;
  bound: string;
}
interface Drawn {
  /** The columns with what the chart runs along, and with its numbers. */
  along: string;
  measure: string;
  /** What its rows have in common and those of other charts of the answer do not. */
  apart: string;
}
export type Shape = Drawn & ({ kind: "bars"; points: Point<string>[] } | { kind: "line"; points: Point<Date>[] });

/** A column of years, such as `year` or `firstYear`; `years` counts them. */
const YEAR = /year$/i;
const MOST_BARS = 60;
const MOST_POINTS = 5000;

/** Returns every chart that an answer calls for, one for each column of numbers; none where a table says it better. */
export function shapesOf({ variables, rows }: Table, prefixes: Settings["prefixes"]): Shape[] {
  if (rows.length < 2) return [];
  const figures = hasFigures(variables);
  const years = variables.filter((name) => YEAR.test(name) || (figures && name === "years"));
  const measures = variables.filter((name) => !years.includes(name) && numbersIn(rows, name) > 1);
  const inBounds = bounded(measures);
  return measures.flatMap((measure) => {
    const bound = (row: Row): string => (inBounds.includes(measure) ? boundOf(row) : "");
    const axes = figures ? byAxis(rows) : new Map([["", rows]]);
    return [...axes].flatMap(([apart, part]) => {
      const drawn = { measure, apart: axes.size > 1 ? apart : "" };
      return numbersIn(part, measure) < 2 ? [] : (shapeOf(variables, part, drawn, bound, prefixes) ?? []);
    });
  });
}

/** Returns what the numbers of a chart are: their column, and what they have in common. */
export function titleOf({ measure, apart }: Shape): string {
  return apart ? `${measure} (${apart})` : measure;
}

function byAxis(rows: Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const axis = axisOf(row);
    found.set(axis, [...(found.get(axis) ?? []), row]);
  }
  return found;
}

function shapeOf(
  variables: string[],
  rows: Row[],
  drawn: Omit<Drawn, "along">,
  boundIn: (row: Row) => string,
  prefixes: Settings["prefixes"],
): Shape | null {
  const day = variables.find((name) => distinct(rows, name) && every(rows, name, (term) => timeOf(name, term) !== null));
  const point = <X>(row: Row, x: X): Point<X> => ({ x, y: numberOf(row[drawn.measure]), bound: boundIn(row) });
  if (day !== undefined && rows.length <= MOST_POINTS) {
    const inTime = rows.toSorted((a, b) => millisecondsOf(day, a) - millisecondsOf(day, b));
    const points = inTime.map((row) => point(row, new Date(millisecondsOf(day, row))));
    return { ...drawn, kind: "line", along: day, points: withGaps(points, day === "start" ? inTime.map(yearsOf) : []) };
  }
  if (rows.length > MOST_BARS) return null;
  const label = labelOf(variables, rows);
  if (label === undefined) return null;
  const points: Point<string>[] = [];
  let following: number | null = null;
  for (const row of rows) {
    const years = yearsOf(row);
    if (years !== null && following !== null && years[0] > following) {
      const missing = years[0] === following + 1 ? String(following) : `${following}–${years[0] - 1}`;
      points.push({ x: missing, y: null, bound: "" });
    }
    if (years !== null) following = Math.max(following ?? 0, years[1]);
    points.push(point(row, nameOf(row[label], prefixes)));
  }
  return { ...drawn, kind: "bars", along: label, points };
}

/** Returns the column whose names the bars have: another in each row, but where sources disagree about one thing. */
function labelOf(variables: string[], rows: Row[]): string | undefined {
  const names = variables.filter((name) => every(rows, name, isName));
  const own = names.filter((name) => distinct(rows, name));
  const isLabel = (name: string): boolean => name.endsWith("Label");
  const disagreed = hasFigures(variables) ? names.find((name) => isLabel(name) && 2 * differing(rows, name) > rows.length) : undefined;
  return own.find(isLabel) ?? disagreed ?? own.find((name) => rows[0]?.[name]?.type !== "uri") ?? own[0];
}

/**
 * Returns points over time with a gap where a year is missing: one that follows the years that a row is for, or one of a
 * series of single years. Games come every two or four years, so no other distance tells a gap.
 */
function withGaps(points: Point<Date>[], spans: ([number, number] | null)[]): Point<Date>[] {
  const years = points.map(({ x }) => x.getUTCFullYear());
  const yearly = 2 * years.filter((year, place) => years[place + 1] === year + 1).length > years.length - 1;
  return points.flatMap((point, place) => {
    const expected = spans[place]?.[1] ?? (yearly ? (years[place] ?? 0) + 1 : Infinity);
    const next = years[place + 1];
    return next !== undefined && next > expected ? [point, { x: new Date(Date.UTC(expected, 0)), y: null, bound: "" }] : [point];
  });
}

function numbersIn(rows: Row[], name: string): number {
  const bound = rows.filter((row) => row[name] !== undefined);
  return bound.every((row) => numberOf(row[name]) !== null) ? bound.length : 0;
}

function every(rows: Row[], name: string, holds: (term: Term) => boolean): boolean {
  return rows.every((row) => row[name] !== undefined && holds(row[name]));
}

/** Tells whether a column has another value in each row, as what a chart runs along must. */
function distinct(rows: Row[], name: string): boolean {
  return differing(rows, name) === rows.length;
}

function differing(rows: Row[], name: string): number {
  return new Set(rows.map((row) => row[name]?.value)).size;
}

/** Returns the day of a term; a whole number is a year where the column says so. */
function timeOf(column: string, term: Term | undefined): Date | null {
  const number = numberOf(term);
  if (number === null) return dayOf(term);
  return YEAR.test(column) && number >= 1000 && number < 3000 ? new Date(Date.UTC(number, 0)) : null;
}

function millisecondsOf(column: string, row: Row): number {
  return timeOf(column, row[column])?.getTime() ?? 0;
}

function isName(term: Term): boolean {
  return term.type === "uri" || (term.type !== "bnode" && term.type !== "triple" && numberOf(term) === null);
}

function nameOf(term: Term | undefined, prefixes: Settings["prefixes"]): string {
  if (term === undefined || term.type === "triple") return "";
  return term.type === "uri" ? compact(term.value, prefixes) : term.value;
}
