// The search of the explorer: a field that suggests the nodes of the network. What fits is for the site's search to say.

import { Combobox, isComposing } from "../combobox";
import { el } from "../dom";
import { glyph } from "./glyphs";
import { MARKS } from "./marks";
import type { Hit } from "./view";

const PAUSE = 60; // milliseconds without a key before the server is asked

export class SearchBox {
  readonly element: HTMLElement;
  readonly input = el("input", {
    type: "search",
    class: "xp-find",
    placeholder: "Find a partner, Games, person…",
    "aria-label": "Find in the network",
  });
  private readonly combobox: Combobox<Hit>;
  private timer = 0;
  /** Whether what is shown may not be of what is typed. */
  private pending = false;
  /** Whether Enter was pressed meanwhile: the first one will be taken. */
  private entered = false;

  /** `hits` gives what the search of the server finds. */
  constructor(
    private readonly hits: (typed: string) => Promise<Hit[]>,
    private readonly choose: (node: string) => void,
  ) {
    const list = el("ul", { id: "xp-found", class: "xp-found" });
    this.element = el("div", { class: "xp-search" }, this.input, el("kbd", { "aria-hidden": "true" }, "/"), list);
    // Before the list's own listener, which would take what was found for fewer letters.
    this.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || isComposing(event) || !this.pending) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      this.entered = true;
    });
    this.combobox = new Combobox({
      input: this.input,
      list,
      first: true,
      content: ({ label, kind, family, why }) => [
        glyph(kind, family),
        el("span", {}, label),
        el("small", {}, why === "" ? MARKS[kind].one : `${MARKS[kind].one}, ${why}`),
      ],
      choose: ({ id }) => this.take(id),
    });
    this.input.addEventListener("input", () => {
      window.clearTimeout(this.timer);
      this.pending = this.input.value.trim() !== "";
      this.entered = false;
      this.timer = window.setTimeout(() => void this.suggest(), PAUSE);
    });
  }

  private take(node: string): void {
    this.input.value = "";
    this.combobox.show([]);
    this.choose(node);
  }

  private async suggest(): Promise<void> {
    const typed = this.input.value;
    if (typed.trim() === "") return this.combobox.show([]);
    try {
      const found = await this.hits(typed);
      if (this.input.value !== typed) return;
      this.pending = false;
      this.combobox.show(found, found.length === 0 ? "Nothing of this name is in the network." : "");
      if (this.entered && found[0] !== undefined) this.take(found[0].id);
    } catch {
      if (this.input.value !== typed) return;
      this.pending = false;
      this.combobox.show([], "The names cannot be fetched just now.");
    }
  }
}
