// How each kind of node looks. A shape of its own, so that colour is never what tells kinds apart.

import type { Kind, ViewEdge } from "./view";

export type Shape = "circle" | "square" | "diamond" | "triangle" | "hexagon";

export interface Mark {
  shape: Shape;
  /** Filled with its colour, or with the colour of the page and an outline. */
  filled: boolean;
  one: string;
  many: string;
  /** Its colour: that of its product field, or a custom property of the style sheet. */
  colour: "family" | "ink" | "accent" | "soft";
  /** How large it is beside a node of another kind with as many neighbours. */
  weight: number;
}

export const MARKS: Record<Kind, Mark> = {
  partner: { shape: "circle", filled: true, one: "partner", many: "partners", colour: "family", weight: 1 },
  games: { shape: "square", filled: true, one: "Games", many: "Games", colour: "ink", weight: 1 },
  programme: { shape: "hexagon", filled: true, one: "programme", many: "programmes", colour: "accent", weight: 1.1 },
  category: { shape: "diamond", filled: false, one: "category", many: "categories", colour: "family", weight: 0.9 },
  country: { shape: "triangle", filled: true, one: "country", many: "countries", colour: "soft", weight: 0.9 },
  person: { shape: "circle", filled: false, one: "person", many: "people", colour: "soft", weight: 0.9 },
  organization: { shape: "square", filled: false, one: "organization", many: "organizations", colour: "soft", weight: 0.9 },
};

/** The order in which the shader numbers the shapes. */
export const SHAPES: readonly Shape[] = ["circle", "square", "diamond", "triangle", "hexagon"];

/** Corners of the shapes around the origin, for a radius of 1 and y upwards; a circle has none. The shader has the same. */
const CORNERS: Record<Shape, readonly (readonly [x: number, y: number])[]> = {
  circle: [],
  square: polygon(4, Math.PI / 4, 1.2),
  diamond: polygon(4, 0, 1.28),
  triangle: polygon(3, Math.PI / 2, 1.35),
  hexagon: polygon(6, 0, 1.1),
};

function polygon(corners: number, first: number, radius: number): (readonly [number, number])[] {
  return Array.from({ length: corners }, (_, index) => {
    const angle = first + (index * 2 * Math.PI) / corners;
    return [radius * Math.cos(angle), radius * Math.sin(angle)] as const;
  });
}

/** Returns the outline of a shape as the data of an SVG path, or null for a circle. */
export function outline(shape: Shape, x: number, y: number, radius: number): string | null {
  if (shape === "circle") return null;
  const points = CORNERS[shape].map(([dx, dy]) => `${rounded(x + dx * radius)},${rounded(y - dy * radius)}`);
  return `M${points.join("L")}Z`;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Returns the radius of a node in pixels, in a picture of `shown` nodes. */
export function radiusOf(kind: Kind, degree: number, shown: number, start: boolean): number {
  const smallest = shown > 5000 ? 1.6 : shown > 400 ? 2.4 : shown > 120 ? 4 : 6;
  const largest = shown > 5000 ? 9 : shown > 400 ? 13 : 16;
  const radius = Math.min(largest, smallest + Math.sqrt(degree) * (shown > 400 ? 0.62 : 1) * MARKS[kind].weight);
  return start ? Math.max(radius * 1.25, smallest + 4) : radius;
}

/** What the kinds of edges are called. */
export const EDGE_NAMES: Record<string, string> = {
  partnership: "partnership",
  covers: "Games covered",
  "part-of": "part of",
  field: "product category",
  country: "country",
  host: "host country",
  role: "role",
  parent: "parent organization",
  successor: "successor",
  owner: "owner or organiser",
  joint: "held jointly",
  event: "event together",
  shared: "Games in common",
};

/** What a dashed line says. */
export type Stroke = "joint" | "ended" | "announced" | "assumed";

/** Lengths of dashes and of the gaps between them, in pixels. */
export const DASHES: Record<Stroke, readonly [dash: number, gap: number]> = { joint: [10, 3], ended: [5, 5], announced: [2, 3.5], assumed: [4, 1.5] };

export const STROKE_NAMES: Record<Stroke, string> = { joint: "held jointly", ended: "ended before its time", announced: "announced", assumed: "beginning assumed or not recorded" };

const STROKES: Record<string, Stroke> = { terminated: "ended", announced: "announced" };

/** Returns how the line of an edge is dashed; null where it is whole. */
export function strokeOf({ kind, status, fromBasis }: Pick<ViewEdge, "kind" | "status" | "fromBasis">): Stroke | null {
  if (kind === "joint") return "joint";
  if (kind !== "partnership") return null;
  return STROKES[status ?? ""] ?? (fromBasis === "assumed" || fromBasis === "unknown" ? "assumed" : null);
}
