// What somebody may look for who has nothing in mind yet: names that the search would find.

import { button, el } from "../dom";

export interface Example {
  id: string;
  label: string;
}

/** Returns names that lead to what is around them, or nothing where the data has none of them. */
export function examplesMade(examples: readonly Example[], begin: (node: string) => void): HTMLElement {
  const names = examples.map(({ id, label }) => el("li", {}, button(label, () => begin(id), "xp-link")));
  return el("div", { class: "xp-examples", hidden: examples.length === 0 }, el("span", {}, "For instance"), el("ul", { "aria-label": "Names to begin with" }, ...names));
}
