// The filters: fields that narrow the network, and the chips that say what narrows it now.

import { button, el } from "../dom";
import type { State } from "./state";
import { replaced } from "./steady";

export interface Choice {
  value: string;
  label: string;
}
export type Choices = Map<string, Choice[]>;

const FIELDS = [
  { key: "tier", label: "Tier" },
  { key: "category", label: "Category" },
  { key: "country", label: "Country" },
  { key: "season", label: "Season" },
  { key: "basis", label: "Beginnings" },
];

/** Keys that have one value only. */
const SINGLE = new Set(["basis"]);

/** Reads what can be chosen from the form that the server rendered, which this takes the place of. */
export function choicesOf(form: ParentNode): Choices {
  const found: Choices = new Map();
  const add = (key: string, value: string, label: string): void => {
    const known = found.get(key) ?? [];
    if (value !== "" && !known.some((choice) => choice.value === value)) found.set(key, [...known, { value, label: label.trim() }]);
  };
  for (const { key } of [...FIELDS, { key: "kind" }]) {
    for (const option of form.querySelectorAll<HTMLOptionElement>(`select[name="${key}"] option`)) add(key, option.value, option.label);
    for (const input of form.querySelectorAll<HTMLInputElement>(`input[name="${key}"][value]`)) {
      if (input.type !== "hidden" && input.type !== "text") add(key, input.value, input.labels?.[0]?.textContent ?? input.value);
    }
  }
  return found;
}

export class Filters {
  readonly element = el("div", { class: "xp-filters", role: "group", "aria-label": "Filters" });
  readonly chips = el("ul", { class: "xp-chips", "aria-label": "What narrows the view" });
  private readonly fields = new Map<string, HTMLSelectElement>();

  constructor(private readonly choices: Choices, state: () => State, private readonly go: (state: State) => void) {
    for (const { key, label } of FIELDS) {
      const options = choices.get(key);
      if (options === undefined) continue;
      const field = el("select", { class: "xp-select", "aria-label": label }, el("option", { value: "" }, label), ...options.map((choice) => el("option", { value: choice.value }, choice.label)));
      field.addEventListener("change", () => field.value !== "" && go(SINGLE.has(key) ? state().set(key, field.value) : state().with(key, field.value)));
      this.fields.set(key, field);
      this.element.append(field);
    }
  }

  /** Shows what a state asks for; `named` writes the name of a node. */
  show(state: State, named: (node: string) => string): void {
    for (const field of this.fields.values()) field.value = "";
    const chips: HTMLElement[] = [];
    const add = (text: string, gone: State): void => void chips.push(this.chip(text, gone));
    for (const { key } of FIELDS) {
      for (const value of state.all(key)) add(this.labelOf(key, value), state.without(key, value));
    }
    for (const node of state.all("from")) add(`From ${named(node)}`, withoutStart(state, node));
    const path = state.one("path");
    if (path !== null) add(`Path: ${path.split("~").map(named).join(" to ")}`, state.without("path"));
    const focus = state.one("focus");
    if (focus !== null) add(`Only around ${named(focus)}`, state.without("focus"));
    const hidden = state.all("hide");
    if (hidden.length > 0) add(`${hidden.length} hidden`, state.without("hide"));
    const pinned = state.all("pin");
    if (pinned.length > 0) add(`${pinned.length} pinned`, state.without("pin"));
    replaced(this.chips, ...chips);
    this.chips.hidden = chips.length === 0;
  }

  private labelOf(key: string, value: string): string {
    return this.choices.get(key)?.find((choice) => choice.value === value)?.label.replace(/\s*\([\d,]+\)$/, "") ?? value;
  }

  private chip(text: string, gone: State): HTMLElement {
    const remove = button(text, () => this.go(gone), "xp-chip");
    remove.setAttribute("aria-label", `${text}: remove`);
    return el("li", {}, remove);
  }
}

/** Returns the state without a starting node and what was opened from it. */
export function withoutStart(state: State, node: string): State {
  const parts = state.all("open").filter((part) => part !== node && !part.startsWith(`${node}.`));
  const lifted = state.all("all").filter((part) => part !== node && !part.startsWith(`${node}.`));
  return state.without("from", node).set("open", ...parts).set("all", ...lifted);
}
