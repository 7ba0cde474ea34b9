// The picture itself: sigma with our marks, names, camera and pointer.

import { createEdgeCurveProgram } from "@sigma/edge-curve";
import { MultiGraph } from "graphology";
import Sigma from "sigma";
import { animateNodes } from "sigma/utils";
import type { Places } from "./arranging";
import { free, stretched, UNIT, type Arrangement, type Stretch } from "./guides";
import type { Looks } from "./looks";
import { CALM, outstanding, type Emphasis, type Outstanding } from "./emphasis";
import { LineProgram } from "./lineprogram";
import { dimmed, emphasised, modelOf, recolour, type EdgeLook, type Model, type NodeLook } from "./model";
import { MarkProgram } from "./nodeprogram";
import { breath } from "./steady";
import { Overlay, type Renderer, type Scene } from "./overlay";
import { hex, premultiplied, type Palette } from "./palette";
import { Pointer, type PointerEvents } from "./pointer";
import type { View } from "./view";

/** Above this many nodes or edges the picture forgoes what would make it slow. */
const CROWD = 6000;
const MOVE = 450;
/** Among more edges than this none is under the pointer that one could tell from the next; so none is looked for. */
const DENSE = 2000;
/** What is nearer to the edge than this, in pixels, is not in plain sight. */
const EDGE = 40;

export class Picture {
  readonly renderer: Renderer;
  private readonly overlay: Overlay;
  private graph: Model = new MultiGraph<NodeLook, EdgeLook>();
  /** What is shown. */
  view: View | null = null;
  private emphasis: Emphasis = CALM;
  private around: Outstanding | null = null;
  private only: { nodes: Set<string>; edges: Set<string> } | null = null;
  private stretch: Stretch = { x: 1, y: 1 };
  private arrangement: Arrangement = free(new Map());
  private looks: Looks | null = null;
  marked: ReadonlySet<string> = new Set();
  private pinned: ReadonlySet<string> = new Set();
  private stopMoving: (() => void) | null = null;
  private readonly calm = matchMedia("(prefers-reduced-motion: reduce)");
  private readonly sizes: ResizeObserver;
  private killed = false;

  constructor(container: HTMLElement, private palette: Palette, events: PointerEvents) {
    this.renderer = new Sigma<NodeLook, EdgeLook>(this.graph, container, {
      nodeProgramClasses: { mark: MarkProgram },
      edgeProgramClasses: { straight: LineProgram, curved: createEdgeCurveProgram<NodeLook, EdgeLook>() },
      nodeHoverProgramClasses: { mark: MarkProgram },
      defaultNodeType: "mark",
      defaultEdgeType: "straight",
      defaultDrawNodeHover: () => {},
      enableEdgeEvents: true, // sigma makes what it takes only now; among very many it is switched off, see `show`
      allowInvalidContainer: true, // it has no size before the style sheet is there
      renderLabels: false,
      renderEdgeLabels: false,
      zIndex: true,
      stagePadding: 36,
      minEdgeThickness: 1.2,
      minCameraRatio: 0.02,
      maxCameraRatio: 4,
      doubleClickZoomingRatio: 1,
      zoomToSizeRatioFunction: (ratio) => ratio ** 0.6,
      nodeReducer: (node, look) => this.reduceNode(node, look),
      edgeReducer: (edge, look) => this.reduceEdge(edge, look),
    });
    this.overlay = new Overlay(this.renderer);
    this.renderer.on("afterRender", () => this.overlay.draw(this.scene));
    new Pointer(this.renderer, events);
    this.sizes = new ResizeObserver(() => this.renderer.scheduleRender());
    this.sizes.observe(container);
    for (const canvas of Object.values(this.renderer.getCanvases())) canvas.addEventListener("webglcontextlost", () => this.killed || events.lost());
  }

  /** Gives back what the graphics card holds for it. It cannot be used any more. */
  kill(): void {
    this.stopMoving?.();
    this.killed = true;
    this.sizes.disconnect();
    this.renderer.kill();
  }

  /** Takes away at once what the pointer made stand out. */
  unpoint(): void {
    this.emphasis = { ...this.emphasis, hovered: null, hoveredEdge: null };
    this.around = outstanding(this.graph, this.emphasis);
    this.renderer.refresh({ skipIndexation: true });
  }

  get shown(): Model {
    return this.graph;
  }

  get scene(): Scene {
    const { graph, palette, emphasis, pinned, marked, stretch, arrangement: { guides, named, rooms, fitted } } = this;
    return { graph, palette, emphasis, pinned, marked, guides, stretch, fitted, named: new Set(named), rooms: rooms ?? new Map(), outstanding: this.around, shows: (node) => this.shows(node) };
  }

