// The marks of the picture as small drawings beside words.

import { MARKS, outline } from "./marks";
import type { Kind } from "./view";

const SVG = "http://www.w3.org/2000/svg";

/** Makes an element of a drawing. */
export function drawn(name: string, attributes: Record<string, string | number>, ...children: (Node | string)[]): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/** Returns the mark of a kind, in the colour of a family if it has one. */
export function glyph(kind: Kind, family = ""): SVGElement {
  const { shape, filled, colour } = MARKS[kind];
  const data = outline(shape, 8, 8, 5);
  const mark = data === null ? drawn("circle", { cx: 8, cy: 8, r: 5 }) : drawn("path", { d: data });
  const tint = colour === "family" ? `f-${family || "neutral"}` : `xp-${colour}`;
  mark.setAttribute("class", filled ? "xp-filled" : "xp-hollow");
  return drawn("svg", { viewBox: "0 0 16 16", class: `xp-glyph ${tint}`, "aria-hidden": "true", focusable: "false" }, mark);
}
