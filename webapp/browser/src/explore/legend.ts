// The legend, which filters: a click on a kind or a colour shows it or leaves it out.

import { el } from "../dom";
import { drawn, glyph } from "./glyphs";
import { DASHES, MARKS, STROKE_NAMES, strokeOf, type Stroke } from "./marks";
import type { State } from "./state";
import { replaced } from "./steady";
import { KINDS, type Counts, type View } from "./view";

export interface Family {
  name: string;
  label: string;
  /** The slugs of its groups of categories. */
  groups: string[];
}

const numbers = new Intl.NumberFormat("en-GB");

export class Legend {
  readonly kinds = el("ul", { class: "xp-kinds", "aria-label": "Kinds of nodes: press to show or leave out" });
  readonly families = el("ul", { class: "xp-families", "aria-label": "Colours by product field: press to show only one" });
  readonly lines = el("ul", { class: "xp-lines", "aria-label": "Lines" });

  constructor(private readonly colours: Family[], private readonly go: (state: State) => void) {}

  /** Shows what there is of a view; while time passes, kinds that just have nothing stay. */
  show(state: State, view: View, shown: Counts, passing = false): void {
    replaced(this.kinds, ...KINDS.filter((kind) => (shown[kind] ?? 0) > 0 || !isShown(state, kind) || passing).map((kind) => {
      const on = isShown(state, kind);
      const count = shown[kind] ?? 0;
      const words = el("span", {}, capital(count === 1 ? MARKS[kind].one : MARKS[kind].many));
      const press = this.press(kind, on, () => this.go(toggledKind(state, kind)), glyph(kind), words, el("b", {}, numbers.format(count)));
      return el("li", {}, press);
    }));
    const used = new Set([...view.edges, ...view.nodes].map(({ family }) => family));
    const chosen = new Set(state.all("category"));
    replaced(this.families, ...this.colours.filter(({ name, groups }) => used.has(name) || groups.some((group) => chosen.has(group))).map((family) => {
      const on = chosen.size === 0 || family.groups.some((group) => chosen.has(group));
      const press = this.press(family.name, on, () => this.go(toggledFamily(state, family)), el("span", { class: `xp-swatch f-${family.name}` }), el("span", {}, family.label));
      return el("li", {}, press);
    }));
    const strokes = new Set(view.edges.map(strokeOf));
    this.lines.replaceChildren(...(Object.keys(STROKE_NAMES) as Stroke[]).filter((stroke) => strokes.has(stroke)).map(keyOf));
    this.families.hidden = this.families.childElementCount < 2 && chosen.size === 0;
  }

  private press(key: string, on: boolean, act: () => void, ...content: (Node | string)[]): HTMLButtonElement {
    const made = el("button", { type: "button", class: "xp-key", "data-key": key, "aria-pressed": String(on) }, ...content);
    made.addEventListener("click", act);
    return made;
  }
}

/** Returns what a dashed line means, with a piece of it. */
function keyOf(stroke: Stroke): HTMLLIElement {
  const line = drawn("path", { d: "M1 5H27", "stroke-dasharray": DASHES[stroke].join(" ") });
  return el("li", {}, drawn("svg", { viewBox: "0 0 28 10", "aria-hidden": "true" }, line), STROKE_NAMES[stroke]);
}

function isShown(state: State, kind: string): boolean {
  const kinds = state.all("kind");
  return kinds.length === 0 || kinds.includes(kind);
}

/** Returns the state with a kind shown or left out; none left out is no filter at all. */
export function toggledKind(state: State, kind: string): State {
  const kinds = KINDS.filter((one) => isShown(state, one) !== (one === kind));
  return kinds.length === KINDS.length || kinds.length === 0 ? state.without("kind") : state.set("kind", ...kinds);
}

/** Returns the state with only the categories of a family, or if it has just these, with all again. */
export function toggledFamily(state: State, { groups }: Family): State {
  const chosen = state.all("category");
  const same = chosen.length === groups.length && groups.every((group) => chosen.includes(group));
  return same ? state.without("category") : state.set("category", ...groups);
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
