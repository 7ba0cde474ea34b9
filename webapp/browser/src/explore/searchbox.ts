// The search of the explorer: a field that suggests the nodes of the network.

import { Combobox } from "../combobox";
import { el } from "../dom";
import { glyph } from "./glyphs";
import { MARKS } from "./marks";
import { Finder } from "./matching";
import type { ViewNode } from "./view";

/** With fewer hits than these, the search of the site is asked, which knows other names and forgives slips. */
const ENOUGH = 3;

export class SearchBox {
  readonly element: HTMLElement;
  readonly input = el("input", {
    type: "search",
    class: "xp-find",
    placeholder: "Find a partner, Games, person…",
    "aria-label": "Find in the network",
  });
  private readonly combobox: Combobox<ViewNode>;
  private finder: Promise<Finder> | null = null;

  /** `nodes` gives all there are, `meant` the ids of those that may be meant by other names or a slip of the hand. */
  constructor(
    private readonly nodes: () => Promise<readonly ViewNode[]>,
    private readonly meant: (typed: string) => Promise<string[]>,
    choose: (node: ViewNode) => void,
  ) {
    const list = el("ul", { id: "xp-found", class: "xp-found" });
    this.element = el("div", { class: "xp-search" }, this.input, el("kbd", { "aria-hidden": "true" }, "/"), list);
    this.combobox = new Combobox({
      input: this.input,
      list,
      first: true,
      content: (node) => [glyph(node.kind, node.family), el("span", {}, node.label), el("small", {}, MARKS[node.kind].one)],
      choose: (node) => {
        this.input.value = "";
        this.combobox.show([]);
        choose(node);
      },
    });
    this.input.addEventListener("focus", () => void this.load().catch(() => undefined));
    this.input.addEventListener("input", () => void this.suggest());
  }

  private load(): Promise<Finder> {
    this.finder ??= this.nodes().then((nodes) => new Finder(nodes));
    this.finder.catch(() => (this.finder = null));
    return this.finder;
  }

  private async suggest(): Promise<void> {
    const typed = this.input.value;
    let finder: Finder;
    try {
      finder = await this.load();
    } catch {
      return this.combobox.show([], "The names cannot be fetched just now.");
    }
    if (this.input.value !== typed) return;
    const hits = finder.find(typed);
    this.combobox.show(hits);
    if (hits.length >= ENOUGH || typed.trim().length < 2) return;
    const near = finder.named(await this.meant(typed).catch(() => []));
    if (this.input.value !== typed) return;
    const all = [...new Set([...hits, ...near])];
    this.combobox.show(all, all.length === 0 ? "Nothing of this name is in the network." : "");
  }
}
