// The search of the explorer: a field that suggests the nodes of the network. What fits is for the site's search to say.

import { Combobox, isComposing } from "../combobox";
import { el } from "../dom";
import { glyph } from "./glyphs";
import { MARKS } from "./marks";
import type { Hit, ViewNode } from "./view";

interface Found extends Hit {
  node: ViewNode;
}

const MOST = 10;
const PAUSE = 60; // milliseconds without a key before the server is asked

export class SearchBox {
  readonly element: HTMLElement;
  readonly input = el("input", {
    type: "search",
    class: "xp-find",
    placeholder: "Find a partner, Games, person…",
    "aria-label": "Find in the network",
  });
  private readonly combobox: Combobox<Found>;
  private known: Promise<Map<string, ViewNode>> | null = null;
  private timer = 0;
  /** Whether what is shown may not be of what is typed. */
  private pending = false;
  /** Whether Enter was pressed meanwhile: the first one will be taken. */
  private entered = false;

  /** `nodes` gives all there are, `hits` what the search of the site finds. */
  constructor(
    private readonly nodes: () => Promise<readonly ViewNode[]>,
    private readonly hits: (typed: string) => Promise<Hit[]>,
    private readonly choose: (node: ViewNode) => void,
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
      content: ({ node, why }) => [
        glyph(node.kind, node.family),
        el("span", {}, node.label),
        el("small", {}, why === "" ? MARKS[node.kind].one : `${MARKS[node.kind].one}, ${why}`),
      ],
      choose: ({ node }) => this.take(node),
    });
    this.input.addEventListener("focus", () => void this.load().catch(() => undefined));
    this.input.addEventListener("input", () => {
      window.clearTimeout(this.timer);
      this.pending = this.input.value.trim() !== "";
      this.entered = false;
      this.timer = window.setTimeout(() => void this.suggest(), PAUSE);
    });
  }

  private take(node: ViewNode): void {
    this.input.value = "";
    this.combobox.show([]);
    this.choose(node);
  }

  private load(): Promise<Map<string, ViewNode>> {
    this.known ??= this.nodes().then((nodes) => new Map(nodes.map((node) => [node.id, node])));
    this.known.catch(() => (this.known = null));
    return this.known;
  }

  private async suggest(): Promise<void> {
    const typed = this.input.value;
    if (typed.trim() === "") return this.combobox.show([]);
    try {
      const [known, hits] = await Promise.all([this.load(), this.hits(typed)]);
      const found = hits.flatMap((hit) => {
        const node = known.get(hit.id);
        return node === undefined ? [] : [{ ...hit, node }];
      });
      if (this.input.value !== typed) return;
      this.pending = false;
      this.combobox.show(found.slice(0, MOST), found.length === 0 ? "Nothing of this name is in the network." : "");
      if (this.entered && found[0] !== undefined) this.take(found[0].node);
    } catch {
      if (this.input.value !== typed) return;
      this.pending = false;
      this.combobox.show([], "The names cannot be fetched just now.");
    }
  }
}
