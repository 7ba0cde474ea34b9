// What stands in the place of the picture while the graphics card does not draw it: a drawing of it, or the server's.

import { el } from "../dom";

export class Still {
  readonly element = el("div", { class: "xp-still", hidden: true });

  /** Shows a drawing of the picture. */
  show(drawing: SVGElement): void {
    this.element.replaceChildren(drawing);
    this.element.hidden = false;
  }

  /** Shows a picture that the server draws; it may be taller than its place, which then scrolls. */
  load(address: string, title: string): void {
    const known = this.element.querySelector("img");
    if (known?.getAttribute("src") !== address) this.element.replaceChildren(el("img", { src: address, alt: title }));
    this.element.hidden = false;
  }

  hide(): void {
    this.element.hidden = true;
    this.element.replaceChildren();
  }
}
