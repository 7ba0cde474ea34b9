// The explorer: one state, the view that the server gives for it, and everything that shows it.

import { counted } from "../dom";
import { Acts, type Stage } from "./acts";
import { Annotation } from "./annotation";
import { Arranger, type Places } from "./arranging";
import { Drawing } from "./drawing";
import { examplesMade, type Example } from "./examples";
import { namesOf } from "./expansion";
import { choicesOf, Filters, type Choices } from "./filters";
import { framed } from "./frame";
import { Gestures } from "./gestures";
import { listen } from "./keyboard";
import { capital, Legend, type Family } from "./legend";
import { LookBar } from "./lookbar";
import { layoutOf, looksOf, type Layout, type Looks } from "./looks";
import { MARKS } from "./marks";
import { momentOf, playedOf, type Moment } from "./moment";
import { Notices } from "./notices";
import { readPalette } from "./palette";
import { Panel } from "./panel";
import type { Picture } from "./picture";
import { Presence } from "./presence";
import { Printing } from "./printing";
import { Saving } from "./saving";
import { SearchBox } from "./searchbox";
import { addressWith, State } from "./state";
import { breath } from "./steady";
import { Story } from "./story";
import { Surroundings } from "./surroundings";
import { pngOf, stillOf, svgOf } from "./svg";
import { keysOf } from "./svgcaption";
import { Tables } from "./tables";
import { Teller } from "./teller";
import type { Theme } from "./themes";
import { Timeline } from "./timeline";
import { KINDS, searched, sourcesOf, Views, type Counts, type View, type ViewNode } from "./view";

export interface Place {
  root: HTMLElement;
  tables: HTMLElement | null;
  form: ParentNode;
  families: Family[];
  examples: Example[];
  view: string;
  facts: string;
  suggest: string;
  page: string;
  embedded: boolean;
}

type Trace = "push" | "replace" | "none";

const BLIND = "This browser has no WebGL, so the picture is one that the server drew.";

export class Explorer implements Stage {
  state = stateIn(location.search);
  readonly notices = new Notices();
  private view: View | null = null;
  private basis: View | null = null;
  private names = new Map<string, ViewNode>();
  /** What there is on the day that is passing, while time passes. */
  private moment: Moment | null = null;
  private turn = 0;
  private cameraTimer: ReturnType<typeof setTimeout> | undefined;

  private readonly drawing: Drawing;
  private readonly printing = new Printing(() => (this.picture === null ? null : this.drawing.inColours("light", stillOf)));
  private readonly gestures: Gestures;
  private readonly presence: Presence;
  private readonly arranger = new Arranger();
  private readonly acts = new Acts(this);
  private readonly views: Views;
  private readonly panel: Panel;
  private readonly timeline: Timeline;
  private readonly legend: Legend;
  private readonly filters: Filters;
  private readonly choices: Choices;
  private readonly lookBar: LookBar;
  private readonly annotation = new Annotation();
  private readonly teller: Teller;
  /** What the address of the step of a story asks for, as the server calls it. */
  private told = "";
  private fitting: ReturnType<typeof setTimeout> | undefined;
  private readonly saving: Saving;
  private readonly search: SearchBox;
  private readonly tables: Tables | null;
  private readonly surroundings: Surroundings;

