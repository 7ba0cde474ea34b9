import { expect, test } from "vitest";
import { shapesOf } from "../src/shape";
import { sorted } from "../src/sorting";
import type { Row, Term } from "../src/terms";

const XSD = "http://www.w3.org/2001/XMLSchema#";
const text = (value: string): Term => ({ type: "literal", value, "xml:lang": "en" });
const number = (value: number): Term => ({ type: "literal", value: String(value), datatype: `${XSD}integer` });
const typed = (value: string, type: string): Term => ({ type: "literal", value, datatype: XSD + type });

const year = (value: number): Term => typed(String(value), "gYear");
const concept = (value: string): Term => ({ type: "uri", value: `https://example.org/id/${value}` });

/** Returns the charts of an answer; an undefined term is one that its row does not bind. */
function shapes(variables: string[], ...rows: (Term | undefined)[][]): ReturnType<typeof shapesOf> {
  const named = rows.map((row): Row => Object.fromEntries(row.map((term, index) => [variables[index] ?? "", term])));
  return shapesOf({ kind: "table", variables, rows: named }, {});
}

test("labels with numbers are bars, in the order of the answer", () => {
  const [shape] = shapes(["name", "count"], [text("Visa"), number(24)], [text("Atos"), number(11)]);
  expect(shape).toEqual({
    kind: "bars",
    along: "name",
    measure: "count",
    apart: "",
    points: [
      { x: "Visa", y: 24, bound: "" },
      { x: "Atos", y: 11, bound: "" },
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

test("bounds and qualifiers are told apart from plain values, by identifier or by label", () => {
  const [byIri] = shapes(
    ["partnerLabel", "basis", "amount"],
    [text("Alibaba"), concept("value-basis/maximum"), number(600)],
    [text("Visa"), concept("value-basis/total"), number(200)],
  );
  expect(byIri?.points.map(({ bound }) => bound)).toEqual(["maximum", ""]);
  const [byLabel] = shapes(
    ["name", "qualifierLabel", "amount"],
    [text("TOP I"), text("at least"), number(95)],
    [text("TOP II"), undefined, number(172)],
  );
  expect(byLabel?.points.map(({ bound }) => bound)).toEqual(["at least", ""]);
});

test("a qualifier is for the published column, not for a count of ours beside it", () => {
  const rows = [
    [text("TOP I"), number(9), number(9), text("about")],
    [text("TOP II"), number(12), number(13), undefined],
  ];
  const found = shapes(["termLabel", "companies", "official", "qualifierLabel"], ...rows);
  expect(found.map(({ measure, points }) => [measure, points[0]?.bound])).toEqual([
    ["companies", ""],
    ["official", "about"],
  ]);
});

test("the basis of a date is no bound", () => {
  const found = shapes(["name", "fromBasis", "count"], [text("x"), concept("date-basis/assumed"), number(1)], [text("y"), concept("date-basis/stated"), number(2)]);
  expect(found[0]?.points.map(({ bound }) => bound)).toEqual(["", ""]);
});

test("yearly and four-year figures, and currencies, have axes of their own", () => {
  const found = shapes(
    ["start", "end", "aboutLabel", "amount", "currency"],
    [year(1985), year(1988), text("TOP I"), number(96), text("USD")],
    [year(1985), year(1988), text("TOP I"), number(95), text("USD")],
    [year(1993), year(1996), text("TOP III"), number(279), text("USD")],
    [year(2020), year(2020), text("2020"), number(532), text("USD")],
    [year(2021), year(2021), text("2021"), number(835), text("USD")],
    [year(2021), year(2021), text("2021"), number(700), text("EUR")],
  );
  expect(found.map(({ apart, kind }) => [apart, kind])).toEqual([
    ["several years, USD", "bars"],
    ["one year, USD", "line"],
  ]);
  expect(found[0]?.points).toEqual([
    { x: "TOP I", y: 96, bound: "" },
    { x: "TOP I", y: 95, bound: "" },
    { x: "1989–1992", y: null, bound: "" },
    { x: "TOP III", y: 279, bound: "" },
  ]);
});

test("amounts a year and amounts in all have axes of their own", () => {
  const rows = ["total", "total", "per-year", "per-year"].map((basis, place) => [text(`partner ${place}`), concept(`value-basis/${basis}`), number(place + 1)]);
  expect(shapes(["name", "basis", "amount"], ...rows).map(({ apart }) => apart)).toEqual(["", "per year"]);
});

test("a year without a figure is a gap in a yearly line, and so is an unbound value", () => {
  const [missing] = shapes(["year", "n"], [number(2020), number(5)], [number(2021), number(8)], [number(2022), number(7)], [number(2024), number(8)]);
  expect(missing?.points.map(({ y }) => y)).toEqual([5, 8, 7, null, 8]);
  const [unbound] = shapes(["year", "n"], [number(2020), number(5)], [number(2021), undefined], [number(2022), number(7)]);
  expect(unbound?.points.map(({ y }) => y)).toEqual([5, null, 7]);
});

test("a term without a figure is a gap in a line of terms", () => {
  const [terms] = shapes(
    ["start", "end", "amount", "currency"],
    [year(1993), year(1996), number(279), text("USD")],
    [year(1985), year(1988), number(96), text("USD")],
    [year(1997), year(2000), number(579), text("USD")],
  );
  expect(terms?.points.map(({ x, y }) => [(x as Date).getUTCFullYear(), y])).toEqual([
    [1985, 96],
    [1989, null],
    [1993, 279],
    [1997, 579],
  ]);
});

test("Games of two seasons leave no gaps between them", () => {
  const rows = [1988, 1992, 1994, 1996, 1998, 2000].map((value) => [number(value), number(1)]);
  expect(shapes(["year", "n"], ...rows)[0]?.points).toHaveLength(6);
  const early = [1980, 1984, 1988, 1992, 1994, 1996].map((value) => [number(value), number(1)]);
  expect(shapes(["year", "n"], ...early)[0]?.points).toHaveLength(6);
});

test("sorting is by number, and what is unbound stays last", () => {
  const rows: Row[] = [{ n: number(10) }, {}, { n: number(9) }];
  expect(sorted(rows, "n", false).map(({ n }) => n?.value)).toEqual(["9", "10", undefined]);
  expect(sorted(rows, "n", true).map(({ n }) => n?.value)).toEqual(["10", "9", undefined]);
});
