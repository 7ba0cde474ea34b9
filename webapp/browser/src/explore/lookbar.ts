// How the picture is arranged and coloured, and how many Games make a line: fields beside the legend.

import { button, el } from "../dom";
import { COLOURS, colourOf, LAYOUTS, layoutOf, SIZES, sizeOf } from "./looks";
import type { State } from "./state";
import type { View } from "./view";

/** Games that two partners share at least where the address does not say it; see SHARED in webapp/explorer/view_state.py. */
const SHARED = 8;
const NUMBERS = [2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20];

export interface LookActs {
  go(state: State): void;
  /** Changes how the same things look. */
  look(state: State): void;
  /** Shows partners alone again. */
  begin(): void;
}

export class LookBar {
  readonly element = el("div", { class: "xp-looks", role: "group", "aria-label": "How it is drawn" });
  private readonly layout = field("Layout", LAYOUTS);
  private readonly colour = field("Colour", COLOURS);
  private readonly size = field("Size", SIZES);
  private readonly shared = field("Lines", Object.fromEntries(NUMBERS.map((number) => [String(number), atLeast(number)])), "Games that two partners have in common for a line");
  private readonly scope: HTMLButtonElement;
  private state: State | null = null;
  private view: View | null = null;

  constructor(act: LookActs) {
    this.scope = button("Whole network", () => {
      if (this.state === null) return;
      if (this.state.partners) act.go(this.state.except("shared").set("show", "network"));
      else act.begin();
    }, "xp-button");
    for (const [key, { select }] of [["layout", this.layout], ["colour", this.colour], ["size", this.size]] as const) {
      select.addEventListener("change", () => {
        const { state, view } = this;
        if (state !== null && view !== null) act.look(chosen(state, view, key, select.value));
      });
    }
    this.shared.select.addEventListener("change", () => this.state !== null && act.go(this.state.set("shared", Number(this.shared.select.value) === SHARED ? null : this.shared.select.value)));
    this.element.append(this.shared.label, this.layout.label, this.colour.label, this.size.label, this.scope);
  }

  show(state: State, view: View): void {
    [this.state, this.view] = [state, view];
    this.layout.select.value = layoutOf(state, view);
    this.colour.select.value = colourOf(state);
    this.size.select.value = sizeOf(state, view);
    this.shared.label.hidden = !state.partners;
    const least = state.one("shared") ?? String(SHARED);
    if (![...this.shared.select.options].some(({ value }) => value === least)) this.shared.select.append(el("option", { value: least }, atLeast(least)));
    this.shared.select.value = least;
    this.scope.textContent = state.partners ? "Whole network" : "Begin again";
  }
}

/** Returns the state with a choice, which the address does not name where it goes without saying. */
export function chosen(state: State, view: View, key: "layout" | "colour" | "size", value: string): State {
  const without = state.without(key);
  const usual = { layout: layoutOf(without, view), colour: colourOf(without), size: sizeOf(without, view) }[key];
  return value === usual ? without : without.set(key, value);
}

function atLeast(number: number | string): string {
  return `${number} Games or more`;
}

function field(name: string, choices: Record<string, string>, title = name): { label: HTMLElement; select: HTMLSelectElement } {
  const select = el("select", { class: "xp-select", "aria-label": title, title }, ...Object.entries(choices).map(([value, text]) => el("option", { value }, text)));
  return { label: el("label", { class: "xp-look" }, el("span", {}, name), select), select };
}
