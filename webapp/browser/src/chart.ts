// Draws the chart of an answer. This part is fetched only once there is something to draw.

import * as Plot from "@observablehq/plot";
import { el } from "./dom";
import type { Shape } from "./shape";

const BAR = 26;
const LETTER = 7.2; // the width of an average letter at the size of the labels
const LONGEST_LABEL = 34;

/** Returns the figure of a shape for a place of this width. */
export function draw(shape: Shape, width: number): HTMLElement {
  const plot = shape.kind === "bars" ? bars(shape, width) : line(shape, width);
  // Plot names its groups by aria-label, which is only for elements with a role; the style sheet still needs the names.
  for (const group of plot.querySelectorAll("g[aria-label]")) {
    group.setAttribute("data-mark", group.getAttribute("aria-label") ?? "");
    group.removeAttribute("aria-label");
  }
  plot.setAttribute("role", "img");
  plot.setAttribute("aria-label", `Chart of ${shape.measure} by ${shape.along}; the table has the same numbers.`);
  const sort = shape.kind === "bars" ? "in the order of the answer" : "over time";
  return el("figure", { class: "sq-chart" }, el("figcaption", {}, `${shape.measure} by ${shape.along}, ${sort}`), plot);
}

function bars({ measure, points }: Extract<Shape, { kind: "bars" }>, width: number): Element {
  const short = (label: string): string => (label.length > longest ? `${label.slice(0, longest - 1)}…` : label);
  const longest = width < 500 ? 18 : LONGEST_LABEL;
  const room = Math.max(...points.map(({ x }) => short(x).length)) * LETTER;
  return Plot.plot({
    className: "plot",
    width,
    height: points.length * BAR + 80,
    marginLeft: room + 16,
    marginRight: 36,
    marginBottom: 52,
    x: { label: measure, labelOffset: 46, grid: true, nice: true, ticks: Math.max(2, Math.round((width - room) / 110)) },
    y: { label: null, domain: points.map(({ x }) => x), tickFormat: short, tickSize: 0 },
    marks: [
      Plot.barX(points, { x: "y", y: "x", insetTop: 2, insetBottom: 2, title: ({ x, y }) => `${x}: ${y}` }),
      Plot.ruleX([0]),
    ],
  });
}

function line({ measure, points }: Extract<Shape, { kind: "line" }>, width: number): Element {
  return Plot.plot({
    className: "plot",
    width,
    height: Math.min(340, Math.max(220, width * 0.42)),
    marginLeft: 64,
    x: { label: null, type: "utc" },
    y: { label: measure, grid: true, nice: true, zero: true },
    marks: [
      Plot.ruleY([0]),
      Plot.lineY(points, { x: "x", y: "y" }),
      Plot.dot(points, { x: "x", y: "y", r: 3, title: ({ x, y }) => `${x.toISOString().slice(0, 10)}: ${y}` }),
    ],
  });
}
