import { expect, test } from "vitest";
import { shapesOf } from "../src/shape";
import { sorted } from "../src/sorting";
import type { Row, Term } from "../src/terms";

const XSD = "http://www.w3.org/2001/XMLSchema#";
const text = (value: string): Term => ({ type: "literal", value, "xml:lang": "en" });
const number = (value: number): Term => ({ type: "literal", value: String(value), datatype: `${XSD}integer` });
const typed = (value: string, type: string): Term => ({ type: "literal", value, datatype: XSD + type });

function shapes(variables: string[], ...rows: Term[][]): ReturnType<typeof shapesOf> {
  const named = rows.map((row): Row => Object.fromEntries(row.map((term, index) => [variables[index] ?? "", term])));
  return shapesOf({ kind: "table", variables, rows: named }, {});
}

test("labels with numbers are bars, in the order of the answer", () => {
  const [shape] = shapes(["name", "count"], [text("Visa"), number(24)], [text("Atos"), number(11)]);
  expect(shape).toEqual({
    kind: "bars",
    along: "name",
    measure: "count",
    points: [
      { x: "Visa", y: 24 },
      { x: "Atos", y: 11 },
    ],
  });
});

test("days and years with numbers are a line, in the order of time", () => {
  const [days] = shapes(["day", "n"], [typed("2012-07-27", "date"), number(2)], [typed("2008-08-08", "date"), number(1)]);
  expect(days).toMatchObject({ kind: "line", along: "day", points: [{ y: 1 }, { y: 2 }] });
  const [years] = shapes(["year", "n"], [number(1988), number(9)], [number(1992), number(12)]);
  expect(years).toMatchObject({ kind: "line", along: "year", measure: "n" });
});

test("one chart for each column of numbers", () => {
  const found = shapes(["name", "a", "b"], [text("x"), number(1), number(2)], [text("y"), number(3), number(4)]);
  expect(found.map(({ measure }) => measure)).toEqual(["a", "b"]);
});

test("no chart where labels repeat, where numbers are missing, or for one row", () => {
  expect(shapes(["name", "n"], [text("x"), number(1)], [text("x"), number(2)])).toEqual([]);
  expect(shapes(["name", "n"], [text("x"), number(1)], [text("y")])).toEqual([]);
  expect(shapes(["name", "n"], [text("x"), number(1)])).toEqual([]);
  expect(shapes(["one", "other"], [text("x"), text("y")], [text("z"), text("w")])).toEqual([]);
});

test("sorting is by number, and what is unbound stays last", () => {
  const rows: Row[] = [{ n: number(10) }, {}, { n: number(9) }];
  expect(sorted(rows, "n", false).map(({ n }) => n?.value)).toEqual(["9", "10", undefined]);
  expect(sorted(rows, "n", true).map(({ n }) => n?.value)).toEqual(["10", "9", undefined]);
});
