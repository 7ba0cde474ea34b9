// What says where places mean something: lines of bands and columns, and the words beside them.

import type { Places } from "./arranging";

/** Words in the picture. */
export interface Guide {
  text: string;
  x: number;
  y: number;
  anchor: "start" | "middle" | "end";
  /** The colour family that the words are about. */
  family?: string;
  /** The side of the picture on which the words stay, wherever the camera is. */
  side?: "left" | "top" | "bottom";
}

/** A thin line in the picture. */
export interface Rule {
  from: { x: number; y: number };
  to: { x: number; y: number };
}

export interface Guides {
  /** The most important first: where two would cover each other the later one is left out. */
  words: Guide[];
  rules: Rule[];
}

/** Where the nodes of a view are, and what says why. */
export interface Arrangement {
  /** In a square of `UNIT`, which the picture stretches over its room; or freely, as forces leave them. */
  fitted: boolean;
  places: Places;
  guides: Guides;
  /** Radii in pixels, where they follow from the room. */
  sizes: Map<string, number>;
  /** Nodes whose names have room, and how much of it in pixels; any amount where it does not say. */
  named: string[];
  rooms?: Map<string, number>;
}

/** The room of a picture in pixels, with how wide words are in it. */
export interface Frame {
  width: number;
  height: number;
  measure: (text: string) => number;
}

/** The side of the square in which fitted places are, its middle at the origin and y upwards. */
export const UNIT = 1000;

export function free(places: Places): Arrangement {
  return { fitted: false, places, guides: { words: [], rules: [] }, sizes: new Map(), named: [] };
}

/** Turns places in pixels from the upper left corner into those of the square. */
export function fitted(frame: Frame, found: Omit<Arrangement, "fitted">): Arrangement {
  const turned = <Spot extends { x: number; y: number }>(spot: Spot): Spot => ({ ...spot, x: (spot.x / frame.width - 0.5) * UNIT, y: (0.5 - spot.y / frame.height) * UNIT });
  return {
    ...found,
    fitted: true,
    places: new Map([...found.places].map(([id, place]) => [id, turned(place)])),
    guides: { words: found.guides.words.map(turned), rules: found.guides.rules.map(({ from, to }) => ({ from: turned(from), to: turned(to) })) },
  };
}

/** How far places move apart sideways and up, so that the picture fills a screen of another shape. */
export interface Stretch {
  x: number;
  y: number;
}

export function stretched(place: { x: number; y: number }, stretch: Stretch): { x: number; y: number } {
  return { x: place.x * stretch.x, y: place.y * stretch.y };
}
