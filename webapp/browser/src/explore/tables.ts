// The same nodes and edges as tables: for keys, for screen readers, and where the picture cannot be drawn.

import { button, counted, el } from "../dom";
import { isAssumed, span } from "./days";
import { glyph } from "./glyphs";
import { capital } from "./legend";
import { EDGE_NAMES, MARKS } from "./marks";
import { replaced } from "./steady";
import type { Dates, View, ViewEdge, ViewNode } from "./view";

interface Column<Row> {
  name: string;
  number?: boolean;
  /** On a phone the cell takes a line of its own. */
  broad?: boolean;
  /** What stands before a number on a phone, where no heading stands above it; the name otherwise. */
  brief?: string;
  text: (row: Row) => string | number;
  cell?: (row: Row) => Node | string;
}

/** Rows that are shown at first; the rest only when asked for, and in portions, so that nothing stalls. */
const FIRST = 50;
const PORTION = 150;

const words = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

class Listing<Row> {
  readonly element: HTMLElement;
  private readonly body = el("tbody");
  private readonly foot = el("p", { class: "xp-more" });
  private readonly heads: HTMLTableCellElement[];
  private rows: Row[] = [];
  private order = { column: -1, falling: false };
  private shown = FIRST;
  private work = 0;

  constructor(private readonly noun: [one: string, many: string], private readonly columns: Column<Row>[], private readonly dress: (row: Row, line: HTMLTableRowElement) => void) {
    this.heads = columns.map(({ name, number }, index) => {
      const sort = button(name, () => this.sort(index), "xp-sort");
      return el("th", { scope: "col", class: number === true ? "num" : undefined }, sort);
    });
    const table = el("table", { class: "xp-table" }, el("thead", {}, el("tr", {}, ...this.heads)), this.body);
    this.element = el("div", {}, el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": capital(noun[1]) }, table), this.foot);
  }

  show(rows: Row[]): void {
    this.rows = rows;
    this.shown = FIRST;
    this.draw();
  }

  draw(): void {
    const sorted = this.sorted();
    const begun = ++this.work;
    const lines = sorted.slice(0, this.shown);
    replaced(this.body, ...lines.slice(0, PORTION).map((row) => this.line(row)));
    const go = (from: number): void => {
      if (begun !== this.work || from >= lines.length) return;
      this.body.append(...lines.slice(from, from + PORTION).map((row) => this.line(row)));
      requestAnimationFrame(() => go(from + PORTION));
    };
    if (lines.length > PORTION) requestAnimationFrame(() => go(PORTION));
    this.count(sorted.length, lines.length);
  }

  private count(all: number, shown: number): void {
    const [one, many] = this.noun;
    const more = button(`Show all ${counted(all, one, many)}`, () => {
      this.shown = all;
      this.draw();
    }, "xp-link");
    this.foot.replaceChildren(...(shown < all ? [`${shown} of ${counted(all, one, many)}. `, more] : [counted(all, one, many)]));
  }

  private line(row: Row): HTMLTableRowElement {
    const cells = this.columns.map(({ name, text, cell, number, broad, brief }, index) => {
      const content = cell ? cell(row) : String(text(row));
      return index === 0 ? el("th", { scope: "row" }, content) : el("td", { class: number === true ? "num" : broad === true ? "xp-broad" : undefined, "data-label": brief ?? name }, content);
    });
    const line = el("tr", {}, ...cells);
    this.dress(row, line);
    return line;
  }

  private sort(column: number): void {
    this.order = { column, falling: this.order.column === column && !this.order.falling };
    this.heads.forEach((head, index) => {
      if (index === column) head.setAttribute("aria-sort", this.order.falling ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    this.draw();
  }

  private sorted(): Row[] {
    const text = this.columns[this.order.column]?.text;
    if (text === undefined) return this.rows;
    const way = this.order.falling ? -1 : 1;
    return this.rows.toSorted((one, other) => {
      const [a, b] = [text(one), text(other)];
      if (a === "" || b === "") return Number(a === "") - Number(b === "");
      return way * (typeof a === "number" && typeof b === "number" ? a - b : words.compare(String(a), String(b)));
    });
  }
}

/** Returns the years of something; those that are assumed look so. */
function yearsOf(dates: Dates): Node | string {
  return isAssumed(dates) ? el("span", { class: "assumed" }, span(dates)) : span(dates);
}

export class Tables {
  private names = new Map<string, ViewNode>();
  private selected: string | null = null;
  private readonly nodes: Listing<ViewNode>;
  private readonly edges: Listing<ViewEdge>;
  private readonly lines = new Map<string, HTMLTableRowElement>();

  constructor(place: HTMLElement, private readonly select: (node: string) => void) {
    const known = (shown: ViewNode["shown"]): number => Object.values(shown).reduce<number>((sum, count) => sum + (count ?? 0), 0);
    this.nodes = new Listing<ViewNode>(["node", "nodes"], [
      { name: "Name", text: ({ label }) => label, cell: (node) => this.pick(node) },
      { name: "Kind", text: ({ kind }) => MARKS[kind].one },
      { name: "Years", text: span, cell: yearsOf },
      { name: "Neighbours shown", brief: "Neighbours", number: true, text: ({ shown }) => known(shown) },
      { name: "In all", number: true, text: ({ neighbours }) => known(neighbours) },
      { name: "Page", text: ({ href }) => href, cell: ({ href, label }) => el("a", { href, "aria-label": `Page about ${label}` }, "Page") },
    ], ({ id }, line) => {
      this.lines.set(id, line);
      if (id === this.selected) line.setAttribute("aria-current", "true");
    });
    this.edges = new Listing<ViewEdge>(["line", "lines"], [
      { name: "From", text: ({ source }) => this.nameOf(source), cell: ({ source }) => this.pick(this.names.get(source)) },
      { name: "To", broad: true, text: ({ target }) => this.nameOf(target), cell: ({ target }) => this.pick(this.names.get(target)) },
      { name: "Relation", text: ({ kind }) => EDGE_NAMES[kind] ?? kind },
      { name: "As", text: ({ label }) => label, cell: ({ href, label }) => (href === null ? label : el("a", { href }, label)) },
      { name: "Years", text: span, cell: yearsOf },
      { name: "Tier", text: ({ tier }) => tier ?? "" },
    ], () => undefined);
    place.replaceChildren(
      el("section", { "aria-labelledby": "xp-nodes" }, el("h2", { id: "xp-nodes" }, "What is shown"), this.nodes.element),
      el("section", { "aria-labelledby": "xp-edges" }, el("h2", { id: "xp-edges" }, "How it is joined"), this.edges.element),
    );
  }

  show(view: View, selected: string | null): void {
    this.names = new Map(view.nodes.map((node) => [node.id, node]));
    this.lines.clear();
    this.selected = selected;
    this.nodes.show(view.nodes);
    this.edges.show(view.edges);
  }

  mark(selected: string | null): void {
    if (this.selected !== null) this.lines.get(this.selected)?.removeAttribute("aria-current");
    this.selected = selected;
    if (selected !== null) this.lines.get(selected)?.setAttribute("aria-current", "true");
  }

  private nameOf(node: string): string {
    return this.names.get(node)?.label ?? node;
  }

  private pick(node: ViewNode | undefined): Node | string {
    if (node === undefined) return "";
    const made = el("button", { type: "button", class: "xp-pick", "data-key": node.id }, glyph(node.kind, node.family), el("span", {}, node.label));
    made.addEventListener("click", () => this.select(node.id));
    return made;
  }
}
