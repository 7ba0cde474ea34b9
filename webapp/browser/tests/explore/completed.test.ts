import { expect, test } from "vitest";
import { completed, type Sent } from "../../src/explore/view";

test("what a view leaves out is put back from the rest of it", () => {
  const sent: Partial<Sent> = {
    base: "https://example.org/id/",
    root: "/site",
    nodes: [
      { id: "partner/visa", kind: "partner", label: "Visa", iri: "https://example.org/id/organization/visa" },
      { id: "programme/top-09", kind: "programme", label: "TOP IX", short: "IX" },
      { id: "person/jack-ma", kind: "person", label: "Jack Ma" },
    ],
    edges: [
      { id: "partnership/top-09--visa", kind: "partnership", source: 0, target: 1, sources: [1, 0] },
      { kind: "country", source: 0, target: 2 },
      { id: "event~a~b~2017", kind: "event", source: 2, target: 0, iri: "https://example.org/id/event/signing" },
    ],
    sources: ["source/ioc", "source/visa"],
  };
  const { nodes, edges } = completed(sent as Sent);
  expect(nodes.map(({ iri, href, short }) => [iri, href, short])).toEqual([
    ["https://example.org/id/organization/visa", "/site/partner/visa", "Visa"],
    ["https://example.org/id/programme/top-09", "/site/programme/top-09", "IX"],
    ["https://example.org/id/person/jack-ma", "/site/person/jack-ma", "Jack Ma"],
  ]);
  expect(edges.map(({ id, source, target, iri, href, sources }) => [id, source, target, iri, href, sources])).toEqual([
    ["partnership/top-09--visa", "partner/visa", "programme/top-09", "https://example.org/id/partnership/top-09--visa", "/site/partnership/top-09--visa", ["source/visa", "source/ioc"]],
    ["country~partner/visa~person/jack-ma", "partner/visa", "person/jack-ma", null, null, []],
    ["event~a~b~2017", "person/jack-ma", "partner/visa", "https://example.org/id/event/signing", "/site/event/signing", []],
  ]);
});
