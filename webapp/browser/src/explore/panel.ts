// The panel beside the picture: what is shown, or what is selected, with its facts and what one can do with it.

import { button, counted, el } from "../dom";
import { inSite } from "../site";
import { beginnings, span } from "./days";
import { growthsOf, isLastOpen, isOpen } from "./expansion";
import { glyph } from "./glyphs";
import { capital } from "./legend";
import { EDGE_NAMES, MARKS } from "./marks";
import type { State } from "./state";
import { replaced } from "./steady";
import { fetched, KINDS, neighboursOf, NoView, type Kind, type View, type ViewEdge, type ViewNode } from "./view";

export interface PanelActs {
  go(state: State): void;
  goTo(query: string): void;
  select(node: string | null): void;
  expand(node: string): void;
  close(node: string): void;
  startAt(node: string): void;
  hide(node: string): void;
  focus(node: string): void;
  pin(node: string): void;
  connect(node: string): void;
}

/** Ways into the network for those who have no name in mind: what it says, and the state. */
const IDEAS: [string, string][] = [
  ["The worldwide partners on 18 January 2017, the day before Alibaba joined", "tier=top&date=2017-01-18"],
  ["All partners of London 2012", "from=games/2012-summer&open=games/2012-summer.partner&all=games/2012-summer.partner"],
  ["How Kodak and Alibaba are connected", "path=partner/kodak~partner/alibaba"],
  ["Who kept the time, and for whom", "from=category/timekeeping&open=category/timekeeping&all=category/timekeeping"],
];

const numbers = new Intl.NumberFormat("en-GB");

/** What the places of partners mean in other layouts than that by meaning. */
const PLACES_OF_PARTNERS: Record<string, string> = {
  timeline: "Further right: it began later.",
  force: "Near each other: they have Games in common.",
};

/** What the sizes of partners mean, where they are not those of their Games. */
const SIZES_OF_PARTNERS: Record<string, string> = { connections: "Larger: more lines.", same: "" };

export class Panel {
  readonly element = el("aside", { class: "xp-panel", "aria-label": "Details", tabindex: "-1" });
  private asked: AbortController | null = null;

  constructor(private readonly facts: string, private readonly evidence: string, private readonly counts: string, private readonly act: PanelActs) {}

  /** Shows what the view is, and what was cut from it. */
  overview(view: View, state: State, named: (node: string) => string): void {
    this.asked?.abort();
    this.element.classList.remove("xp-chosen");
    const counts = KINDS.filter((kind) => view.counts.nodes[kind]).map((kind) => counted(view.counts.nodes[kind] ?? 0, MARKS[kind].one, MARKS[kind].many));
    const edges = Object.values(view.counts.edges).reduce<number>((sum, count) => sum + (count ?? 0), 0);
    const begin = button("Begin again", () => this.act.goTo(""), "xp-button");
    const reading = view.show === "partners" ? [this.reading(state)] : [];
    replaced(
      this.element,
      el("h2", { class: "xp-name" }, view.title),
      el("p", { class: "xp-counts" }, `${capital(counts.join(", "))}; ${counted(edges, "line")} between them.`),
      ...reading,
      ...this.bound(view),
      ...this.beginnings(view),
      ...this.connection(view, state, named),
      ...this.cuts(view, named),
      ...(state.asked.toString() === "" ? [this.ideas()] : [el("p", {}, begin)]),
      this.hints(),
    );
    if (["title", "note", "mark"].some((key) => state.one(key) !== null)) void this.tell(state.asked.toString(), "", this.evidence);
  }

  /** Shows a node: what one can do with it, and the facts as the server tells them. */
  node(node: ViewNode, view: View, state: State, pinned: boolean): void {
    const expand = this.neighbours(node, state, view.large);
    const acts: [string, () => void, string][] = [
      ...this.opening(node.id, state),
      ...(state.whole || state.all("from").join() === node.id ? [] : [["Start here", () => this.act.startAt(node.id), "start"] as [string, () => void, string]]),
      [state.one("focus") === node.id ? "Widen" : "Focus", () => this.act.focus(node.id), "focus"],
      [pinned ? "Unpin" : "Pin", () => this.act.pin(node.id), "pin"],
      ["Hide", () => this.act.hide(node.id), "hide"],
      ["Path to…", () => this.act.connect(node.id), "path"],
    ];
    const buttons = acts.map(([label, act, key]) => {
      const made = button(label, act, "xp-button");
      made.dataset["key"] = key;
      if (label === "Expand") made.classList.add("xp-first");
      return made;
    });
    const cuts = view.cuts.filter((cut) => cut.node === node.id);
    this.open(
      [glyph(node.kind, node.family), capital(MARKS[node.kind].one), span(node)],
      el("a", { href: node.href }, node.label),
      el("div", { class: "xp-acts", role: "group", "aria-label": `What to do with ${node.label}` }, ...buttons),
      expand,
      ...(cuts.length > 0 ? this.cuts({ ...view, cuts }, () => node.label) : []),
    );
    void this.tell(`node=${encodeURIComponent(node.id)}`, node.href);
    if (view.large) void this.count(node, state, expand);
  }

