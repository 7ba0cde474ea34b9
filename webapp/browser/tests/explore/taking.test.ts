// What leaves the explorer: names of files, the code of a frame; and when time plays.

import { expect, test } from "vitest";
import { codeOf, heightFor } from "../../src/explore/embedding";
import { playedOf } from "../../src/explore/moment";
import { fileName } from "../../src/explore/saving";
import { UNDATED, type View, type ViewEdge } from "../../src/explore/view";

test("a file is called after its view and the version", () => {
  expect(fileName({ title: "Partnerships in TOP, on 18 January 2017", version: "1.1", date: "2026-11-27" })).toBe(
    "olympic-partnerships-in-top-on-18-january-2017-1.1-2026-11-27",
  );
  expect(fileName({ title: "Nestlé", version: "1.1+0ca31b17" })).toBe("olympic-partnerships-nestle-1.1+0ca31b17");
  expect(fileName({ title: "阿里巴巴", version: "1.1" })).toBe("olympic-partnerships-1.1");
});

test("a title cannot break out of the code of a frame", () => {
  const code = codeOf("https://example.org/explore/embed?a=1&b=2", 'A "b" <script>');
  expect(code).toContain('title="A &quot;b&quot; &lt;script>"');
  expect(code).toContain("a=1&amp;b=2");
  expect(heightFor(320)).toBeGreaterThanOrEqual(300);
  expect(heightFor(3000)).toBe(640);
});

function edge(kind: string, from: string | null, until: string | null): ViewEdge {
  return { ...UNDATED, id: "", source: "", target: "", kind, label: "", family: "", status: null, tier: null, categories: [], games: 0, sources: [], iri: null, href: null, from, until };
}

function viewOf(...edges: ViewEdge[]): View {
  return { edges, dates: { first: "1896-04-06", last: "2034-12-31" } } as unknown as View;
}

test("time plays where there are partnerships", () => {
  const deals = [edge("partnership", "1985-05-01", "1988-12-31"), edge("partnership", "2013-01-01", "2016-12-31")];
  expect(playedOf(viewOf(edge("role", "1894-01-01", null), ...deals))).toEqual({ first: "1985-05-01", last: "2016-12-31" });
  expect(playedOf(viewOf(...deals, edge("partnership", "2017-01-01", null)))).toEqual({ first: "1985-05-01", last: "2034-12-31" });
  expect(playedOf(viewOf(edge("country", null, null)))).toBeNull();
});

test("in the opening view time plays where partners were ones", () => {
  const partner = (periods: [string, string][], from: string | null): object => ({ ...UNDATED, periods, from, until: null });
  const nodes = [partner([["1984-01-01", "1988-12-31"], ["1996-01-01", "1998-12-31"]], null), partner([], "1990-02-01")];
  const view = { nodes, edges: [], show: "partners", dates: { first: "1896-04-06", last: "2034-12-31" } } as unknown as View;
  expect(playedOf(view)).toEqual({ first: "1984-01-01", last: "2034-12-31" });
});