  /** The overlay, for those who copy the picture elsewhere. */
  get names(): Overlay {
    return this.overlay;
  }

  /** Shows a view within the room that another one takes; nodes that were there before move to their new places. */
  async show(view: View, basis: View, arrangement: Arrangement, pins: Places, looks: Looks): Promise<void> {
    this.stopMoving?.();
    const { width, height } = this.renderer.getDimensions();
    const { fitted, places, sizes } = arrangement;
    this.stretch = fitted ? { x: width / UNIT, y: height / UNIT } : { x: bounded(width / height), y: bounded(height / width) };
    [this.arrangement, this.looks] = [arrangement, looks];
    const graph = modelOf(view, places, pins, this.stretch, this.palette, looks, sizes);
    // One thing at a time: the page answers to its reader in between.
    await breath();
    if (this.killed) return; // the browser took the graphics card back meanwhile
    const before = this.graph;
    const crowded = isCrowded(graph);
    const targets = crowded || this.calm.matches || before.order === 0 ? null : movesFrom(before, graph);
    [this.graph, this.view, this.only, this.pinned] = [graph, view, null, new Set(pins.keys())];
    this.around = outstanding(graph, this.emphasis);
    this.overlay.rank(graph);
    const enableEdgeEvents = graph.size <= DENSE;
    if (crowded !== this.renderer.getSetting("hideEdgesOnMove") || enableEdgeEvents !== this.renderer.getSetting("enableEdgeEvents")) {
      this.renderer.setSettings({ hideEdgesOnMove: crowded, enableEdgeEvents });
    }
    // What fits the room has its margins within.
    this.renderer.setSetting("stagePadding", fitted ? 0 : 36);
    this.renderer.setCustomBBox(fitted ? { x: [-width / 2, width / 2], y: [-height / 2, height / 2] } : extentOf(basis, places, this.stretch));
    this.renderer.setGraph(graph);
    if (targets !== null) {
      this.stopMoving = animateNodes(graph, targets, { duration: MOVE, easing: "cubicInOut" }, () => (this.stopMoving = null));
    }
  }

  /** Shows only some nodes and edges of the graph, while time passes; null shows all. */
  restrict(only: { nodes: Set<string>; edges: Set<string> } | null): void {
    this.only = only;
    this.renderer.refresh({ skipIndexation: true });
  }

  emphasise(change: Partial<Emphasis>): void {
    const pointing = "hovered" in change || "hoveredEdge" in change;
    this.emphasis = { ...this.emphasis, ...change };
    // Among very many, pointing at a node marks it but leaves the others as they are.
    const calm = pointing && isCrowded(this.graph) ? { ...this.emphasis, hovered: null, hoveredEdge: null } : this.emphasis;
    const around = outstanding(this.graph, calm);
    if (around === null && this.around === null) return void this.renderer.scheduleRender();
    this.around = around;
    this.renderer.refresh({ skipIndexation: true, schedule: true });
  }

  recolour(palette: Palette): void {
    this.palette = palette;
    if (this.looks !== null) recolour(this.graph, palette, this.looks);
    this.renderer.refresh();
  }

  /** Moves a node to where the pointer is. */
  drag(node: string, to: { x: number; y: number }): void {
    if (this.graph.hasNode(node)) this.graph.mergeNodeAttributes(node, to);
  }

  /** Moves a node to a place of the arrangement. */
  place(node: string, at: { x: number; y: number }): void {
    this.drag(node, stretched(at, this.stretch));
  }

  /** Returns the place in the arrangement where a node is. */
  placeOf(node: string): { x: number; y: number } {
    return stretched(this.graph.getNodeAttributes(node), { x: 1 / this.stretch.x, y: 1 / this.stretch.y });
  }

  pin(pinned: ReadonlySet<string>): void {
    this.pinned = pinned;
    this.renderer.scheduleRender();
  }

  /** Moves the camera to a node, near enough to read the names around it; not if it is in plain sight already. */
  goTo(node: string): void {
    if (!this.graph.hasNode(node)) return;
    const { width, height } = this.renderer.getDimensions();
    const { x, y } = this.overlay.spot(node);
    const few = this.graph.order <= 120;
    if (few && x > EDGE && y > EDGE && x < width - EDGE && y < height - EDGE) return;
    const at = this.renderer.viewportToFramedGraph({ x, y });
    const camera = this.renderer.getCamera();
    this.move({ ...at, ratio: Math.min(camera.ratio, few ? 1 : this.graph.order <= 400 ? 0.5 : 0.25) });
  }

