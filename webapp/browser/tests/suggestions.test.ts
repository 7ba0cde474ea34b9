import { expect, test } from "vitest";
import { suggestions } from "../src/suggestions";

const OP = "https://w3id.org/olympic-partnerships/ontology#";
const PREFIXES = { op: OP, dct: "http://purl.org/dc/terms/" };
const TERMS = [
  { iri: "http://purl.org/dc/terms/source", label: "", definition: "", uses: 3500 },
  { iri: `${OP}source`, label: "source", definition: "A document.", uses: 3500 },
  { iri: `${OP}partner`, label: "partner", definition: "", uses: 1148 },
  { iri: `${OP}announced`, label: "announced", definition: "", uses: 429 },
  { iri: `${OP}jointWith`, label: "joint with", definition: "", uses: 74 },
];
const texts = (typed: string, prefixes: Record<string, string> = PREFIXES): string[] => [
  ...suggestions(typed, TERMS, prefixes).keys(),
];

test("a prefix proposes all of its vocabulary and nothing else", () => {
  expect(texts("op:")).toEqual(["op:source", "op:partner", "op:announced", "op:jointWith"]);
});

test("what begins with the letters comes before what only holds them", () => {
  expect(texts("op:n")).toEqual(["op:partner", "op:announced", "op:jointWith"]);
  expect(texts("op:an")).toEqual(["op:announced"]);
});

test("a bare word looks in every vocabulary, ours first, and in labels", () => {
  expect(texts("sou")).toEqual(["op:source", "dct:source"]);
  expect(texts("joint w")).toEqual(["op:jointWith"]);
});

test("the query's own prefixes are used", () => {
  expect(texts("o:par", { o: OP })).toEqual(["o:partner"]);
  expect(texts("x:par")).toEqual([]);
});

test("an IRI is completed as one", () => {
  expect(texts("<http://purl")).toEqual(["<http://purl.org/dc/terms/source>"]);
});

test("a finished term is not proposed again", () => {
  expect(texts("op:jointWith")).toEqual([]);
});
