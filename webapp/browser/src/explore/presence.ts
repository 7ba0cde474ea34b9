// When the picture is drawn by the graphics card, and when a drawing stands in its place.
//
// Browsers let one page have about sixteen contexts of WebGL, and take the oldest away for the next. A picture has three.
// So in somebody else's page a picture is alive only while a reader is at it, and in sight. A context that was taken
// away, for whatever reason, comes back.

export interface Living {
  /** Whether a view is shown, and none is on its way. */
  readonly settled: boolean;
  /** Puts a drawing in the place of the picture, and gives back what the graphics card held. */
  retire(): void;
  revive(): Promise<void>;
}

/** Milliseconds after which a context that was lost is asked for again; a card that was reset needs a while. */
const AGAIN = 250;
/** Losses in a row after which nobody tries again before a reader comes back. */
const MOST = 4;
const ENTERING = ["pointerenter", "pointerdown", "touchstart", "focusin"] as const;

export class Presence {
  private seen = true;
  private here = false;
  private losses = 0;
  /** Whether a context was lost while a view was on its way. */
  private missed = false;
  private reviving: Promise<void> | null = null;
  private resized: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly root: HTMLElement, private readonly of: Living, private readonly embedded: boolean) {
    if (!embedded) return;
    for (const kind of ENTERING) root.addEventListener(kind, () => this.enter(), { passive: true });
    root.addEventListener("pointerleave", () => this.leave());
    root.addEventListener("focusout", () => this.leave());
  }

  /** Waits until the place of the picture is in sight for the first time, and watches it from then on. */
  watch(): Promise<void> {
    if (!this.embedded) return Promise.resolve();
    new ResizeObserver(() => this.redraw()).observe(this.root);
    return new Promise((resolve) => {
      new IntersectionObserver((entries) => {
        this.seen = entries.at(-1)?.isIntersecting ?? true;
        if (this.seen) resolve();
        else if (this.of.settled) this.of.retire();
      }).observe(this.root);
    });
  }

  /** Tells that a view is shown. */
  settled(): void {
    if (this.missed) this.lost();
    else if (!this.alive) this.of.retire();
  }

  /** Tells that the browser took a context away. */
  lost(): void {
    this.missed = !this.of.settled;
    if (this.missed) return;
    this.of.retire();
    this.losses += 1;
    if (this.alive && this.losses <= MOST) setTimeout(() => void this.revive(), AGAIN * this.losses);
  }

  private get alive(): boolean {
    return !this.embedded || (this.seen && this.here);
  }

  private enter(): void {
    this.losses = 0;
    if (this.here) return;
    this.here = true;
    void this.revive();
  }

  private leave(): void {
    // What has the focus keeps it, and a touch leaves at once without the reader going away.
    if (this.root.contains(document.activeElement) || this.root.matches(":hover")) return;
    this.here = false;
    if (this.of.settled) this.of.retire();
  }

  private async revive(): Promise<void> {
    if (!this.of.settled) return;
    this.reviving ??= this.of.revive().finally(() => (this.reviving = null));
    await this.reviving;
    setTimeout(() => (this.losses = 0), 10_000);
  }

  /** Draws a still anew: in other colours, or for another size. */
  async again(): Promise<void> {
    await this.revive();
    if (this.of.settled) this.settled();
  }

  private redraw(): void {
    clearTimeout(this.resized);
    this.resized = setTimeout(() => {
      if (this.seen && !this.alive) void this.again();
    }, 300);
  }
}
