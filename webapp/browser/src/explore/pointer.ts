// Mouse and touch on the picture: pointing, clicking, double clicks, and dragging nodes to where they shall stay.

import type { Renderer } from "./overlay";

export interface PointerEvents {
  pointAt(node: string | null): void;
  pointAtEdge(edge: string | null): void;
  select(node: string): void;
  selectEdge(edge: string): void;
  clear(): void;
  expand(node: string): void;
  drag(node: string, to: { x: number; y: number }): void;
  drop(node: string): void;
  moved(): void;
}

/** A hand shakes: less than this many pixels is a click. */
const STILL = 5;

export class Pointer {
  private held: { node: string; x: number; y: number; moved: boolean } | null = null;

  constructor(private readonly renderer: Renderer, private readonly act: PointerEvents) {
    renderer.on("enterNode", ({ node }) => this.point(node));
    renderer.on("leaveNode", () => this.point(null));
    renderer.on("enterEdge", ({ edge }) => act.pointAtEdge(edge));
    renderer.on("leaveEdge", () => act.pointAtEdge(null));
    renderer.on("clickNode", ({ node }) => act.select(node));
    renderer.on("clickEdge", ({ edge }) => act.selectEdge(edge));
    renderer.on("clickStage", () => act.clear());
    renderer.on("doubleClickNode", ({ node, preventSigmaDefault }) => {
      preventSigmaDefault();
      act.expand(node);
    });
    renderer.on("downNode", ({ node, event }) => (this.held = { node, x: event.x, y: event.y, moved: false }));
    renderer.on("moveBody", ({ event, preventSigmaDefault }) => this.drag(event, preventSigmaDefault));
    for (const end of ["upNode", "upStage"] as const) renderer.on(end, () => this.drop());
    renderer.getCamera().on("updated", () => act.moved());
  }

  private point(node: string | null): void {
    if (this.held !== null) return;
    this.renderer.getContainer().classList.toggle("xp-pointing", node !== null);
    this.act.pointAt(node);
  }

  private drag({ x, y }: { x: number; y: number }, preventSigmaDefault: () => void): void {
    const { held } = this;
    if (held === null) return;
    preventSigmaDefault();
    if (!held.moved && Math.hypot(x - held.x, y - held.y) < STILL) return;
    held.moved = true;
    this.act.drag(held.node, this.renderer.viewportToGraph({ x, y }));
  }

  private drop(): void {
    const { held } = this;
    this.held = null;
    if (held?.moved) this.act.drop(held.node);
  }
}
