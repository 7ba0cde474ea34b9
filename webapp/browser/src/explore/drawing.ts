// The drawing of a view: by the graphics card if the browser has one, and what stands in its place otherwise.

import type { Places } from "./arranging";
import { fit } from "./fitting";
import { canvasMade } from "./frame";
import { free, type Arrangement } from "./guides";
import type { Family } from "./legend";
import type { Layout, Looks } from "./looks";
import { readPalette, type Palette } from "./palette";
import type { Picture } from "./picture";
import type { PointerEvents } from "./pointer";
import type { State } from "./state";
import { Still } from "./still";
import { stillOf } from "./svg";
import { paletteOf, type Theme } from "./themes";
import { NoView, type View } from "./view";

/** What is to be drawn: a view within the room of another one, and how. */
export interface Drawn {
  state: State;
  view: View;
  basis: View;
  layout: Layout;
  looks: Looks;
  /** Where forces leave the nodes; null where they have not been at work, or the layout is another one. */
  places: Places | null;
  /** Whether the view is of a day that passes. */
  passing: boolean;
}

export class Drawing {
  readonly canvas = canvasMade();
  readonly still = new Still();
  picture: Picture | null = null;
  /** Whether the browser cannot draw the picture. */
  blind = false;
  private arrangement: Arrangement = free(new Map());

  constructor(private readonly families: Family[], private readonly events: PointerEvents) {}

  /** Loads what draws, and tries whether the browser can. */
  async prepare(): Promise<void> {
    if (this.picture !== null || this.blind) return;
    const drawing = await import("./picture").catch(() => {
      throw new NoView("The explorer did not load completely.", "Check the connection, then try again.", true);
    });
    if (this.drawn() !== null) return; // somebody else did meanwhile
    try {
      this.picture = new drawing.Picture(this.canvas, readPalette(), this.events);
    } catch {
      this.blind = true; // only trying tells
      this.canvas.replaceChildren();
    }
  }

  /** Returns the picture as it is by now. */
  private drawn(): Picture | null {
    return this.picture;
  }

  async show({ state, view, basis, layout, looks, places, passing }: Drawn): Promise<void> {
    const { picture } = this;
    if (picture === null) return;
    if (layout !== "force") {
      const [width, height] = [this.canvas.clientWidth, this.canvas.clientHeight];
      const palette = readPalette();
      const measure = (text: string): number => picture.names.measure(text, palette);
      // Where rows follow from what is shown, a day has its own; years keep their places.
      const whole = layout === "timeline" || basis.show === "partners" ? basis : view;
      this.arrangement = fit(layout, passing ? basis : whole, looks, this.families, { width, height, measure });
    } else if (places !== null) this.arrangement = free(places);
    picture.marked = new Set(state.all("mark"));
    await picture.show(passing ? basis : view, basis, this.arrangement, state.pins, looks);
  }

  /** Looks at what a view asks for, or at everything. */
  aim(zoom: string | null): void {
    if (this.picture === null) return;
    if (zoom === null) this.picture.reset();
    else this.picture.camera = zoom;
  }

  /** Gives back what the graphics card held; a still takes its place if something was shown. */
  retire(shown: boolean): void {
    const { picture } = this;
    if (picture === null) return;
    picture.unpoint();
    if (shown) this.still.show(stillOf(picture, readPalette()));
    this.picture = null;
    picture.kill();
  }

  /** Whether the places follow from the room that there is. */
  get fitted(): boolean {
    return this.arrangement.fitted;
  }

  placeOf(node: string): { x: number; y: number } {
    return this.arrangement.places.get(node) ?? { x: 0, y: 0 };
  }

  /** Draws the picture in the colours of light or of dark, whichever the page has. */
  inColours<Made>(theme: Theme, draw: (picture: Picture, palette: Palette) => Made): Made {
    const { picture } = this;
    if (picture === null) throw new Error("There is no picture.");
    const [own, asked] = [readPalette(), paletteOf(theme)];
    if (own.dark === asked.dark) return draw(picture, own);
    picture.recolour(asked);
    try {
      return draw(picture, asked);
    } finally {
      picture.recolour(own);
    }
  }
}
