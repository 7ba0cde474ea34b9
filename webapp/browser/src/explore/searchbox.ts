// The search of the explorer: a field with suggestions, worked by keys as by hand (ARIA's pattern "combobox").

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
    role: "combobox",
    placeholder: "Find a partner, Games, person…",
    "aria-label": "Find in the network",
    "aria-expanded": "false",
    "aria-controls": "xp-found",
    "aria-autocomplete": "list",
    autocomplete: "off",
    spellcheck: "false",
  });
  private readonly list = el("ul", { id: "xp-found", class: "xp-found", role: "listbox", "aria-label": "Suggestions", hidden: true });
  private finder: Promise<Finder> | null = null;
  private hits: ViewNode[] = [];
  private at = -1;

  private leaving: ReturnType<typeof setTimeout> | undefined;

  /** `nodes` gives all there are, `meant` the ids of those that may be meant by other names or a slip of the hand. */
  constructor(
    private readonly nodes: () => Promise<readonly ViewNode[]>,
    private readonly meant: (typed: string) => Promise<string[]>,
    private readonly choose: (node: ViewNode) => void,
  ) {
    const key = el("kbd", { "aria-hidden": "true" }, "/");
    this.element = el("div", { class: "xp-search" }, this.input, key, this.list);
    this.input.addEventListener("focus", () => {
      clearTimeout(this.leaving); // who comes back at once must not see the list close
      void this.load().catch(() => undefined);
    });
    this.input.addEventListener("input", () => void this.suggest());
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => (this.leaving = setTimeout(() => this.close(), 150)));
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
      return this.show([], "The names cannot be fetched just now.");
    }
    if (this.input.value !== typed) return;
    const hits = finder.find(typed);
    this.show(hits, "");
    if (hits.length >= ENOUGH || typed.trim().length < 2) return;
    const near = finder.named(await this.meant(typed).catch(() => []));
    if (this.input.value !== typed) return;
    const all = [...new Set([...hits, ...near])];
    this.show(all, all.length === 0 ? "Nothing of this name is in the network." : "", this.at);
  }

  /** Show suggestions. Those that are there already stay as they are: one may be under a finger at this moment. */
  private show(hits: ViewNode[], note: string, at = 0): void {
    const before = this.hits;
    const stay = note === "" && before.every((node, index) => node === hits[index]) ? before.length : 0;
    this.hits = hits;
    this.at = hits.length > 0 ? Math.max(0, at) : -1;
    const items = hits.slice(stay).map((node, place) => {
      const index = stay + place;
      const item = el("li", { role: "option", id: `xp-found-${index}` }, glyph(node.kind, node.family), el("span", {}, node.label), el("small", {}, MARKS[node.kind].one));
      item.addEventListener("mousedown", (event) => event.preventDefault());
      item.addEventListener("click", () => this.take(node));
      return item;
    });
    const shown = note === "" ? items : [el("li", { class: "xp-none", role: "option", "aria-disabled": "true" }, note)];
    if (stay > 0) this.list.append(...shown);
    else this.list.replaceChildren(...shown);
    this.list.hidden = hits.length === 0 && note === "";
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.mark();
  }

  private mark(): void {
    this.list.querySelectorAll("[role=option]").forEach((item, index) => item.setAttribute("aria-selected", String(index === this.at)));
    if (this.at >= 0) {
      this.input.setAttribute("aria-activedescendant", `xp-found-${this.at}`);
      this.list.children[this.at]?.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  private press(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = this.hits[this.at];
    if (step !== undefined && this.hits.length > 0) {
      this.at = (this.at + step + this.hits.length) % this.hits.length;
      this.mark();
    } else if (event.key === "Enter" && chosen !== undefined && !this.list.hidden) this.take(chosen);
    else if (event.key === "Escape" && !this.list.hidden) this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private take(node: ViewNode): void {
    this.input.value = "";
    this.close();
    this.choose(node);
  }

  private close(): void {
    this.show([], "");
  }
}