  constructor(private readonly place: Place) {
    const { acts, notices } = this;
    const go = (state: State): void => void this.go(this.state.goingOn(state));
    this.drawing = this.drawingMade();
    this.views = new Views(place.view);
    this.panel = new Panel(place.facts, `${place.page}/evidence`, `${place.page}/expand`, {
      go,
      goTo: (query) => void this.go(query === "" ? State.read("") : State.read(query).takingPicture(this.state)),
      select: (node) => this.select(node, true),
      expand: (node) => acts.expand(node),
      close: (node) => acts.close(node),
      startAt: (node) => acts.startAt(node),
      hide: (node) => acts.hide(node),
      focus: (node) => acts.focus(node),
      pin: (node) => acts.pin(node),
      connect: (node) => acts.connect(node),
    });
    this.timeline = new Timeline({ pass: (day) => this.pass(day), settle: (day) => go(this.state.set("date", day)) });
    this.legend = new Legend(place.families, go);
    this.choices = choicesOf(place.form);
    this.filters = new Filters(this.choices, () => this.state, go);
    this.lookBar = new LookBar({ go: (state) => void this.go(state), look: (state) => void this.look(state), begin: () => void this.go(State.read("")) });
    this.saving = new Saving(place.page, {
      svg: (theme) => this.svg(theme),
      png: async (theme) => pngOf(await this.svg(theme), 2),
      address: () => addressWith(place.page, this.withCamera()),
      say: (text) => notices.say(text),
    });
    this.search = new SearchBox(
      (typed) => searched(place.suggest, typed),
      (node) => void acts.find(node),
    );
    this.tables = place.tables === null ? null : new Tables(place.tables, (node) => {
      this.select(node, true);
      this.canvas.scrollIntoView({ block: "nearest" });
    });
    this.surroundings = new Surroundings(place.page, place.embedded);
    this.gestures = new Gestures(this.canvas, place.embedded);
    this.presence = new Presence(place.root, this, place.embedded);
    this.teller = new Teller({ show: (story) => void this.tellStory(story, "push"), leave: () => this.leaveStory(), fail: (title, detail) => notices.tell(title, detail) }, place.root);
    this.teller.story = Story.read(location.search);
    this.frame();
    this.listen();
    addEventListener("popstate", () => {
      this.teller.story = Story.read(location.search) ?? this.teller.story;
      void this.open(stateIn(location.search), "none");
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.recolour());
  }

  private frame(): void {
    const { notices, search, filters, saving, legend, canvas, acts, panel, timeline, place } = this;
    framed(
      place.root,
      {
        voice: notices.voice,
        search: search.element,
        filters: filters.element,
        saving: saving.element,
        kinds: legend.kinds,
        chips: filters.chips,
        canvas,
        still: this.drawing.still.element,
        print: this.printing.element,
        hint: this.gestures.hint,
        banner: acts.banner,
        notices: notices.element,
        panel: panel.element,
        families: legend.families,
        lines: legend.lines,
        time: timeline.element,
      },
      { zoom: (factor) => this.picture?.zoom(factor), reset: () => this.picture?.reset() },
      place.embedded,
    );
    this.frameMore();
  }

  /** Puts what is for the page alone beside the parts of the frame. */
  private frameMore(): void {
    const { place, canvas } = this;
    new ResizeObserver(() => this.resized()).observe(canvas);
    if (place.embedded) return;
    const now = place.root.querySelector(".xp-now");
    now?.prepend(examplesMade(place.examples, (node) => this.acts.startAt(node)));
    now?.append(this.lookBar.element);
    place.root.querySelector(".xp-saving")?.prepend(this.teller.opener);
    place.root.querySelector(".xp-main")?.before(this.annotation.element);
  }

  /** Shows a step of a story. */
  private async tellStory(story: Story, trace: Trace): Promise<void> {
    this.teller.story = story;
    this.told = "";
    await this.open(story.step, trace);
  }

  private leaveStory(): void {
    this.teller.story = null;
    this.trace("push");
    if (this.view !== null) this.tell(this.view);
    this.focusPicture();
  }

  /** Whether the step of the story is what is shown. */
  private get atStep(): boolean {
    return this.teller.story !== null && this.told === this.state.asked.toString();
  }

  /** Loads what draws, if the browser can draw, and shows the first view. */
  async start(): Promise<void> {
    await this.presence.watch();
    await this.open(this.state, "replace");
  }

  get settled(): boolean {
    return this.canvas.dataset["state"] === "shown";
  }

  get picture(): Picture | null {
    return this.drawing.picture;
  }

  private get canvas(): HTMLElement {
    return this.drawing.canvas;
  }

  retire(): void {
    this.state = this.withCamera();
    this.drawing.retire(this.view !== null);
  }

  async revive(): Promise<void> {
    const { view, basis, turn, drawing } = this;
    if (this.picture !== null || drawing.blind || view === null || basis === null) return;
    await drawing.prepare();
    const { picture } = drawing;
    await this.drawIn(layoutOf(this.state, basis), null); // forces have left what is there in its places
    if (turn !== this.turn || picture === null || picture !== drawing.picture) return;
    this.aim();
    picture.emphasise({ selected: this.state.one("select") });
    drawing.still.hide();
  }

  private recolour(): void {
    if (this.picture !== null) this.picture.recolour(readPalette());
    else void this.presence.again();
  }

  private drawingMade(): Drawing {
    const { acts } = this;
    return new Drawing(this.place.families, {
      pointAt: (node) => this.picture?.emphasise({ hovered: node }),
      pointAtEdge: (edge) => this.picture?.emphasise({ hoveredEdge: edge }),
      select: (node) => this.select(node, false),
      selectEdge: (edge) => this.selectEdge(edge),
      clear: () => this.select(null, false),
      expand: (node) => acts.expand(node),
      drag: (node, to) => this.picture?.drag(node, to),
      drop: (node) => acts.pinHere(node),
      moved: () => this.cameraMoved(),
      lost: () => this.presence.lost(),
    });
  }

  private listen(): void {
    const { acts, notices } = this;
    listen(this.canvas, () => this.picture, {
      selected: () => this.state.one("select"),
      select: (node) => this.select(node, false),
      clear: () => acts.clear(),
      expand: (node) => acts.expand(node),
      hide: (node) => acts.hide(node),
      pin: (node) => acts.pin(node),
      focus: (node) => acts.focus(node),
      connect: (node) => acts.connect(node),
      search: () => this.search.input.focus(),
      say: (text) => notices.say(text),
    });
  }

  /** Goes on to another state. */
  async go(state: State): Promise<void> {
    const moved = state.basis.toString() !== this.state.basis.toString();
    await this.open(moved ? state.without("zoom") : state, "push");
  }

  private async open(state: State, trace: Trace): Promise<void> {
    const turn = ++this.turn;
    this.timeline.stop();
    this.notices.work("Asking for the network…");
    this.canvas.dataset["state"] = "waiting";
    try {
      const [asked, basis] = [state.told.toString(), state.basis.toString()];
      const prepared = this.drawing.prepare();
      prepared.catch(() => {}); // it is told below, where it is waited for
      const [view, wide] = await Promise.all([this.views.get(asked), this.views.get(basis)]);
      const base = holds(wide, view) ? wide : view;
      const told = (share: number): void => {
        if (turn === this.turn) this.notices.work(`Arranging ${counted(base.nodes.length, "node")}…`, share);
      };
      // Places are found while the browser gets ready to draw.
      const [found] = await Promise.all([this.placed(state, basis, base, told), prepared]);
      if (turn === this.turn) await this.settle(turn, state, view, base, found, trace);
    } catch (error) {
      if (turn !== this.turn) return;
      this.canvas.dataset["state"] = "failed";
      this.notices.fail(error, () => void this.open(state, trace));
    }
  }

  /** Returns where forces leave the nodes; null in another layout, which waits for the room that there will be. */
  private async placed(state: State, key: string, basis: View, told: (share: number) => void): Promise<Places | null> {
    return this.drawing.blind || layoutOf(state, basis) !== "force" ? null : this.arranger.arrange(key, basis, told);
  }

  private async settle(turn: number, state: State, view: View, basis: View, places: Places | null, trace: Trace): Promise<void> {
    const moved = this.basis !== basis;
    this.state = State.read(view.state).takingPicture(state);
    if (state.toString() === this.teller.story?.step.toString()) this.told = this.state.asked.toString();
    [this.view, this.basis, this.moment] = [view, basis, null];
    this.names = namesOf(basis);
    for (const node of view.nodes) this.names.set(node.id, node);
    this.trace(trace);
    this.notices.done();
    // Before the picture: what is around it decides how large it is.
    this.tell(view);
    await breath();
    if (turn !== this.turn) return;
    await this.drawIn(layoutOf(this.state, basis), places);
    if (turn !== this.turn) return;
    if (moved || trace === "none") this.aim();
    if (this.picture !== null) this.drawing.still.hide();
    else if (this.drawing.blind) this.drawing.still.load(this.drawnByServer(), view.title);
    await breath();
    if (turn !== this.turn) return;
    this.tables?.show(view, this.state.one("select"));
    if (this.drawing.blind) this.notices.say(BLIND);
    else if (view.nodes.length === 0) this.notices.tell("Nothing is left.", "No node fits all filters at once. Take one away.");
    else this.notices.say(`${view.title}. ${summary(view.counts.nodes)}.`);
    this.canvas.dataset["state"] = "shown";
    this.presence.settled();
  }

  private drawnByServer(): string {
    const { width } = this.drawing.still.element.parentElement?.getBoundingClientRect() ?? { width: 0 };
    const asked = this.state.asked.set("width", String(Math.max(320, Math.round(width)))).set("bare", "1");
    return addressWith(`${this.place.page}/view.svg`, asked.set("theme", readPalette().dark ? "dark" : "light"));
  }

  /** Draws the view in a layout, of which forces have been at work on the places. */
  private async drawIn(layout: Layout, places: Places | null, passing = false): Promise<void> {
    const { picture, view, basis, state } = this;
    if (picture === null || view === null || basis === null) return;
    await this.drawing.show({ state, view, basis, layout, looks: this.looks(basis), places, passing });
  }

  private looks(view: View): Looks {
    return looksOf(this.state, view, (key, value) => this.choices.get(key)?.find((choice) => choice.value === value)?.label.replace(/\s*\([\d,]+\)$/, "") ?? value);
  }

  /** Changes how the same things look. */
  private async look(state: State): Promise<void> {
    const { basis } = this;
    if (basis === null) return;
    const layout = layoutOf(state, basis);
    const moved = layout !== layoutOf(this.state, basis);
    this.state = moved ? state.without("zoom").set("pin") : state;
    this.trace("push");
    if (moved && state.partners && this.view !== null) this.view = { ...this.view, title: (await this.views.get(state.told.toString())).title };
    if (this.view !== null) this.tell(this.view);
    const places = await this.placed(this.state, this.state.basis.toString(), basis, () => {});
    await this.drawIn(layout, places);
    if (moved) this.aim();
  }

  /** Arranges anew what fits the room, once that is of another size. */
  private resized(): void {
    clearTimeout(this.fitting);
    this.fitting = setTimeout(() => {
      if (this.basis === null || !this.drawing.fitted || this.canvas.dataset["state"] !== "shown") return;
      void this.drawIn(layoutOf(this.state, this.basis), null);
    }, 120);
  }

  /** Lets everything around the picture speak of a view. */
  private tell(view: View): void {
    const { state } = this;
    this.legend.show(state, view, view.counts.nodes, false, this.looks(this.basis ?? view).shades(readPalette()));
    this.lookBar.show(state, this.basis ?? view);
    this.annotation.show(state, view, ...this.teller.tell(this.atStep));
    this.place.root.classList.toggle("xp-opening", state.partners);
    this.filters.show(state, (node) => this.named(node));
    this.timeline.set(state.one("date"), view.dates, this.basis && playedOf(this.basis));
    const selected = state.one("select");
    this.select(selected !== null && this.has(selected) ? selected : null, false, false);
    this.surroundings.show(this.state, view, this.saving.embedding);
  }

  private aim(): void {
    this.drawing.aim(this.state.one("zoom"));
  }

  /** Writes the state into the address of the page. */
  private trace(how: Trace): void {
    const address = this.atStep ? `${location.pathname}?${String(this.teller.story)}` : addressWith(location.pathname, this.state);
    if (how === "none" || address === location.pathname + location.search) return;
    // A frame must not fill the history of the page around it, and a sandboxed one may not even change its own address.
    if (this.place.embedded) return;
    if (how === "push") history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  }

  keep(state: State): void {
    this.state = state;
    this.trace("push");
    this.picture?.pin(new Set(state.pins.keys()));
    if (this.view !== null) this.tell(this.view);
  }

  named(node: string): string {
    return this.names.get(node)?.label ?? node;
  }

  has(node: string): boolean {
    return this.view?.nodes.some(({ id }) => id === node) ?? false;
  }

  placeOf(node: string): { x: number; y: number } {
    return this.drawing.placeOf(node);
  }

  focusPicture(): void {
    this.canvas.focus({ preventScroll: true });
  }

  select(node: string | null, fly: boolean, fresh = true): void {
    const { view } = this;
    if (view === null || this.acts.joined(node)) return;
    const found = node === null ? undefined : view.nodes.find(({ id }) => id === node);
    this.state = this.state.set("select", found?.id ?? null);
    this.trace("replace");
    this.picture?.emphasise({ selected: found?.id ?? null, selectedEdge: null });
    this.tables?.mark(found?.id ?? null);
    this.saving.show(this.state, view, this.picture !== null);
    if (found === undefined) return this.panel.overview(view, this.state, (id) => this.named(id));
    this.panel.node(found, view, this.state, this.state.pins.has(found.id));
    if (fly) this.picture?.goTo(found.id);
    if (fresh) this.notices.say(`${found.label}, ${MARKS[found.kind].one}. ${summary(found.neighbours)}. Enter expands.`);
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

  /** Shows a day at once, from what is known here. */
  private pass(day: string): void {
    const { basis, picture } = this;
    if (basis === null || picture === null) return;
    const moment = momentOf(basis, day, new Set(this.state.all("hide")));
    this.moment = moment;
    if (picture.view === basis) picture.restrict(moment);
    else void this.drawIn(layoutOf(this.state, basis), null, true).then(() => this.moment && picture.restrict(this.moment));
    const counts: Counts = {};
    for (const { id, kind } of basis.nodes) if (moment.nodes.has(id)) counts[kind] = (counts[kind] ?? 0) + 1;
    this.legend.show(this.state, basis, counts, true, this.looks(basis).shades(readPalette()));
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

  private async svg(theme: Theme): Promise<string> {
    const { view, place } = this;
    if (view === null) throw new Error("There is no picture.");
    const told = await sourcesOf(addressWith(`${place.page}/view.metadata.json`, this.state.asked));
    const caption = { title: view.title, citation: view.citation, ...told, keys: keysOf(view, place.families) };
    return this.drawing.inColours(theme, (picture, palette) => svgOf(picture, palette, caption));
  }
}

/** Tells whether one view has all nodes of another; of a large network each has the nodes that count most in it. */
function holds(wide: View, view: View): boolean {
  if (!view.large) return true;
  const known = new Set(wide.nodes.map(({ id }) => id));
  return view.nodes.every(({ id }) => known.has(id));
}

function summary(counts: Counts): string {
  const parts = KINDS.filter((kind) => counts[kind]).map((kind) => counted(counts[kind] ?? 0, MARKS[kind].one, MARKS[kind].many));
  return capital(parts.join(", ")) || "Nothing";
}

/** Returns the state of an address; of a story that of the step which it shows. */
function stateIn(search: string): State {
  return Story.read(search)?.step ?? State.read(search);
}
