// What somebody wrote about a view, with the address that says it: a title and a note.

import { el } from "../dom";
import type { State } from "./state";
import type { View } from "./view";

const WHOSE = "Title and note are by whoever made this address, not by this project.";

export class Annotation {
  readonly element = el("section", { class: "xp-annotation", "aria-label": "What somebody says about this view", hidden: true });

  show(state: State, view: View, ...more: HTMLElement[]): void {
    const title = state.one("title");
    this.element.hidden = title === null && view.note === "" && more.length === 0;
    this.element.replaceChildren(...(title === null ? [] : [el("h2", {}, title)]), ...(view.note === "" ? [] : [el("p", { class: "xp-said-note" }, view.note)]), ...(title === null && view.note === "" ? [] : [el("p", { class: "xp-whose" }, WHOSE)]), ...more);
  }
}
