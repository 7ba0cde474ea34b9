// The explorer: one state, the view that the server gives for it, and everything that shows it.

import { button, counted, el } from "../dom";
import { Arranger, type Places } from "./arranging";
import { spoken } from "./days";
import { closed, grown, isOpen, namesOf, startedAt } from "./expansion";
import { choicesOf, Filters } from "./filters";
import { listen } from "./keyboard";
import { capital, Legend, type Family } from "./legend";
import { MARKS } from "./marks";
import { momentOf } from "./moment";
import { Notices } from "./notices";
import { readPalette } from "./palette";
import { Panel } from "./panel";
import type { Picture } from "./picture";
import { Saving } from "./saving";
import { SearchBox } from "./searchbox";
import { addressWith, State } from "./state";
import { breath } from "./steady";
import { pngOf, svgOf } from "./svg";
import { Tables } from "./tables";
import { Timeline } from "./timeline";
import { KINDS, NoView, Views, type Counts, type View, type ViewNode } from "./view";

export interface Place {
  root: HTMLElement;
  tables: HTMLElement | null;
  form: ParentNode;
  families: Family[];
  view: string;
  facts: string;
  page: string;
  embedded: boolean;
}

type Trace = "push" | "replace" | "none";

export class Explorer {
  private state = State.read(location.search);
  private view: View | null = null;
  private basis: View | null = null;
  private places: Places = new Map();
  private names = new Map<string, ViewNode>();
  private picture: Picture | null = null;
  /** Whether the browser cannot draw the picture. */
  private blind = false;
  /** What there is on the day that is passing, while time passes. */
  private moment: { nodes: Set<string>; edges: Set<string> } | null = null;
  private turn = 0;
  /** The node from which a path is to be found, while the other end is awaited. */
  private connecting: string | null = null;
  private cameraTimer: ReturnType<typeof setTimeout> | undefined;

  private readonly views: Views;
  private readonly arranger = new Arranger();
  private readonly notices = new Notices();
  private readonly canvas = el("div", { class: "xp-canvas", tabindex: "0", role: "application", "aria-roledescription": "network", "aria-label": "Picture of the network. Arrow keys go from node to node, Enter expands, Escape clears.", "data-state": "waiting" });
  private readonly banner = el("p", { class: "xp-banner", hidden: true });
  private readonly panel: Panel;
  private readonly timeline: Timeline;
  private readonly legend: Legend;
  private readonly filters: Filters;
  private readonly saving: Saving;
  private readonly search: SearchBox;
  private readonly tables: Tables | null;

