import { expect, test } from "vitest";
import { addressOf, sharedQuery, shareAddress } from "../src/endpoint";

const SETTINGS = { endpoint: "/sparql", longest: 100 };
const QUERY = 'SELECT * { ?s ?p "a&b=c #+%é😀" }';

function opened(address: string): string | null {
  return sharedQuery(new URL(address, "https://example.org"));
}

test("an address brings back the very query", () => {
  expect(opened(shareAddress(QUERY, SETTINGS))).toBe(QUERY);
});

test("a query too long for an address is posted, and shared in the fragment", () => {
  const long = `${QUERY}\n#${"x".repeat(200)}`;
  expect(addressOf(long, SETTINGS)).toBeNull();
  expect(shareAddress(long, SETTINGS)).toMatch(/^\/sparql#query=/);
  expect(opened(shareAddress(long, SETTINGS))).toBe(long);
});

test("a plain address carries none", () => {
  expect(opened("/sparql")).toBeNull();
});
