// The panel of examples: the named queries by subject, each with a preview.

import { button, counted, el } from "./dom";
import { highlighted } from "./editor";
import type { Example } from "./settings";

export interface ExampleActions {
  insert: (example: Example) => void;
  run: (example: Example) => void;
}

/** Returns the panel, or nothing where there are no examples. */
export function examplesPanel(examples: Example[], act: ExampleActions): HTMLElement | null {
  if (examples.length === 0) return null;
  const items = examples.map((example) => ({ example, item: itemOf(example, act) }));
  const groups = Map.groupBy(items, ({ example }) => example.subject);
  const sections = [...groups].map(([subject, found]) => ({
    found,
    section: el("section", {}, el("h3", {}, subject), ...found.map(({ item }) => item)),
  }));
  const search = el("input", { type: "search", "aria-label": "Find an example", placeholder: "Find an example" });
  const told = el("p", { class: "unseen", role: "status" });
  search.addEventListener("input", () => {
    const sought = search.value.trim().toLowerCase();
    for (const { found, section } of sections) {
      for (const { example, item } of found) item.hidden = !textOf(example).includes(sought);
      section.hidden = found.every(({ item }) => item.hidden);
    }
    told.textContent = counted(items.filter(({ item }) => !item.hidden).length, "example");
  });
  const list = el("div", { class: "sq-list" }, ...sections.map(({ section }) => section));
  return el("aside", { class: "sq-examples", "aria-labelledby": "sq-examples" }, el("h2", { id: "sq-examples" }, "Examples"), search, told, list);
}

function itemOf(example: Example, act: ExampleActions): HTMLDetailsElement {
  const item = el("details", { name: "example" }, el("summary", {}, example.title));
  // The preview is made when it is first looked at.
  item.addEventListener(
    "toggle",
    () =>
      item.append(
        el("p", {}, example.description),
        el("p", { class: "sq-acts" }, button("Run", () => act.run(example), "sq-button sq-strong"), button("Insert", () => act.insert(example), "sq-button")),
        highlighted(example.query),
      ),
    { once: true },
  );
  return item;
}

function textOf({ title, description, tags, name }: Example): string {
  return `${title} ${description} ${tags.join(" ")} ${name}`.toLowerCase();
}
