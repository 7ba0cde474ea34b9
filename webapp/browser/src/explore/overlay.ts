// Names, rings and pins over the picture, on a canvas of their own.

import type Sigma from "sigma";
import type { Emphasis, Outstanding } from "./emphasis";
import { drawGuides, guidesShown } from "./guidelines";
import type { Guides, Stretch } from "./guides";
import { placed, type Candidate, type Placed, type Spot } from "./labels";
import { STORY, type EdgeLook, type Model, type NodeLook } from "./model";
import { hex, type Palette } from "./palette";
import type { Kind } from "./view";

export type Renderer = Sigma<NodeLook, EdgeLook>;

export interface Scene {
  graph: Model;
  palette: Palette;
  emphasis: Emphasis;
  outstanding: Outstanding | null;
  pinned: ReadonlySet<string>;
  /** What somebody points out to the reader. */
  marked: ReadonlySet<string>;
  guides: Guides;
  stretch: Stretch;
  /** Whether places follow from the room, and the nodes whose names have room there. */
  fitted: boolean;
  named: ReadonlySet<string>;
  rooms: ReadonlyMap<string, number>;
  shows: (node: string) => boolean;
}

export interface Name extends Placed {
  strong: boolean;
  size: number;
}

const LARGEST = 14;
const SMALLEST = 12;
/** Edges that are pointed out have their names too, up to this many. */
const NAMED_EDGES = 24;
/** One name for each so many square pixels at most: a picture has to breathe. */
const ROOM = 9000;
/** Longer names are cut in the picture, unless they are pointed at. */
const LONGEST = 30;

/** At this share of the whole picture a reader has come nearer. */
const NEAR = 0.8;

/** Among more nodes than these, names cover marks wherever they are. */
const MARKS_SEEN = 3000;

/** What names are wanted for first, at the same size. */
const PROMINENCE: Record<Kind, number> = { programme: 1.15, partner: 1.1, games: 1, country: 1, category: 0.85, person: 0.7, organization: 0.7 };

const widths = new Map<string, number>();

export class Overlay {
  private readonly context: CanvasRenderingContext2D;
  /** Nodes by weight, the order in which they get names. */
  private order: string[] = [];
  /** The font that the canvas has now. */
  private measured = "";

  constructor(private readonly renderer: Renderer) {
    renderer.createCanvasContext("names", { beforeLayer: "mouse" } as never);
    const canvas = renderer.getCanvases()["names"];
    const context = canvas?.getContext("2d");
    if (!canvas || !context) throw new Error("There is no canvas to write names on.");
    canvas.classList.add("xp-names");
    this.context = context;
    renderer.resize(true);
  }

  /** Tells that another graph is shown, or the sizes of its nodes changed. */
  rank(graph: Model): void {
    const weight = (node: string): number => {
      const { size, node: { start, kind } } = graph.getNodeAttributes(node);
      return size * PROMINENCE[kind] + (start ? 100 : 0);
    };
    this.order = graph.nodes().toSorted((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1));
  }

  /** Returns the weightiest node of those that fit. */
  first(fits: (node: string) => boolean): string | null {
    return this.order.find(fits) ?? null;
  }

  draw(scene: Scene): void {
    const { width, height } = this.renderer.getDimensions();
    this.context.clearRect(0, 0, width, height);
    this.measured = ""; // a canvas that was resized has forgotten it
    drawGuides(this.context, this.renderer, scene, (text) => this.measure(text, scene.palette));
    this.measured = "";
    this.drawRings(scene);
    const names = this.names(scene);
    for (const name of names) this.write(name, scene.palette, false, scene.fitted);
    this.drawEdgeNames(scene, names);
  }

  /** Returns the names that the picture has now, and where. */
  names(scene: Scene): Name[] {
    const { width, height } = this.renderer.getDimensions();
    // Those that have room; more only where the reader comes nearer.
    const near = this.renderer.getCamera().ratio < NEAR;
    const most = scene.fitted && scene.named.size > 0 && !near && scene.outstanding === null ? scene.named.size : Math.max(12, Math.round((width * height) / ROOM));
    const strong = new Set([scene.emphasis.selected, scene.emphasis.hovered, ...scene.marked]);
    const sizes = new Map<string, number>();
    const taken = guidesShown(this.renderer, scene, (text) => this.measure(text, scene.palette)).map(({ box }) => box);
    const found = placed(this.candidates(scene, most, strong, sizes), { width, height, most, marks: this.marks(scene), taken, clear: scene.fitted });
    return found.map((name) => ({ ...name, strong: strong.has(name.id), size: sizes.get(name.id) ?? SMALLEST }));
  }