  constructor(private readonly place: Place) {
    this.views = new Views(place.view);
    const go = (state: State): void => void this.go(state);
    this.panel = new Panel(place.facts, {
      go,
      goTo: (query) => go(State.read(query)),
      select: (node) => this.select(node, true),
      expand: (node) => this.expand(node),
      close: (node) => go(closed(node, this.state)),
      startAt: (node) => go(startedAt(node, this.state).with("open", node)),
      hide: (node) => this.hide(node),
      focus: (node) => this.focus(node),
      pin: (node) => this.pin(node),
      connect: (node) => this.connect(node),
    });
    this.timeline = new Timeline({ pass: (day) => this.pass(day), settle: (day) => go(this.state.set("date", day)) });
    this.legend = new Legend(place.families, go);
    this.filters = new Filters(choicesOf(place.form), () => this.state, go);
    this.saving = new Saving(place.page, { svg: () => this.svg(), png: () => pngOf(this.svg(), 2), address: () => addressWith(place.page, this.withCamera()), say: (text) => this.notices.say(text) });
    this.search = new SearchBox(async () => (await this.views.get("")).nodes, (node) => this.find(node));
    this.tables = place.tables === null ? null : new Tables(place.tables, (node) => this.select(node, true));
    this.build();
    addEventListener("popstate", () => void this.open(State.read(location.search), "none"));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.picture?.recolour(readPalette()));
  }

  /** Loads what draws, if the browser can draw, and shows the first view. */
  async start(): Promise<void> {
    await this.open(this.state, "replace", async () => {
      if (this.picture !== null || this.blind) return;
      try {
        this.draw(await import("./picture"));
      } catch (error) {
        // Only the browser itself can tell whether it draws; what it says when it does not differs.
        if (navigator.onLine && !(error instanceof TypeError && /fetch|import/i.test(error.message))) this.blind = true;
        else throw new NoView("The explorer did not load completely.", "Check the connection, then try again.", true);
      }
    });
  }

  private build(): void {
    const zoom = el(
      "div",
      { class: "xp-zoom", role: "group", "aria-label": "Zoom" },
      ...([["+", "Zoom in", () => this.picture?.zoom(0.7)], ["−", "Zoom out", () => this.picture?.zoom(1.4)], ["⤢", "See all", () => this.picture?.reset()]] as const).map(([sign, label, act]) => {
        const made = button(sign, act, "xp-round");
        made.setAttribute("aria-label", label);
        made.title = label;
        return made;
      }),
    );
    const stage = el("div", { class: "xp-stage" }, this.canvas, zoom, this.banner, this.notices.element);
    const narrowing = el("details", { class: "xp-narrow", open: true }, el("summary", { class: "xp-button" }, "Filters"), this.filters.element);
    if (matchMedia("(max-width: 719px)").matches) narrowing.open = false;
    const bar = el("div", { class: "xp-bar" }, this.search.element, narrowing, this.saving.element);
    const parts = [this.notices.voice, bar, el("div", { class: "xp-now" }, this.legend.kinds, this.filters.chips), el("div", { class: "xp-main" }, stage, this.panel.element), this.legend.families, this.timeline.element];
    this.place.root.classList.add("xp", ...(this.place.embedded ? ["xp-embedded"] : []));
    this.place.root.replaceChildren(...parts);
  }

  private draw({ Picture: Drawing }: typeof import("./picture")): void {
    this.picture = new Drawing(this.canvas, readPalette(), {
      pointAt: (node) => this.picture?.emphasise({ hovered: node }),
      pointAtEdge: (edge) => this.picture?.emphasise({ hoveredEdge: edge }),
      select: (node) => this.select(node, false),
      selectEdge: (edge) => this.selectEdge(edge),
      clear: () => this.select(null, false),
      expand: (node) => this.expand(node),
      drag: (node, to) => this.picture?.drag(node, to),
      drop: (node) => this.pinHere(node),
      moved: () => this.cameraMoved(),
    });
    listen(this.canvas, this.picture, {
      selected: () => this.state.one("select"),
      select: (node) => this.select(node, false),
      clear: () => this.clear(),
      expand: (node) => this.expand(node),
      hide: (node) => this.hide(node),
      pin: (node) => this.pin(node),
      focus: (node) => this.focus(node),
      connect: (node) => this.connect(node),
      search: () => this.search.input.focus(),
      say: (text) => this.notices.say(text),
    });
  }

  /** Goes on to another state: the server is asked only if it has to do with it. */
  private async go(state: State): Promise<void> {
    const moved = state.basis.toString() !== this.state.basis.toString();
    await this.open(moved ? state.without("zoom") : state, "push");
  }

  private async open(state: State, trace: Trace, ready: () => Promise<void> = async () => {}): Promise<void> {
    const turn = ++this.turn;
    this.timeline.stop();
    this.notices.work("Asking for the network…");
    this.canvas.dataset["state"] = "waiting";
    try {
      const [asked, basis] = [state.asked.toString(), state.basis.toString()];
      const [view, base] = await Promise.all([this.views.get(asked), this.views.get(basis), ready()]);
      const told = (share: number): void => {
        if (turn === this.turn) this.notices.work(`Arranging ${counted(base.nodes.length, "node")}…`, share);
      };
      const places = await (this.picture === null ? new Map() : this.arranger.arrange(basis, base, told));
      if (turn !== this.turn) return;
      await this.settle(turn, state, view, base, places, trace);
    } catch (error) {
      if (turn !== this.turn) return;
      this.canvas.dataset["state"] = "failed";
      this.notices.fail(error, () => void this.open(state, trace, ready));
    }
  }

  private async settle(turn: number, state: State, view: View, basis: View, places: Places, trace: Trace): Promise<void> {
    const moved = this.basis !== basis;
    this.state = State.read(view.state).takingPicture(state);
    [this.view, this.basis, this.places] = [view, basis, places];
    this.names = namesOf(basis);
    for (const node of view.nodes) this.names.set(node.id, node);
    this.trace(trace);
    this.notices.done();
    this.moment = null;
    await this.picture?.show(view, basis, places, this.state.pins);
    if (turn !== this.turn) return;
    if (moved || trace === "none") this.aim();
    await breath();
    if (turn !== this.turn) return;
    this.showAround();
    const selected = this.state.one("select");
    this.select(selected !== null && this.has(selected) ? selected : null, false, false);
    await breath();
    if (turn !== this.turn) return;
    this.tables?.show(view, this.state.one("select"));
    if (this.blind) this.notices.tell("This browser cannot draw the picture.", "It needs WebGL, which is switched off or missing. The table shows the same nodes and lines.");
    else if (view.nodes.length === 0) this.notices.tell("Nothing is left.", "No node fits all filters at once. Take one away.");
    this.notices.say(`${view.title}. ${summary(view.counts.nodes)}.`);
    this.canvas.dataset["state"] = "shown";
  }

  private aim(): void {
    const zoom = this.state.one("zoom");
    if (this.picture === null) return;
    if (zoom === null) this.picture.reset();
    else this.picture.camera = zoom;
  }

  private showAround(): void {
    const { view, state } = this;
    if (view === null) return;
    this.legend.show(state, view, view.counts.nodes);
    this.filters.show(state, (node) => this.named(node));
    this.timeline.set(state.one("date"), view.dates);
    this.saving.show(state, view.title, this.picture !== null);
    for (const title of document.querySelectorAll("[data-explore-title]")) title.textContent = view.title;
    if (!this.place.embedded) document.title = `${view.title} · Olympic Partnership Graph`;
    for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-state]")) link.href = addressWith(link.href, state.asked);
  }

  /** Writes the state into the address of the page. */
  private trace(how: Trace): void {
    const address = addressWith(location.pathname, this.state);
    if (how === "none" || address === location.pathname + location.search) return;
    if (how === "push") history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  }

  private named(node: string): string {
    return this.names.get(node)?.label ?? node;
  }

  private has(node: string): boolean {
    return this.view?.nodes.some(({ id }) => id === node) ?? false;
  }

  private select(node: string | null, fly: boolean, fresh = true): void {
    const { view } = this;
    if (view === null) return;
    if (this.connecting !== null && node !== null && node !== this.connecting) return this.join(this.connecting, node);
    const found = node === null ? undefined : view.nodes.find(({ id }) => id === node);
    this.state = this.state.set("select", found?.id ?? null);
    this.trace("replace");
    this.picture?.emphasise({ selected: found?.id ?? null, selectedEdge: null });
    this.tables?.mark(found?.id ?? null);
    this.saving.show(this.state, view.title, this.picture !== null);
    if (found === undefined) this.panel.overview(view, this.state, (id) => this.named(id));
    else {
      this.panel.node(found, view, this.state, this.state.pins.has(found.id));
      if (fly) this.picture?.goTo(found.id);
      if (fresh) this.notices.say(`${found.label}, ${MARKS[found.kind].one}. ${summary(found.neighbours)}. Enter expands.`);
    }
  }

  private selectEdge(key: string): void {
    const edge = this.view?.edges.find(({ id }) => id === key);
    const [source, target] = [this.names.get(edge?.source ?? ""), this.names.get(edge?.target ?? "")];
    if (edge === undefined || !source || !target) return;
    this.state = this.state.without("select");
    this.trace("replace");
    this.picture?.emphasise({ selected: null, selectedEdge: key });
    this.panel.edge(edge, source, target);
  }

  private expand(node: string): void {
    void this.go(isOpen(node, this.state) && this.state.has("open", node) ? this.state.with("all", node).set("select", node) : grown(node, this.state).set("select", node));
  }

  private hide(node: string): void {
    this.notices.say(`${this.named(node)} is hidden.`);
    void this.go(this.state.with("hide", node).without("select").pinned(node, null));
  }

  private focus(node: string): void {
    void this.go(this.state.one("focus") === node ? this.state.without("focus") : this.state.set("focus", node).set("select", node));
  }

  private pin(node: string): void {
    if (this.picture === null || !this.has(node)) return;
    if (!this.state.pins.has(node)) return this.pinHere(node);
    this.state = this.state.pinned(node, null);
    this.picture.place(node, this.places.get(node) ?? { x: 0, y: 0 });
    this.repin(`${this.named(node)} is free again.`);
  }

  private pinHere(node: string): void {
    if (this.picture === null) return;
    this.state = this.state.pinned(node, this.picture.placeOf(node));
    this.repin(`${this.named(node)} stays here.`);
  }

  private repin(said: string): void {
    this.trace("push");
    this.picture?.pin(new Set(this.state.pins.keys()));
    this.showAround();
    this.select(this.state.one("select"), false, false);
    this.notices.say(said);
  }

  /** Awaits the other end of a path. */
  private connect(node: string): void {
    this.connecting = node;
    const cancel = button("Cancel", () => this.stopConnecting(), "xp-link");
    this.banner.replaceChildren(`Path from ${this.named(node)}: choose the other end, in the picture, the table or the search. `, cancel);
    this.banner.hidden = false;
    this.notices.say(this.banner.textContent ?? "");
  }

  private stopConnecting(): void {
    this.connecting = null;
    this.banner.hidden = true;
  }

  private join(one: string, other: string): void {
    this.stopConnecting();
    void this.go(this.state.except("from", "open", "all", "focus", "select", "pin", "zoom", "hide").set("path", `${one}~${other}`));
  }

  private clear(): void {
    if (this.connecting !== null) this.stopConnecting();
    else this.select(null, false);
  }

  /** Goes to what was searched for: selects it where it is shown, else begins with it besides. */
  private find(node: ViewNode): void {
    if (this.connecting !== null && node.id !== this.connecting) return this.join(this.connecting, node.id);
    if (this.has(node.id)) {
      this.select(node.id, true);
      this.canvas.focus({ preventScroll: true });
      return;
    }
    const free = this.state.whole ? State.read("") : this.state.without("hide", node.id).without("focus");
    void this.go(free.with("from", node.id).with("open", node.id).set("select", node.id)).then(() => this.canvas.focus({ preventScroll: true }));
  }

  /** Shows a day at once, from what is known here. */
  private pass(day: string): void {
    const { basis, picture } = this;
    if (basis === null || picture === null) return;
    const moment = momentOf(basis, day);
    for (const node of this.state.all("hide")) moment.nodes.delete(node);
    this.moment = moment;
    if (picture.view === basis) picture.restrict(moment);
    else void picture.show(basis, basis, this.places, this.state.pins).then(() => this.moment && picture.restrict(this.moment));
    const counts: Counts = {};
    for (const { id, kind } of basis.nodes) if (moment.nodes.has(id)) counts[kind] = (counts[kind] ?? 0) + 1;
    this.legend.show(this.state, basis, counts, true);
  }

  private cameraMoved(): void {
    clearTimeout(this.cameraTimer);
    this.cameraTimer = setTimeout(() => {
      if (this.canvas.dataset["state"] !== "shown") return;
      this.state = this.withCamera();
      this.trace("replace");
    }, 600);
  }

  private withCamera(): State {
    return this.picture === null ? this.state : this.state.set("zoom", this.picture.camera);
  }

  private svg(): string {
    if (this.picture === null || this.view === null) throw new Error("There is no picture.");
    const day = this.state.one("date");
    const address = new URL(addressWith(this.place.page, this.state.asked), location.href).href;
    return svgOf(this.picture, readPalette(), { title: this.view.title, date: day === null ? "" : spoken(day), source: `Olympic Partnership Graph · ${address}` });
  }
}

function summary(counts: Counts): string {
  const parts = KINDS.filter((kind) => counts[kind]).map((kind) => counted(counts[kind] ?? 0, MARKS[kind].one, MARKS[kind].many));
  return capital(parts.join(", ")) || "Nothing";
}
