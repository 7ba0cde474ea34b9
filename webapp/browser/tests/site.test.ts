import { afterEach, expect, test, vi } from "vitest";
import { inSite } from "../src/site";

const page = (root?: string): void => {
  vi.stubGlobal("document", { documentElement: { dataset: root === undefined ? {} : { root } } });
};

afterEach(() => vi.unstubAllGlobals());

test("addresses stand below the root that the page names", () => {
  page("/");
  expect(inSite("/explore")).toBe("/explore");
  page("/opg/");
  expect(inSite("/sparql?query=a/b")).toBe("/opg/sparql?query=a/b");
  page();
  expect(inSite("/")).toBe("/");
});