  /** Gives the marks that names had better not cover. */
  private *marks({ graph, shows, outstanding }: Scene): Generator<Spot> {
    if (graph.order > MARKS_SEEN) return;
    for (const node of outstanding?.nodes ?? this.order) if (shows(node) && graph.hasNode(node)) yield this.spot(node);
  }

  private *candidates(scene: Scene, most: number, strong: Set<string | null>, sizes: Map<string, number>): Generator<Candidate> {
    const { graph, outstanding } = scene;
    const { width, height } = this.renderer.getDimensions();
    const first = [...strong].filter((node): node is string => node !== null && graph.hasNode(node));
    let tried = 0;
    const promised = outstanding ? [] : [...scene.named].filter((node) => graph.hasNode(node));
    for (const id of new Set([...first, ...promised, ...(outstanding ? this.order.filter((node) => outstanding.nodes.has(node)) : this.order)])) {
      if (!scene.shows(id)) continue;
      const { x, y, radius } = this.spot(id);
      if (x < -50 || y < -20 || x > width + 50 || y > height + 20) continue;
      // Where nothing has room any more, most of the rest need not be measured.
      if (tried++ > 5 * most) return;
      const { label } = graph.getNodeAttributes(id);
      const room = this.renderer.getCamera().ratio < NEAR ? undefined : scene.rooms.get(id);
      const text = strong.has(id) ? label : this.cut(label, room, scene.named.has(id), scene.palette);
      const size = Math.round(Math.min(LARGEST, Math.max(SMALLEST, SMALLEST - 1 + radius / 5)));
      sizes.set(id, size);
      // Room for the ring around what is pointed out.
      const reach = strong.has(id) ? radius * 1.2 + 4 : radius;
      yield { id, text, x, y, radius: reach, width: this.widthOf(text, size, strong.has(id), scene.palette), height: size * 1.3, forced: strong.has(id), promised: scene.named.has(id) };
    }
  }

  /** Returns where a node is in the viewport, in pixels. */
  spot(node: string): Spot {
    // Not by what sigma displays: between a change and the next frame that is neither here nor there.
    const graph = this.renderer.getGraph() as Model;
    if (!graph.hasNode(node)) return { x: -1e6, y: -1e6, radius: 0 };
    const look = graph.getNodeAttributes(node);
    return { ...this.renderer.graphToViewport(look), radius: this.renderer.scaleSize(look.size) };
  }

  /** Cuts a name that has no room. */
  private cut(label: string, room: number | undefined, named: boolean, palette: Palette): string {
    const wide = room === undefined ? 0 : this.measure(label, palette);
    const most = room !== undefined && wide > room ? Math.max(4, Math.floor((label.length * room) / wide) - 1) : named ? Infinity : LONGEST;
    return label.length <= most ? label : `${label.slice(0, most - 1).trimEnd()}…`;
  }

  /** Returns how wide words are in the usual size of names, in pixels. */
  measure(text: string, palette: Palette): number {
    return this.widthOf(text, LARGEST, false, palette);
  }

  private widthOf(text: string, size: number, strong: boolean, palette: Palette): number {
    const key = `${strong ? "b" : ""}${size} ${text}`;
    const known = widths.get(key);
    if (known !== undefined) return known;
    const font = fontOf(size, strong, palette);
    // To set a font is dear, even the same one.
    if (this.measured !== font) this.context.font = this.measured = font;
    const width = this.context.measureText(text).width;
    if (widths.size > 20_000) widths.clear();
    widths.set(key, width);
    return width;
  }

  private write({ text, x, y, anchor, strong, size }: Pick<Name, "text" | "x" | "y" | "anchor" | "strong" | "size">, palette: Palette, soft = false, backed = false): void {
    const { context } = this;
    const font = fontOf(size, strong, palette);
    if (this.measured !== font) context.font = this.measured = font;
    if (backed) this.back(text, x, y, anchor, size, hex(palette.colours.sheet));
    context.textAlign = anchor === "middle" ? "center" : anchor === "start" ? "left" : "right";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = strong ? 5 : 3.5;
    context.strokeStyle = hex(palette.colours.sheet);
    context.strokeText(text, x, y);
    context.fillStyle = hex(soft ? palette.colours.soft : palette.colours.ink);
    context.fillText(text, x, y);
  }

