// What stands around a saved picture: its title above, and below the legend, the sources, and how to cite it.

import { drawn } from "./glyphs";
import { DASHES, MARKS, outline, STROKE_NAMES, strokeOf, type Stroke } from "./marks";
import { familyColour, hex, type Palette } from "./palette";
import { KINDS, type Kind, type View } from "./view";

export interface Caption {
  title: string;
  /** How to cite what the picture shows. */
  citation: string;
  /** The titles of all its sources, those of most lines first. */
  sources: string[];
  /** Where the rest of them can be read. */
  address: string;
  keys: Key[];
}

/** A line of the legend: a kind of nodes, a product field, or a way in which lines are dashed. */
export type Key = { text: string } & ({ kind: Kind } | { family: string } | { stroke: Stroke });

interface Around {
  /** Where the picture begins, and how tall all is. */
  top: number;
  height: number;
  above: SVGElement[];
  below: SVGElement[];
  metadata: SVGElement[];
}

/** How far below its middle the letters of a text stand, in its size: for programs that know no other baseline. */
export const BELOW = 0.35;

const MARGIN = 20;
const TITLE = { size: 18, line: 23 };
const SMALL = { size: 11.5, line: 16 };
const KEY = { size: 12, line: 20, sign: 24 };
/** Sources that the picture names; its metadata have all. */
const NAMED = 6;
const LICENCE = "Licence: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/";

export function captioned(width: number, height: number, palette: Palette, caption: Caption): Around {
  const room = width - 2 * MARGIN;
  const title = inLines(caption.title, room, TITLE.size);
  const ink = hex(palette.colours.ink);
  const above = title.map((line, index) => drawn("text", { x: MARGIN, y: MARGIN + 14 + index * TITLE.line, "font-size": TITLE.size, "font-weight": 650, fill: ink }, line));
  const top = MARGIN + title.length * TITLE.line + 4;
  const below: SVGElement[] = [drawn("path", { d: `M${MARGIN},${top + height}H${width - MARGIN}`, stroke: hex(palette.colours.line) })];
  let y = legend(below, caption.keys, top + height + 22, room, palette);
  for (const text of [sourcesOf(caption), caption.citation, LICENCE].filter((text) => text !== "")) {
    for (const line of inLines(text, room, SMALL.size)) {
      below.push(drawn("text", { x: MARGIN, y, "font-size": SMALL.size, fill: hex(palette.colours.soft) }, line));
      y += SMALL.line;
    }
    y += 5;
  }
  const metadata = caption.sources.map((source) => drawn("source", { xmlns: "http://purl.org/dc/terms/" }, source));
  return { top, height: y + 4, above, below, metadata };
}

function sourcesOf({ sources, address }: Caption): string {
  if (sources.length === 0) return "";
  const more = sources.length - NAMED;
  return `Sources: ${sources.slice(0, NAMED).join("; ")}${more > 0 ? `; and ${more} more, at ${address}` : ""}.`;
}

/** Writes the keys one after the other; returns where the next line stands. */
function legend(into: SVGElement[], keys: Key[], from: number, room: number, palette: Palette): number {
  let [x, y] = [MARGIN, from];
  for (const key of keys) {
    const wide = KEY.sign + key.text.length * KEY.size * 0.58 + 14;
    if (x > MARGIN && x + wide > MARGIN + room) [x, y] = [MARGIN, y + KEY.line];
    into.push(drawn("g", { transform: `translate(${x + 8},${y})` }, sign(key, palette)));
    into.push(drawn("text", { x: x + KEY.sign, y: y + KEY.size * BELOW, "font-size": KEY.size, fill: hex(palette.colours.ink) }, key.text));
    x += wide;
  }
  return keys.length === 0 ? from : y + 28;
}

function sign(key: Key, palette: Palette): SVGElement {
  if ("family" in key) return drawn("circle", { r: 5, fill: hex(familyColour(palette, key.family)) });
  if ("stroke" in key) return drawn("path", { d: "M-8,0H10", stroke: hex(palette.colours.ink), "stroke-width": 1.5, "stroke-dasharray": DASHES[key.stroke].join(" ") });
  const { shape, filled, colour } = MARKS[key.kind];
  const tint = hex(colour === "family" ? palette.colours.neutral : palette.colours[colour]);
  const paint: Record<string, string | number> = filled ? { fill: tint } : { fill: hex(palette.colours.sheet), stroke: tint, "stroke-width": 2 };
  const data = outline(shape, 0, 0, 5.5);
  return data === null ? drawn("circle", { r: 5.5, ...paint }) : drawn("path", { d: data, ...paint });
}

/** Returns the keys of what a view has: kinds of nodes, product fields with their labels, ways of being dashed. */
export function keysOf(view: View, families: readonly { name: string; label: string }[]): Key[] {
  const kinds = new Set(view.nodes.map(({ kind }) => kind));
  const used = new Set([...view.nodes, ...view.edges].map(({ family }) => family));
  const strokes = new Set(view.edges.map(strokeOf));
  return [
    ...KINDS.filter((kind) => kinds.has(kind)).map((kind) => ({ kind, text: capital(MARKS[kind].many) })),
    ...families.filter(({ name }) => used.has(name)).map(({ name, label }) => ({ family: name, text: label })),
    ...(Object.keys(STROKE_NAMES) as Stroke[]).filter((stroke) => strokes.has(stroke)).map((stroke) => ({ stroke, text: STROKE_NAMES[stroke] })),
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Breaks a text into lines that fit a width, as far as its words allow; letters are taken to be wide. */
export function inLines(text: string, width: number, size: number = SMALL.size): string[] {
  const most = Math.max(12, Math.floor(width / (size * 0.56)));
  const lines: string[] = [];
  for (const word of text.split(" ").flatMap((long) => long.match(new RegExp(`.{1,${most}}`, "gu")) ?? [])) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > most) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
