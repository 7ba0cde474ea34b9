// Which wheels and touches are for the picture: all others scroll the page around it.

import { el } from "../dom";

/** Pixels after which a finger that moves wants something. */
const MEANT = 12;
const SAID = 1600;

export class Gestures {
  /** What to do instead, said for a moment. */
  readonly hint = el("p", { class: "xp-hint", "aria-hidden": "true", hidden: true }, "Two fingers move and zoom the picture.");
  private from: { x: number; y: number } | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** `quiet` tells whether the wheel alone is the page's: it zooms with Ctrl or ⌘, or once the picture has the focus. */
  constructor(private readonly place: HTMLElement, quiet: boolean) {
    // Before those of the picture, which are on an element within.
    place.addEventListener("touchstart", (event) => this.touch(event), { capture: true, passive: false });
    document.addEventListener("touchmove", (event) => this.move(event), { capture: true, passive: false });
    if (quiet) place.addEventListener("wheel", (event) => this.wheel(event), { capture: true, passive: true });
  }

  private wheel(event: WheelEvent): void {
    const meant = event.ctrlKey || event.metaKey || this.place.contains(document.activeElement);
    if (!meant) event.stopImmediatePropagation();
  }

  /** One finger taps and scrolls as anywhere; what the browser makes of a tap is enough for the picture. */
  private touch(event: TouchEvent): void {
    const [finger] = event.touches;
    this.from = event.touches.length === 1 && finger ? { x: finger.clientX, y: finger.clientY } : null;
    if (event.touches.length === 1) event.stopImmediatePropagation();
  }

  private move(event: TouchEvent): void {
    const [finger] = event.touches;
    if (!(event.target instanceof Node) || !this.place.contains(event.target) || event.touches.length !== 1 || !finger) return;
    event.stopImmediatePropagation();
    if (this.from === null || Math.hypot(finger.clientX - this.from.x, finger.clientY - this.from.y) < MEANT) return;
    this.from = null;
    this.hint.hidden = false;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.hint.hidden = true), SAID);
  }
}