  /** Lets lines end beside words that they would cross. */
  private back(text: string, x: number, y: number, anchor: Name["anchor"], size: number, sheet: string): void {
    const { context } = this;
    const width = context.measureText(text).width + 4;
    context.globalAlpha = 0.82;
    context.fillStyle = sheet;
    context.fillRect(anchor === "start" ? x - 2 : anchor === "end" ? x - width + 2 : x - width / 2, y - size * 0.6, width, size * 1.2);
    context.globalAlpha = 1;
  }

  private drawRings({ graph, palette, emphasis, pinned, marked, shows }: Scene): void {
    const { context } = this;
    const rings = [...[...marked].map((node) => [node, 2.2] as const), [emphasis.hovered, 1.5] as const, [emphasis.selected, 3] as const];
    for (const [node, width] of rings) {
      if (node === null || !graph.hasNode(node) || !shows(node)) continue;
      const { x, y, radius } = this.spot(node);
      context.beginPath();
      context.arc(x, y, radius * 1.2 + 4, 0, 2 * Math.PI);
      context.lineWidth = width;
      context.strokeStyle = hex(palette.colours.accent);
      context.stroke();
    }
    context.fillStyle = hex(palette.colours.accent);
    for (const node of pinned) {
      if (!graph.hasNode(node) || !shows(node)) continue;
      const { x, y, radius } = this.spot(node);
      context.beginPath();
      context.arc(x + radius * 0.8, y - radius * 0.8, 3, 0, 2 * Math.PI);
      context.fill();
    }
  }

  private drawEdgeNames(scene: Scene, names: Name[]): void {
    for (const name of this.edgeNames(scene, names)) this.write(name, scene.palette, true);
  }

  /** Returns the names of the edges that are pointed out, where there is room between those of the nodes. */
  edgeNames({ graph, outstanding, palette, shows, fitted }: Scene, names: Name[]): Name[] {
    const edges = outstanding === null ? (graph.size <= NAMED_EDGES ? graph.edges() : []) : [...outstanding.edges];
    const telling = (edge: string): number => Number(!STORY.has(graph.getEdgeAttribute(edge, "edge").kind));
    edges.sort((a, b) => telling(a) - telling(b));
    const { width, height } = this.renderer.getDimensions();
    if (edges.length > NAMED_EDGES * 2 || (fitted && outstanding === null)) return [];
    const said = new Set<string>();
    const candidates: Candidate[] = [];
    for (const edge of edges) {
      const [source, target] = graph.extremities(edge);
      const { edge: { label } } = graph.getEdgeAttributes(edge);
      if (!shows(source) || !shows(target) || label === "" || said.has(label)) continue;
      said.add(label); // once is enough
      const { x, y } = this.middle(edge);
      const text = label.length > 32 ? `${label.slice(0, 31)}…` : label;
      candidates.push({ id: edge, text, x, y, radius: 0, width: this.widthOf(text, 11, false, palette), height: 14, forced: false });
    }
    const found = placed(candidates, { width, height, most: NAMED_EDGES, taken: names.map(({ box }) => box) });
    return found.map((name) => ({ ...name, strong: false, size: 11 }));
  }

  /** Returns the middle of an edge in the viewport. */
  middle(edge: string): { x: number; y: number } {
    const graph = this.renderer.getGraph() as Model;
    const [source, target] = graph.extremities(edge).map((node) => this.spot(node));
    if (!source || !target) return { x: 0, y: 0 };
    const { curvature } = graph.getEdgeAttributes(edge);
    const [dx, dy] = [target.x - source.x, target.y - source.y];
    return { x: (source.x + target.x) / 2 + (dy * curvature) / 2, y: (source.y + target.y) / 2 - (dx * curvature) / 2 };
  }
}

export function fontOf(size: number, strong: boolean, palette: Palette): string {
  return `${strong ? 650 : 450} ${size}px ${palette.font}`;
}
