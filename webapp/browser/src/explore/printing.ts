// The picture on paper. A browser prints nothing of what the graphics card drew, so a drawing of it takes its place.

import { el } from "../dom";

export class Printing {
  readonly element = el("div", { class: "xp-print" });

  /** `draw` gives a drawing of the picture as it is, in the colours of paper, or nothing. */
  constructor(private readonly draw: () => SVGElement | null) {
    addEventListener("beforeprint", () => this.show());
    addEventListener("afterprint", () => this.element.replaceChildren());
    matchMedia("print").addEventListener("change", ({ matches }) => matches && this.show());
  }

  private show(): void {
    const drawing = this.draw();
    if (drawing !== null) this.element.replaceChildren(drawing);
  }
}
