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
  /** The browser took the graphics card away. */
  lost(): void;
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
    renderer.on("downNode", ({ node, event }) => {
      if ("touches" in event.original) return; // two fingers zoom, even where one of them is on a node
      this.held = { node, x: event.x, y: event.y, moved: false };
    });
    renderer.on("moveBody", ({ event, preventSigmaDefault }) => this.drag(event, preventSigmaDefault));
    for (const end of ["upNode", "upStage"] as const) renderer.on(end, () => this.drop());
    this.endOutside();
    renderer.getCamera().on("updated", () => act.moved());
  }

  /** Ends what ends elsewhere: the button is let go beside the picture, or the window is left. */
  private endOutside(): void {
    const place = this.renderer.getContainer();
    const ended = new AbortController();
    const { signal } = ended;
    this.renderer.once("kill", () => ended.abort());
    // The picture goes on to hear of a mouse that it holds, wherever that is.
    place.addEventListener("pointerdown", ({ target, pointerId, pointerType }) => {
      if (pointerType === "mouse" && target instanceof Element) target.setPointerCapture(pointerId);
    }, { signal });
    const end = (event: Event): void => {
      const inside = event instanceof PointerEvent && place.contains(document.elementFromPoint(event.clientX, event.clientY));
      if (inside && event.type === "pointerup") return; // the picture itself tells on what
      this.drop();
      this.point(null);
      this.act.pointAtEdge(null);
    };
    for (const kind of ["pointerup", "pointercancel", "blur"]) addEventListener(kind, end, { signal });
    place.addEventListener("pointerleave", (event) => event.buttons === 0 && end(event), { signal });
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