  /** Shows an edge. */
  edge(edge: ViewEdge, source: ViewNode, target: ViewNode): void {
    const ends = [source, target].map((node) => {
      const go = button(node.label, () => this.act.select(node.id), "xp-link");
      return el("li", {}, glyph(node.kind, node.family), go);
    });
    this.open([capital(EDGE_NAMES[edge.kind] ?? edge.kind), edge.tier ?? "", span(edge)], edge.label, el("ul", { class: "xp-ends" }, ...ends));
    if (edge.id.startsWith("partnership/")) void this.tell(`partnership=${encodeURIComponent(edge.id.slice("partnership/".length))}`, edge.href ?? "");
    else if (edge.kind === "shared") void this.tell(`show=partners&mark=${encodeURIComponent(source.id)}&mark=${encodeURIComponent(target.id)}`, "", this.evidence);
    else if (edge.href !== null) this.element.append(el("p", {}, el("a", { href: edge.href }, "What this rests on")));
  }

  private open(eyebrow: (Node | string)[], name: Node | string, ...content: HTMLElement[]): void {
    const close = button("×", () => this.act.select(null), "xp-close");
    close.setAttribute("aria-label", "Close the details");
    const parts = eyebrow.filter((part) => part !== "").flatMap((part, index) => (index > 0 && typeof part === "string" && index > 1 ? [" · ", part] : [part, " "]));
    this.element.classList.add("xp-chosen");
    replaced(this.element, close, el("p", { class: "xp-eyebrow" }, ...parts), el("h2", { class: "xp-name" }, name), ...content);
    this.element.scrollTop = 0;
  }

  /** Returns what opens a node, or closes it where something else stays. */
  private opening(node: string, state: State): [string, () => void, string][] {
    const last = isLastOpen(node, state);
    if (last && state.has("open", node)) return [];
    return isOpen(node, state) && !last ? [["Close", () => this.act.close(node), "expand"]] : [["Expand", () => this.act.expand(node), "expand"]];
  }

  /** Returns the kinds of neighbours with their numbers, some of which may still be counted. */
  private neighbours(node: ViewNode, state: State, counting = false): HTMLElement {
    const rows = growthsOf(node, state).map(({ kind, all, shown, state: next }) => this.growth(kind, all, shown, next));
    const none = counting ? "They are counted." : "It has none.";
    return el("section", { class: "xp-neighbours", "aria-label": "Neighbours" }, el("h3", {}, "Neighbours"), rows.length > 0 ? el("ul", {}, ...rows) : el("p", {}, none));
  }

  /** Asks for the neighbours of a node of a large network, which its view does not count. */
  private async count(node: ViewNode, state: State, place: HTMLElement): Promise<void> {
    const asked = this.asked?.signal ?? new AbortController().signal;
    try {
      const neighbours = await neighboursOf(this.counts, node.id, asked);
      if (place.isConnected) place.replaceChildren(...this.neighbours({ ...node, neighbours }, state).childNodes);
    } catch {
      // What the view itself counts stays.
    }
  }

  private growth(kind: Kind, all: number, shown: number, next: State): HTMLElement {
    const name = capital(all === 1 ? MARKS[kind].one : MARKS[kind].many);
    const count = shown === 0 || shown === all ? String(all) : `${shown} of ${all}`;
    const more = shown >= all ? "" : "+";
    const add = el(
      "button",
      { type: "button", class: "xp-grow", "data-key": `grow ${kind}` },
      glyph(kind),
      el("span", {}, name),
      el("b", {}, count),
      el("i", { "aria-hidden": "true" }, more),
      el("span", { class: "unseen" }, more === "" ? "all shown" : "show"),
    );
    add.addEventListener("click", () => this.act.go(next));
    return el("li", {}, add);
  }

  /** Returns a line that says what the beginnings of the partnerships rest on. */
  private beginnings({ counts: { bases } }: View): HTMLElement[] {
    const total = Object.values(bases).reduce<number>((sum, count) => sum + (count ?? 0), 0);
    return total === 0 ? [] : [el("p", { class: "xp-counts" }, `${capital(counted(total, "partnership"))}; ${beginnings(bases)}.`)];
  }

  /** Returns a line that says how many partners fit where not all of them are shown. */
  private bound({ partners, show }: View): HTMLElement[] {
    if (partners === null) return [];
    const besides = show === "partners" ? "" : " What they join is shown with them; people and other organizations are next to what you expand.";
    return [el("p", { class: "xp-notice", "data-bound": "" }, `Shown are the ${numbers.format(partners.shown)} partners with most Games, of ${numbers.format(partners.all)} that fit.${besides} The search finds all.`)];
  }