  zoom(factor: number): void {
    this.move({ ratio: this.renderer.getCamera().getBoundedRatio(this.renderer.getCamera().ratio * factor) });
  }

  pan(right: number, down: number): void {
    const camera = this.renderer.getCamera();
    this.move({ x: camera.x + right * 0.15 * camera.ratio, y: camera.y - down * 0.15 * camera.ratio });
  }

  reset(): void {
    if (this.camera !== null) this.move({ x: 0.5, y: 0.5, ratio: 1 });
  }

  /** The camera as part of an address; null where it shows everything. */
  get camera(): string | null {
    const { x, y, ratio } = this.renderer.getCamera();
    const [a, b, c] = [x, y, ratio].map((value) => String(Math.round(value * 1000) / 1000));
    return a === "0.5" && b === "0.5" && c === "1" ? null : `${a},${b},${c}`;
  }

  set camera(text: string | null) {
    const [x, y, ratio] = (text ?? "0.5,0.5,1").split(",").map(Number);
    if (x === undefined || y === undefined || ratio === undefined || ![x, y, ratio].every(Number.isFinite)) return;
    this.renderer.getCamera().setState({ x, y, ratio: Math.min(4, Math.max(0.02, ratio)) });
  }

  /** Returns the node with the most to say, where the keys begin. */
  weightiest(): string | null {
    return this.overlay.first((node) => this.shows(node));
  }

  shows(node: string): boolean {
    return this.only === null || this.only.nodes.has(node);
  }

  private move(state: Partial<{ x: number; y: number; ratio: number }>): void {
    const camera = this.renderer.getCamera();
    if (this.calm.matches) camera.setState(state);
    else void camera.animate(state, { duration: MOVE, easing: "cubicInOut" });
  }

  private reduceNode(node: string, look: NodeLook): Partial<NodeLook> & { hidden?: boolean } {
    if (this.only !== null && !this.only.nodes.has(node)) return { ...look, hidden: true };
    if (this.around === null || this.around.nodes.has(node)) return this.around === null ? look : { ...look, zIndex: 3 };
    const faint = hex(dimmed(look.tint, this.palette));
    const paper = hex(this.palette.colours.sheet);
    return { ...look, zIndex: 0, ...(look.color === paper ? { border: faint } : { color: faint }) };
  }

  private reduceEdge(edge: string, look: EdgeLook): Partial<EdgeLook> & { hidden?: boolean } {
    if (this.only !== null && !this.only.edges.has(edge)) return { ...look, hidden: true };
    if (this.around === null) return look;
    if (this.around.edges.has(edge)) return { ...look, ...emphasised(look) };
    return { ...look, zIndex: 0, color: premultiplied(look.tint, this.graph.order > 400 ? 0.05 : 0.12) };
  }
}

function isCrowded({ order, size }: Model): boolean {
  return order > CROWD || size > CROWD;
}

/** Lets nodes begin where they were, new ones where a neighbour was; returns where they have to go. */
function movesFrom(before: Model, graph: Model): Record<string, { x: number; y: number }> | null {
  const targets: Record<string, { x: number; y: number }> = {};
  const origin: Places = new Map();
  let moved = false;
  graph.forEachNode((node, { x, y }) => {
    const known = [node, ...graph.neighbors(node)].find((other) => before.hasNode(other));
    targets[node] = { x, y };
    if (known === undefined) return;
    const { x: oldX, y: oldY } = before.getNodeAttributes(known);
    if (Math.abs(oldX - x) + Math.abs(oldY - y) < 0.01) return;
    moved = true;
    origin.set(node, { x: oldX, y: oldY });
  });
  if (!moved) return null;
  for (const [node, place] of origin) graph.mergeNodeAttributes(node, place);
  return targets;
}

/** A picture of few nodes is not blown up beyond this, in the unit of the places. */
const LEAST = 420;

function extentOf({ nodes }: View, places: Places, stretch: Stretch): { x: [number, number]; y: [number, number] } {
  const spots = nodes.map(({ id }) => stretched(places.get(id) ?? { x: 0, y: 0 }, stretch));
  return { x: spanOf(spots.map(({ x }) => x)), y: spanOf(spots.map(({ y }) => y)) };
}

function bounded(ratio: number): number {
  return Math.min(1.7, Math.max(1, ratio));
}

function spanOf(values: number[]): [number, number] {
  const [low, high] = values.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [Infinity, -Infinity]);
  if (values.length === 0) return [-LEAST / 2, LEAST / 2];
  const spare = Math.max(0, LEAST - (high - low)) / 2;
  return [low - spare, high + spare];
}
