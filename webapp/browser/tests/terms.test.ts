import { expect, test } from "vitest";
import { compact, pageOf } from "../src/terms";

const OURS = {
  base: "https://w3id.org/olympic-partnerships/",
  vocabulary: "https://w3id.org/olympic-partnerships/ontology#",
};

test("our identifiers lead to pages of this site", () => {
  expect(pageOf("https://w3id.org/olympic-partnerships/id/organization/alibaba", OURS)).toBe("/id/organization/alibaba");
  expect(pageOf("https://w3id.org/olympic-partnerships/ontology#partner", OURS)).toBe("/ontology#partner");
});

test.each(["javascript:alert(1)", "JaVaScript:alert(1)", "data:text/html,<script>", "vbscript:x", "urn:isbn:1", "x"])(
  "%s is no link",
  (iri) => {
    expect(pageOf(iri, OURS)).toBeNull();
  },
);

test("an identifier cannot lead out of its folder", () => {
  expect(pageOf("https://w3id.org/olympic-partnerships/id/../../evil", OURS)).toBeNull();
  expect(pageOf("https://w3id.org/olympic-partnerships/id//evil.example", OURS)).toBe("/id//evil.example");
});

test("an IRI is shortened by its longest namespace, and only to what can be pasted into a query", () => {
  const prefixes = { a: "http://example.org/", b: "http://example.org/long/" };
  expect(compact("http://example.org/long/x", prefixes)).toBe("b:x");
  expect(compact("http://example.org/x/y", prefixes)).toBe("<http://example.org/x/y>");
  expect(compact("http://example.org/", prefixes)).toBe("<http://example.org/>");
});
