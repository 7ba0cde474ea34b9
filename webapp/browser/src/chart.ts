// Draws the chart of an answer. This part is fetched only once there is something to draw.

import * as Plot from "@observablehq/plot";
import { el } from "./dom";
import { titleOf, type Point, type Shape } from "./shape";

const BAR = 26;
const LETTER = 7.2; // the width of an average letter at the size of the labels
const LONGEST_LABEL = 34;
const MILLION = 1e6;

const short = new Intl.NumberFormat("en-GB", { notation: "compact", maximumFractionDigits: 2 });

/** Writes the numbers along an axis; "800M" for 800,000,000, of which two would touch. */
function ticksOf(points: Point<unknown>[]): { tickFormat?: (value: number) => string } {
  const large = points.some(({ y }) => Math.abs(y ?? 0) >= MILLION);
  return large ? { tickFormat: (value) => short.format(value) } : {};
}

/** Returns the figure of a shape for a place of this width. */
export function draw(shape: Shape, width: number): HTMLElement {
  const plot = shape.kind === "bars" ? bars(shape, width) : line(shape, width);
  // Plot names its groups by aria-label, which is only for elements with a role; the style sheet still needs the names.
  for (const group of plot.querySelectorAll("g[aria-label]")) {
    group.setAttribute("data-mark", group.getAttribute("aria-label") ?? "");
    group.removeAttribute("aria-label");
  }
  plot.setAttribute("role", "img");
  plot.setAttribute("aria-label", `Chart of ${titleOf(shape)} by ${shape.along}; the table has the same numbers.`);
  const sort = shape.kind === "bars" ? "in the order of the answer" : "over time";
  const caption = `${titleOf(shape)} by ${shape.along}, ${sort}`;
  return el("figure", { class: "sq-chart" }, el("figcaption", {}, caption), plot, keyOf(shape));
}

/** Explains what is outlined and what is missing, where something is. */
function keyOf({ kind, points }: Shape): HTMLElement | null {
  const [bar, place] = kind === "bars" ? ["bar", "place"] : ["dot", "place in the line"];
  const outlined = points.some(({ bound }) => bound);
  const missing = points.some(({ y }) => y === null);
  if (!outlined && !missing) return null;
  const swatch = (name: string): HTMLElement => el("span", { class: `sq-swatch ${name}` });
  return el(
    "ul",
    { class: "legend" },
    outlined ? el("li", {}, swatch("filled"), "a figure") : null,
    outlined ? el("li", {}, swatch("outlined"), `An outlined ${bar} is no plain figure, but a bound, an estimate, a target or a forecast.`) : null,
    missing ? el("li", {}, `An empty ${place}: no figure.`) : null,
  );
}

const said = ({ y, bound }: Point<unknown>): string => [y === null ? "no figure" : String(y), bound].filter(Boolean).join(", ");

function bars({ measure, points }: Extract<Shape, { kind: "bars" }>, width: number): Element {
  const cut = (label: string): string => (label.length > longest ? `${label.slice(0, longest - 1)}…` : label);
  const longest = width < 500 ? 18 : LONGEST_LABEL;
  const room = Math.max(...points.map(({ x }) => cut(x).length)) * LETTER;
  const behind = points.map(({ y, bound }) => (y === null ? "none" : bound));
  const right = Math.max(36, Math.max(...behind.map(({ length }) => length)) * LETTER + 12);
  const places = points.map((_, place) => place);
  // A bar stands at its place in the answer, since several may have the same label.
  const bar = (chosen: number[], isBound: boolean): Plot.Markish =>
    Plot.barX(chosen, {
      x: (place: number) => points[place]?.y ?? 0,
      y: (place: number) => place,
      insetTop: 2,
      insetBottom: 2,
      className: isBound ? "sq-outlined" : "sq-plain",
      title: (place: number) => (points[place] ? `${points[place].x}: ${said(points[place])}` : ""),
    });
  return Plot.plot({
    className: "plot",
    width,
    height: points.length * BAR + 80,
    marginLeft: room + 16,
    marginRight: right,
    marginBottom: 52,
    x: { label: measure, labelOffset: 46, grid: true, nice: true, ...ticksOf(points), ticks: Math.max(2, Math.round((width - room) / 110)) },
    y: { label: null, domain: places, tickFormat: (place: number) => cut(points[place]?.x ?? ""), tickSize: 0 },
    marks: [
      bar(places.filter((place) => points[place]?.y !== null && !points[place]?.bound), false),
      bar(places.filter((place) => points[place]?.y !== null && points[place]?.bound), true),
      Plot.text(places, { x: (place: number) => points[place]?.y ?? 0, y: (place: number) => place, text: behind, textAnchor: "start", dx: 6 }),
      Plot.ruleX([0]),
    ],
  });
}

function line({ measure, points }: Extract<Shape, { kind: "line" }>, width: number): Element {
  const days = points.map(({ x }) => x);
  const span = Math.max(...days.map((day) => day.getUTCFullYear())) - Math.min(...days.map((day) => day.getUTCFullYear()));
  const ofYears = span <= width / 60 && days.every((day) => day.getUTCMonth() === 0 && day.getUTCDate() === 1);
  const title = (point: Point<Date>): string => `${point.x.toISOString().slice(0, 10)}: ${said(point)}`;
  const dots = (chosen: Point<Date>[], isBound: boolean): Plot.Markish =>
    Plot.dot(chosen, { x: "x", y: "y", r: 3.5, className: isBound ? "sq-outlined" : "sq-plain", title });
  return Plot.plot({
    className: "plot",
    width,
    height: Math.min(340, Math.max(220, width * 0.42)),
    marginLeft: 64,
    marginTop: 30,
    x: { label: null, type: "utc", ...(ofYears ? { ticks: "year" } : {}) },
    y: { label: measure, grid: true, nice: true, zero: true, ...ticksOf(points) },
    marks: [
      Plot.ruleY([0]),
      // The line breaks where there is no figure, and where a figure is a bound: what lies between is not known.
      Plot.lineY(points, { x: "x", y: ({ y, bound }: Point<Date>) => (bound ? NaN : (y ?? NaN)) }),
      dots(points.filter(({ y, bound }) => y !== null && !bound), false),
      dots(points.filter(({ y, bound }) => y !== null && bound), true),
    ],
  });
}