  private cuts({ cuts, nodes, large }: View, named: (node: string) => string): HTMLElement[] {
    if (cuts.length === 0) return [];
    const items = cuts.map(({ node, kind, shown, all, more }) => {
      const words = `${named(node)}: ${shown} of ${counted(all, MARKS[kind as Kind].one, MARKS[kind as Kind].many)}. `;
      if (more === "") {
        const href = nodes.find(({ id }) => id === node)?.href;
        return el("li", {}, words, href === undefined ? "" : el("a", { href }, "The page about it has the rest."));
      }
      const show = button("Show more", () => this.act.goTo(more), "xp-link");
      show.setAttribute("aria-label", large ? `Show more ${MARKS[kind as Kind].many} of ${named(node)}` : `Show more: all ${all} ${MARKS[kind as Kind].many} of ${named(node)}`);
      return el("li", {}, words, show);
    });
    return [el("section", { class: "xp-cuts" }, el("h3", {}, "Not all is shown"), el("ul", {}, ...items))];
  }

  private connection({ path }: View, state: State, named: (node: string) => string): HTMLElement[] {
    const ends = state.one("path")?.split("~");
    if (path === null || ends?.length !== 2) return [];
    const [one, other] = ends as [string, string];
    const link = el("a", { href: inSite(`/path?from=${encodeURIComponent(one)}&to=${encodeURIComponent(other)}`) }, "Each step with its evidence");
    if (!path.found) {
      const apart = path.apart.map(named).join(" and ");
      const why = apart === "" ? "" : ` ${apart} had no partnership that is in the graph.`;
      return [el("p", { class: "xp-notice" }, `There is no path within ${path.within} steps.${why}`)];
    }
    const steps = path.steps.map(({ source, target, partnerships, overlap }) => {
      const together = overlap ? el("p", { class: overlap.assumed ? "note assumed" : "note" }, overlap.words) : null;
      return el("li", {}, together, `${named(source)} – ${named(target)}`, el("small", {}, ` ${counted(partnerships.length, "partnership")}`));
    });
    const total = path.total > 1 ? ` There are ${path.total} of this length${path.shown < path.total ? `; ${path.shown} are shown` : ""}.` : "";
    return [el("section", { class: "xp-path" }, el("p", {}, [`${counted(path.steps.length, "step")} from ${named(one)} to ${named(other)}.${total}`, ...path.words].join(" ")), el("ol", {}, ...steps), el("p", {}, link))];
  }

  /** Returns a few ways into the network. */
  private ideas(): HTMLElement {
    const items = IDEAS.map(([label, query]) => el("li", {}, button(label, () => this.act.goTo(query), "xp-link")));
    return el("section", { class: "xp-ideas" }, el("h3", {}, "Begin, for instance, with"), el("ul", {}, ...items));
  }

  /** Returns what place, size and lines mean in the picture of the partners. */
  private reading(state: State): HTMLElement {
    const least = state.one("shared") ?? "8";
    const lines = `A line joins two that have at least ${least} Games in common. Point at a mark for its name; click it for facts and sources.`;
    const place = PLACES_OF_PARTNERS[state.one("layout") ?? ""] ?? "Further right: its first Games are later. From top to bottom: its product field.";
    const size = SIZES_OF_PARTNERS[state.one("size") ?? ""] ?? "Larger: more Games.";
    return el("p", {}, `Each mark is a partner. ${place} ${size} ${lines}`);
  }

  private hints(): HTMLElement {
    const keys: [string, string][] = [["/", "search"], ["Arrows", "go to a neighbour"], ["Enter", "expand"], ["f", "focus"], ["p", "pin"], ["h", "hide"], ["c", "path to another"], ["+ −", "zoom"], ["0", "see all"], ["[ ]", "step of a story"], ["Esc", "clear"]];
    const rows = keys.flatMap(([key, does]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, does)]);
    return el("details", { class: "xp-hints" }, el("summary", {}, "How to use this"), el("p", {}, "Click a mark or a line for its facts and sources; double-click a mark to see its neighbours, drag it to where it shall stay. In the picture these keys work:"), el("dl", {}, ...rows));
  }

  private async tell(query: string, href: string, address = this.facts): Promise<void> {
    this.asked?.abort();
    const asked = (this.asked = new AbortController());
    const place = el("div", { class: "xp-facts", "aria-busy": "true" });
    this.element.append(place);
    try {
      const text = await (await fetched(`${address}?${query}`, "text/html", asked.signal)).text();
      place.append(document.createRange().createContextualFragment(text));
    } catch (error) {
      if (asked.signal.aborted) return;
      place.append(el("p", { class: "xp-notice" }, error instanceof NoView ? `The facts are missing. ${error.message}` : "The facts are missing."));
      if (href !== "") place.append(el("p", {}, el("a", { href }, "The page about it")));
    }
    place.removeAttribute("aria-busy");
  }
}
